import type { Page } from "../../contracts/common";
import type { EvidenceFilters, EvidenceItem } from "../../contracts/evidence";
import type { Ctx } from "../auth/principal";
import { encodeCursor, offsetOf, pageFrom } from "./cursor";
import { digestCore, type DigestAsk } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { read } from "./read";

/** Documents about a digest in recorded order; null when there is no such digest. */
export function digestEvidenceList(ctx: Ctx, ask: DigestAsk, filters: EvidenceFilters): Promise<Page<EvidenceItem> | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const from = offsetOf("digest-evidence", filters.cursor);
    const kept = (await evidenceOfDigest(tx, ctx, core)).filter((item) => keeps(item, filters)).slice(from, from + filters.limit + 1);
    return pageFrom(kept, filters.limit, (one) => one, () => encodeCursor("digest-evidence", [from + filters.limit]));
  });
}

function keeps(item: EvidenceItem, { q, kind, status, verification }: EvidenceFilters): boolean {
  const text = q?.toLowerCase();
  return (
    (!text || `${item.fileName} ${item.title} ${item.fileSha256}`.toLowerCase().includes(text)) &&
    (!kind || item.kind === kind) &&
    (!status || item.bindings.some(({ state }) => state === status)) &&
    (!verification || item.verification.state === verification)
  );
}
