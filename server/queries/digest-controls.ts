import type { ControlFilters } from "../../contracts/control";
import type { DigestControlsTab } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { controlResults, keepControls } from "./controls";
import { digestCore, digestHeader, type DigestAsk } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { read } from "./read";

/** Which controls this digest supports, each with what was looked for and what was found. */
export function digestControls(ctx: Ctx, ask: DigestAsk, filters: Pick<ControlFilters, "q" | "framework" | "status"> = {}): Promise<DigestControlsTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      frameworks: core.detail.evaluation?.frameworks ?? [],
      results: keepControls(await controlResults(tx, ctx, core), filters),
      evidence: await evidenceOfDigest(tx, ctx, core),
    };
  });
}
