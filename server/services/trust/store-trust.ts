import type { TrustSettings } from "../../../domain/verification/trust-settings";
import { rows, run, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { askAgainForAll } from "../verification/signed-documents";
import { trustIdOf } from "./trust-id";

export interface NewTrust {
  settings: TrustSettings;
  author: string;
  approver: string | null;
  changeId: string | null;
  /** How it came into effect: "approved", "elapsed", "first". */
  how: string;
  at: Date;
}

/**
 * Puts settings into effect as the next version: everything signed is judged again, and every digest evaluated again,
 * since whose unsigned reports count may have changed. The versions before stay. The caller holds the system's lock.
 */
export async function storeTrust(tx: Tx, ctx: SystemContext, { settings, author, approver, changeId, how, at }: NewTrust): Promise<number> {
  const { systemId } = ctx;
  const version = (await currentVersion(tx, systemId)) + 1;
  await run(
    tx,
    `INSERT INTO trust_policy (system_id, version, id, content, author, approver, change_id, recorded_at, effective_from)
     VALUES ($1::uuid, $2::int, $3, $4::jsonb, $5, $6, $7::uuid, $8::timestamptz, $8::timestamptz)`,
    systemId, version, trustIdOf(settings), JSON.stringify(settings), author, approver, changeId, at.toISOString(),
  );
  await askAgainForAll(tx, systemId);
  await run(tx, `UPDATE digest SET facts_revision = facts_revision + 1 WHERE system_id = $1::uuid AND kind NOT IN ('artifact', 'config')`, systemId);
  const details = { version, how, change: changeId, author, approver, rules: settings.rules.map(({ id }) => id), acceptUnsignedFrom: settings.acceptUnsignedFrom, roots: settings.roots };
  await writeAudit(tx, { systemId, at, actor: ctx.actor, action: "trust.changed", object: `trust/${version}`, details });
  return version;
}

export async function currentVersion(tx: Tx, systemId: string): Promise<number> {
  const [row] = await rows<{ version: number }>(tx, `SELECT coalesce(max(version), 0)::int AS version FROM trust_policy WHERE system_id = $1::uuid`, systemId);
  return row?.version ?? 0;
}
