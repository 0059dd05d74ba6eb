import { fail, ok, type Result } from "../../../domain/model/problem";
import { trustSettingsSchema } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import { rows, run, withSystem, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { lockSystem } from "../lock-system";
import { personOf } from "./propose-trust-change";
import { currentVersion, storeTrust } from "./store-trust";

export type TrustDecision = "approved" | "refused" | "withdrawn";

/** How long a change waits when nobody else approves it. */
export const WAIT_HOURS = 24;

interface Change {
  id: string;
  base_version: number;
  content: unknown;
  requested_by: string;
  requested_at: Date;
}

/**
 * What a person says to a proposed change. Whoever asked for it may only withdraw it; the database refuses their
 * approval too. Codes: trust/not-found, trust/own-change, trust/not-yours, trust/changed-meanwhile.
 */
export async function decideTrustChange(ctx: SystemContext, changeId: string, decision: TrustDecision): Promise<Result<{ version: number | null }>> {
  return withSystem(ctx, async (tx) => {
    await lockSystem(tx, ctx.systemId);
    const change = await openChange(tx, ctx.systemId, changeId);
    if (change === null) return fail({ code: "trust/not-found", detail: "There is no open change of this id." });
    const own = change.requested_by === personOf(ctx);
    if (own && decision !== "withdrawn") return fail({ code: "trust/own-change", detail: "Somebody else has to approve or refuse what you asked for." });
    if (!own && decision === "withdrawn") return fail({ code: "trust/not-yours", detail: "Only who asked for a change can withdraw it." });
    const stale = decision === "approved" && change.base_version !== (await currentVersion(tx, ctx.systemId));
    if (stale) return fail({ code: "trust/changed-meanwhile", detail: "The settings have changed since this was proposed. Refuse it, and propose it again." });
    await decide(tx, ctx, change, decision);
    const version = decision === "approved" ? await apply(tx, ctx, change, personOf(ctx), "approved") : null;
    return ok({ version });
  });
}

/** A change nobody decided on for a day takes effect, unless the settings moved on without it. The worker asks this. */
export async function applyElapsedChange(ctx: SystemContext, changeId: string): Promise<void> {
  await withSystem(ctx, async (tx) => {
    await lockSystem(tx, ctx.systemId);
    const change = await openChange(tx, ctx.systemId, changeId);
    if (change === null || clock.now().getTime() - change.requested_at.getTime() < WAIT_HOURS * 3_600_000) return;
    const stale = change.base_version !== (await currentVersion(tx, ctx.systemId));
    await decide(tx, ctx, change, stale ? "withdrawn" : "elapsed");
    if (!stale) await apply(tx, ctx, change, null, "elapsed");
  });
}

async function openChange(tx: Tx, systemId: string, id: string): Promise<Change | null> {
  const [row] = await rows<Change>(
    tx,
    `SELECT c.id, c.base_version, c.content, c.requested_by, c.requested_at FROM trust_change c
     WHERE c.system_id = $1::uuid AND c.id = $2::uuid AND NOT EXISTS (SELECT 1 FROM trust_decision d WHERE d.system_id = c.system_id AND d.change_id = c.id)`,
    systemId, id,
  );
  return row ?? null;
}

async function decide(tx: Tx, ctx: SystemContext, change: Change, decision: TrustDecision | "elapsed"): Promise<void> {
  const at = clock.now();
  await run(
    tx,
    `INSERT INTO trust_decision (system_id, change_id, decision, author, requested_by, at) VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::timestamptz)`,
    ctx.systemId, change.id, decision, personOf(ctx), change.requested_by, at.toISOString(),
  );
  await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: `trust.${decision}`, object: `trust-change/${change.id}`, details: { requestedBy: change.requested_by } });
}

function apply(tx: Tx, ctx: SystemContext, change: Change, approver: string | null, how: string): Promise<number> {
  const settings = trustSettingsSchema.parse(change.content);
  return storeTrust(tx, ctx, { settings, author: change.requested_by, approver, changeId: change.id, how, at: clock.now() });
}
