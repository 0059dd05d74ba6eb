import type { TrustSettings } from "../../domain/verification/trust-settings";
import type { Ctx } from "../auth/principal";
import { rows } from "../store";
import { read } from "./read";
import { loadTrust } from "./trust";

export interface TrustShown {
  version: number;
  settings: TrustSettings;
  versions: { version: number; id: string; author: string; approver: string | null; effectiveFrom: string }[];
  /** Changes nobody has decided on, oldest first, with the instant each takes effect by itself. */
  open: { id: string; baseVersion: number; content: unknown; reason: string; requestedBy: string; requestedAt: string; effectiveAt: string }[];
  roots: { sha256: string; source: string; author: string; recordedAt: string }[];
}

const MOST = 200;

/** What the system believes, how it came to it, and what is asked to change. */
export function trustShown(ctx: Ctx): Promise<TrustShown> {
  return read(ctx, async (tx, now) => {
    const { version, settings } = await loadTrust(tx, ctx.systemId, now.toISOString());
    const versions = await rows<{ version: number; id: string; author: string; approver: string | null; effective_from: Date }>(
      tx, `SELECT version, id, author, approver, effective_from FROM trust_policy WHERE system_id = $1::uuid ORDER BY version DESC LIMIT ${MOST}`, ctx.systemId,
    );
    const open = await rows<{ id: string; base_version: number; content: unknown; reason: string; requested_by: string; requested_at: Date; effective_at: Date }>(
      tx,
      `SELECT c.id::text AS id, c.base_version, c.content, c.reason, c.requested_by, c.requested_at, c.requested_at + interval '24 hours' AS effective_at FROM trust_change c
       WHERE c.system_id = $1::uuid AND NOT EXISTS (SELECT 1 FROM trust_decision d WHERE d.system_id = c.system_id AND d.change_id = c.id)
       ORDER BY c.requested_at, c.id LIMIT ${MOST}`,
      ctx.systemId,
    );
    const roots = await rows<{ sha256: string; source: string; author: string; recorded_at: Date }>(
      tx, `SELECT sha256, source, author, recorded_at FROM trust_root WHERE system_id = $1::uuid ORDER BY recorded_at, sha256 LIMIT ${MOST}`, ctx.systemId,
    );
    return {
      version, settings,
      versions: versions.map(({ effective_from, ...one }) => ({ ...one, effectiveFrom: effective_from.toISOString() })),
      open: open.map((one) => ({
        id: one.id, baseVersion: one.base_version, content: one.content, reason: one.reason, requestedBy: one.requested_by,
        requestedAt: one.requested_at.toISOString(), effectiveAt: one.effective_at.toISOString(),
      })),
      roots: roots.map(({ recorded_at, ...one }) => ({ ...one, recordedAt: recorded_at.toISOString() })),
    };
  });
}
