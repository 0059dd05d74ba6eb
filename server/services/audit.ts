import { run, type Actor, type Tx } from "../store";

export interface AuditEntry {
  systemId: string | null;
  at: Date;
  actor: Actor;
  /** What was done: "evidence.received", "document.read", "packet.built". */
  action: string;
  /** What it was done to: "receipt/<id>". */
  object: string;
  digest?: string | null;
  details?: Record<string, unknown>;
}

/** Writes the audit row in the transaction of the change itself: no row, no change. The sealer chains it later. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await run(
    tx,
    `INSERT INTO audit_event (system_id, at, actor, action, object, digest, details)
     VALUES ($1::uuid, $2::timestamptz, $3::jsonb, $4, $5, $6, $7::jsonb)`,
    entry.systemId,
    entry.at.toISOString(),
    JSON.stringify(entry.actor),
    entry.action,
    entry.object,
    entry.digest ?? null,
    JSON.stringify(entry.details ?? {}),
  );
}
