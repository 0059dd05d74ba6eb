import { createHash } from "node:crypto";
import { fail, ok, type Result } from "../../domain/model/problem";
import { clock } from "../clock";
import { rows, run, runMany, type Store, type Tx } from "../store";

/** What the chain starts from. */
const GENESIS = "0".repeat(64);
const AT_ONCE = 2_000;
/** Rows that became visible late are looked for this far behind the newest sealed one. */
const LATE_ROWS = 100_000;

export interface AuditRow {
  seq: string;
  system_id: string | null;
  at: string;
  actor: unknown;
  action: string;
  object: string;
  digest: string | null;
  details: unknown;
}

const COLUMNS = `e.seq::text AS seq, e.system_id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, e.actor, e.action, e.object, e.digest, e.details`;

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
      `SELECT ${COLUMNS} FROM audit_event e WHERE e.seq > $1::bigint AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.seq = e.seq)
       ORDER BY e.seq LIMIT $2::int`,
      String(BigInt(newest?.seq ?? "0") - BigInt(LATE_ROWS)), AT_ONCE,
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

/** SHA-256(0x00 ‖ hash before ‖ the row as JSON with sorted keys). */
function chainHash(prev: string, row: AuditRow): string {
  return createHash("sha256").update(Buffer.from([0])).update(Buffer.from(prev, "hex")).update(canonical(row)).digest("hex");
}

export interface AuditCheck {
  sealed: number;
  /** Committed rows that no pass of the sealer has seen yet. */
  unsealed: number;
  /** Hash of the last seal; GENESIS when there is none. */
  head: string;
}

/**
 * Walks the chain from its start and hashes every row again. Problems: audit/broken (a row or a link was changed),
 * audit/missing (a sealed row is gone). Sees all systems: for the worker's and the owner's connection.
 */
export async function verifyAudit(tx: Tx): Promise<Result<AuditCheck>> {
  let position = 0n;
  let prev = GENESIS;
  for (;;) {
    const page = await rows<{ position: string; prev_hash: string; hash: string } & Partial<AuditRow>>(
      tx,
      `SELECT s.position::text, s.prev_hash, s.hash, ${COLUMNS} FROM audit_seal s LEFT JOIN audit_event e ON e.seq = s.seq
       WHERE s.position > $1::bigint ORDER BY s.position LIMIT $2::int`,
      String(position), AT_ONCE,
    );
    for (const { position: at, prev_hash, hash, ...row } of page) {
      position += 1n;
      if (row.seq === undefined || row.seq === null) return fail({ code: "audit/missing", detail: "A sealed row is gone.", at: `position ${at}` });
      if (at !== String(position) || prev_hash !== prev || chainHash(prev, row as AuditRow) !== hash) {
        return fail({ code: "audit/broken", detail: "The row does not have the hash it was sealed with, or the chain has a gap.", at: `position ${at}` });
      }
      prev = hash;
    }
    if (page.length < AT_ONCE) break;
  }
  const [open] = await rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.seq = e.seq)`);
  return ok({ sealed: Number(position), unsealed: open?.n ?? 0, head: prev });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner);
}
