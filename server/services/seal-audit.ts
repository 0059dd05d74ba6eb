import { clock } from "../clock";
import { AUDIT_COLUMNS, chainHash, GENESIS, LATE_ROWS, SEALED_AT_ONCE, type AuditRow } from "../queries/audit-chain";
import { rows, run, runMany, type Store } from "../store";

/**
 * Chains audit rows that have been committed and are not sealed yet. A row is sealed in the first pass that sees it, so
 * the chain follows the order of commits, and a long import delays nobody: its rows are sealed when they appear.
 * Answers how many were sealed.
 */
export async function sealAudit(store: Store): Promise<number> {
  return store.prisma.$transaction(async (tx) => {
    await run(tx, `SELECT pg_advisory_xact_lock(72707372)`);
    const [last] = await rows<{ position: string; seq: string; hash: string }>(tx, `SELECT a.position::text, a.seq::text, a.hash FROM audit_seal a ORDER BY a.position DESC LIMIT 1`);
    const [newest] = await rows<{ seq: string | null }>(tx, `SELECT max(seq)::text AS seq FROM audit_seal`);
    const found = await rows<AuditRow>(
      tx,
      `SELECT ${AUDIT_COLUMNS} FROM audit_event e WHERE e.seq > $1::bigint AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.seq = e.seq)
       ORDER BY e.seq LIMIT $2::int`,
      String(BigInt(newest?.seq ?? "0") - BigInt(LATE_ROWS)), SEALED_AT_ONCE,
    );
    let position = BigInt(last?.position ?? "0");
    let prev = last?.hash ?? GENESIS;
    const seals = found.map((row) => {
      const seal = { position: String((position += 1n)), seq: row.seq, prev_hash: prev, hash: chainHash(prev, row) };
      prev = seal.hash;
      return seal;
    });
    await runMany(
      tx,
      `INSERT INTO audit_seal (position, seq, prev_hash, hash, sealed_at)
       SELECT t.*, $2::timestamptz FROM json_to_recordset($1::json) AS t(position bigint, seq bigint, prev_hash text, hash text)`,
      seals, clock.now().toISOString(),
    );
    return seals.length;
  });
}
