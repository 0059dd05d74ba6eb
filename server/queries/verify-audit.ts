import { rows, type Tx } from "../store";
import { AUDIT_COLUMNS, chainHash, GENESIS, LATE_ROWS, type AuditRow } from "./audit-chain";

/** Seals read at once: what the check holds in memory, whatever the length of the log. */
const PAGE = 2_000;
/** Breaks that are told one by one; further ones are counted. */
export const MOST_BREAKS = 20;

/**
 * What is wrong at one place. `changed`: the entry does not have the hash it was sealed with. `reordered`: it has that of
 * the entry at another position. `missing`: it is gone. `gap`: positions are left out. `link`: the seal does not follow the
 * one before it. `unsealed`: an entry so far behind the newest sealed one that no pass of the sealer takes it.
 */
export interface ChainBreak {
  code: "audit/changed" | "audit/reordered" | "audit/missing" | "audit/gap" | "audit/link" | "audit/unsealed";
  /** Place in the chain, from 1; null of an entry that has none. */
  position: string | null;
  /** Sequence number of the audit entry. */
  seq: string | null;
  expected: string;
  got: string;
}

export interface AuditCheck {
  /** Entries that have a seal. */
  sealed: number;
  /** Committed entries that the next passes of the sealer take. */
  waiting: number;
  /** Hash of the last seal; `GENESIS` when there is none. */
  head: string;
  /** The first `MOST_BREAKS`, in the order of the chain. */
  breaks: ChainBreak[];
  broken: number;
  /** Sealed entries by system; without id and name: of the installation itself. */
  systems: { id: string | null; name: string | null; entries: number; newestSeq: string }[];
  /** Where the head that was kept elsewhere stands in the chain (0 = before its first entry); null when it stands nowhere. */
  keptAt: number | null;
}

interface SealRow extends Partial<AuditRow> {
  position: string;
  sealed_seq: string;
  prev_hash: string;
  hash: string;
}

/**
 * Walks the chain from its start, a page of seals at a time, and hashes every entry again. After a break it goes on from
 * what is sealed, so that each place is told once. A chain cut off at its end, or written anew as a whole, is sound in
 * itself: only `keptHead`, a head (64 hex digits) kept where the database's owner cannot reach it, shows that. There is one
 * chain for all systems: `tx` has to see them all, as the worker's and the owner's connections do.
 */
export async function verifyAudit(tx: Pick<Tx, "$queryRawUnsafe">, keptHead: string | null = null): Promise<AuditCheck> {
  const check: AuditCheck = { sealed: 0, waiting: 0, head: GENESIS, breaks: [], broken: 0, systems: [], keptAt: keptHead === GENESIS ? 0 : null };
  const systems = new Map<string | null, AuditCheck["systems"][number]>();
  let position = 0n;
  for (;;) {
    const page = await rows<SealRow>(
      tx,
      `SELECT s.position::text, s.seq::text AS sealed_seq, s.prev_hash, s.hash, ${AUDIT_COLUMNS} FROM audit_seal s LEFT JOIN audit_event e ON e.seq = s.seq
       WHERE s.position > $1::bigint ORDER BY s.position LIMIT $2::int`,
      String(position), PAGE,
    );
    for (const seal of page) {
      const wrong = breakAt(seal, { position: position + 1n, prev: check.head, page, search: check.breaks.length < MOST_BREAKS });
      if (wrong !== null) note(check, wrong);
      if (isThere(seal)) count(systems, seal);
      check.sealed += 1;
      check.head = seal.hash;
      position = BigInt(seal.position);
      if (seal.hash === keptHead) check.keptAt = Number(position);
    }
    if (page.length < PAGE) break;
  }
  await lookForUnsealed(tx, check);
  const names = new Map((await rows<{ id: string; name: string }>(tx, `SELECT id::text AS id, name FROM "system"`)).map(({ id, name }) => [id, name]));
  check.systems = [...systems.values()].map((one) => ({ ...one, name: one.id === null ? null : (names.get(one.id) ?? one.id) }));
  return check;
}

interface Place {
  position: bigint;
  prev: string;
  page: readonly SealRow[];
  /** Whether it is worth looking for the entry that stood here. */
  search: boolean;
}

function breakAt(seal: SealRow, { position, prev, page, search }: Place): ChainBreak | null {
  const at = { position: seal.position, seq: seal.sealed_seq };
  if (seal.position !== String(position)) return { ...at, code: "audit/gap", expected: `position ${position}`, got: `position ${seal.position}` };
  if (seal.prev_hash !== prev) return { ...at, code: "audit/link", expected: prev, got: seal.prev_hash };
  if (!isThere(seal)) return { ...at, code: "audit/missing", expected: seal.hash, got: "no entry" };
  const got = chainHash(prev, seal);
  if (got === seal.hash) return null;
  const stood = search ? page.filter(isThere).find((other) => [other.seq, seal.seq].some((seq) => chainHash(prev, { ...other, seq }) === seal.hash) && isMoved(other)) : undefined;
  if (stood === undefined) return { ...at, code: "audit/changed", expected: seal.hash, got };
  return { ...at, code: "audit/reordered", expected: `the entry that is now at position ${stood.position}`, got: `another entry, of hash ${got}` };
}

/** An entry that stands where it was sealed says the same as one that was changed, and did not change places with it. */
const isMoved = (other: SealRow & AuditRow): boolean => chainHash(other.prev_hash, other) !== other.hash;

const isThere = (seal: SealRow): seal is SealRow & AuditRow => seal.seq !== undefined && seal.seq !== null;

function note(check: AuditCheck, wrong: ChainBreak): void {
  check.broken += 1;
  if (check.breaks.length < MOST_BREAKS) check.breaks.push(wrong);
}

function count(systems: Map<string | null, AuditCheck["systems"][number]>, { system_id: id, seq }: AuditRow): void {
  const held = systems.get(id) ?? { id, name: null, entries: 0, newestSeq: seq };
  systems.set(id, { ...held, entries: held.entries + 1, newestSeq: BigInt(seq) > BigInt(held.newestSeq) ? seq : held.newestSeq });
}

async function lookForUnsealed(tx: Pick<Tx, "$queryRawUnsafe">, check: AuditCheck): Promise<void> {
  const [open] = await rows<{ waiting: number; behind: number; first: string | null }>(
    tx,
    `WITH newest AS (SELECT coalesce(max(seq), 0) AS seq FROM audit_seal)
     SELECT count(*) FILTER (WHERE e.seq > n.seq - $1::bigint)::int AS waiting, count(*) FILTER (WHERE e.seq <= n.seq - $1::bigint)::int AS behind,
       (min(e.seq) FILTER (WHERE e.seq <= n.seq - $1::bigint))::text AS first
     FROM audit_event e CROSS JOIN newest n WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.seq = e.seq)`,
    String(LATE_ROWS),
  );
  check.waiting = open?.waiting ?? 0;
  if (open === undefined || open.behind === 0) return;
  note(check, { code: "audit/unsealed", position: null, seq: open.first, expected: "a seal", got: `${open.behind === 1 ? "none" : `none, as of ${open.behind - 1} further entries`}` });
  check.broken += open.behind - 1;
}
