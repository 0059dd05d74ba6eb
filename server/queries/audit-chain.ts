import { createHash } from "node:crypto";

/** What the chain starts from: the head of a log in which nothing is sealed yet. */
export const GENESIS = "0".repeat(64);
/** Rows that became visible late are looked for this far behind the newest sealed one. */
export const LATE_ROWS = 100_000;
export const SEALED_AT_ONCE = 2_000;

/** An entry as it is hashed. */
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

/** Columns of `audit_event e` that make an `AuditRow`. */
export const AUDIT_COLUMNS = `e.seq::text AS seq, e.system_id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, e.actor, e.action, e.object, e.digest, e.details`;

/** SHA-256(0x00 ‖ hash before ‖ the row as JSON with sorted keys), 64 hex digits. */
export function chainHash(prev: string, { seq, system_id, at, actor, action, object, digest, details }: AuditRow): string {
  const row = canonical({ seq, system_id, at, actor, action, object, digest, details });
  return createHash("sha256").update(Buffer.from([0])).update(Buffer.from(prev, "hex")).update(row).digest("hex");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner);
}
