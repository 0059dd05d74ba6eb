import type { DigestEvidenceTab } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { digestCore, digestHeader, type DigestAsk } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { read } from "./read";

/** Files about this digest. What contradicts it is kept apart: shown, never counted. */
export function digestEvidence(ctx: Ctx, ask: DigestAsk): Promise<DigestEvidenceTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const all = await evidenceOfDigest(tx, ctx, core);
    const here = core.detail.digest;
    const inConflict = (item: (typeof all)[number]) => item.bindings.some(({ digest, state }) => state === "conflict" && digest === here);
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      items: all.filter((item) => !inConflict(item)),
      conflicts: all.filter(inConflict),
    };
  });
}
