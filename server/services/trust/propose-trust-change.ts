import { randomUUID } from "node:crypto";
import type { Problem, Result } from "../../../domain/model/problem";
import { readTrustSettings } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import { run, withSystem, type SystemContext } from "../../store";
import { writeAudit } from "../audit";
import { lockSystem } from "../lock-system";
import { missingRoots } from "./missing-roots";
import { currentVersion } from "./store-trust";

export interface TrustProposal {
  settings: unknown;
  reason: string;
  /** The version the proposer looked at. */
  baseVersion: number;
}

/**
 * Asks for a change of what the system believes. It takes effect when another administrator approves it, or after a
 * day. Codes: trust/…, trust/changed-meanwhile, trust/root-not-held, trust/reason.
 */
export async function proposeTrustChange(ctx: SystemContext, { settings: value, reason, baseVersion }: TrustProposal): Promise<Result<{ id: string }, Problem[]>> {
  const read = readTrustSettings(value);
  if (!read.ok) return read;
  if (reason.trim() === "") return { ok: false, problem: [{ code: "trust/reason", detail: "Say why: the reason stays on record.", at: "/reason" }] };
  return withSystem(ctx, async (tx) => {
    await lockSystem(tx, ctx.systemId);
    const version = await currentVersion(tx, ctx.systemId);
    if (version !== baseVersion) {
      return { ok: false as const, problem: [{ code: "trust/changed-meanwhile", detail: `The settings are at version ${version} by now; the change was written against version ${baseVersion}.` }] };
    }
    const missing = await missingRoots(tx, ctx.systemId, read.value);
    if (missing.length > 0) return { ok: false as const, problem: missing };
    const id = randomUUID();
    const at = clock.now();
    await run(
      tx,
      `INSERT INTO trust_change (system_id, id, base_version, content, reason, requested_by, requested_at)
       VALUES ($1::uuid, $2::uuid, $3::int, $4::jsonb, $5, $6, $7::timestamptz)`,
      ctx.systemId, id, baseVersion, JSON.stringify(read.value), reason.trim(), personOf(ctx), at.toISOString(),
    );
    await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "trust.proposed", object: `trust-change/${id}`, details: { base: baseVersion, reason: reason.trim(), settings: read.value } });
    return { ok: true as const, value: { id } };
  });
}

/** Who somebody is, whatever they are called today: kind and id. */
export const personOf = ({ actor }: SystemContext): string => `${actor.kind}:${actor.id}`;
