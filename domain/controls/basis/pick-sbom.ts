import { ms } from "../../clocks/instant";
import type { DigestFacts, SbomRecord } from "../../model/evaluation";
import { standingOf, type EvidenceIndex } from "./standing";

/**
 * The bill of materials to read: one that may count before one that may not, then the newest. Evidence that is bound
 * to another image, or not bound yet, is never read. Null = none.
 */
export function pickSbom(facts: DigestFacts, index: EvidenceIndex): SbomRecord | null {
  const readable = facts.sboms.filter((sbom) => standingOf(index, sbom.evidence).mayFail);
  const time = (sbom: SbomRecord): number => (sbom.observedAt === null ? 0 : ms(sbom.observedAt));
  const rank = (sbom: SbomRecord): number => (standingOf(index, sbom.evidence).counts ? 2 : 0) + (sbom.components.length > 0 ? 1 : 0);
  return readable.toSorted((a, b) => rank(b) - rank(a) || time(b) - time(a) || (a.evidence < b.evidence ? -1 : 1))[0] ?? null;
}
