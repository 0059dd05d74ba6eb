import type { Problem, Result } from "../../../domain/model/problem";
import { readTrustSettings, type TrustSettings } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import { loadTrust } from "../../queries/trust";
import { withSystem, type SystemContext } from "../../store";
import { lockSystem } from "../lock-system";
import { missingRoots } from "./missing-roots";
import { storeTrust } from "./store-trust";

/**
 * The first settings of a system in which nobody is trusted yet: there is nothing that a second person could guard, and
 * whoever may call this holds the machine. Every later change waits for somebody else, or for a day. Codes: trust/…,
 * trust/not-first.
 */
export async function setFirstTrust(ctx: SystemContext, value: unknown): Promise<Result<{ version: number }, Problem[]>> {
  const read = readTrustSettings(value);
  if (!read.ok) return read;
  const settings: TrustSettings = read.value;
  return withSystem(ctx, async (tx) => {
    await lockSystem(tx, ctx.systemId);
    const at = clock.now();
    const { version, settings: now } = await loadTrust(tx, ctx.systemId, at.toISOString());
    if (version > 1 || now.rules.length > 0 || now.roots.length > 0) {
      return { ok: false as const, problem: [{ code: "trust/not-first", detail: "This system has trust settings. A change is proposed, and takes effect when a second administrator approves it or a day has passed." }] };
    }
    const missing = await missingRoots(tx, ctx.systemId, settings);
    if (missing.length > 0) return { ok: false as const, problem: missing };
    return { ok: true as const, value: { version: await storeTrust(tx, ctx, { settings, author: ctx.actor.name, approver: null, changeId: null, how: "first", at }) } };
  });
}
