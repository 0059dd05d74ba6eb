import { standing, type EvidenceIndex } from "../controls/basis/standing";
import type { FindingFact, SeenAs } from "../model/evaluation";
import { isCve, normaliseId } from "./alias-sets";

/** Every way in which evidence that may show a violation saw the finding. Facts that do not say: under all its names alike. */
export function seenAs(finding: FindingFact, index: EvidenceIndex): readonly SeenAs[] {
  const parts = finding.seenAs ?? [{ id: finding.vulnerability, ids: [finding.vulnerability, ...finding.aliases], evidence: [] }];
  return parts.filter(({ evidence }) => evidence.length === 0 || evidence.some((id) => mayFail(index, id)));
}

function mayFail(index: EvidenceIndex, id: string): boolean {
  const ref = index.get(id);
  return ref === undefined || standing(ref).mayFail;
}

/**
 * Why what is stated about these ids does not reach all of a finding; null when it does. It has to reach each id under
 * which the finding was seen by aliases that count; of a bulletin about several CVEs it has to name the bulletin or all.
 */
export function outOfReach(finding: FindingFact, parts: readonly SeenAs[], about: readonly string[]): string | null {
  const stated = new Set(about.map(normaliseId));
  for (const part of parts) {
    const ids = part.ids.map(normaliseId);
    if (ids.some((id) => stated.has(id) && (!isCve(id) || id === normaliseId(part.id)))) continue;
    const cves = ids.filter(isCve);
    const missing = cves.filter((id) => !stated.has(id));
    if (missing.length === cves.length) return unverifiedAlias(finding, part.id, about);
    if (missing.length > 0) return `the finding is also about ${missing.join(", ")}, which the statement does not name`;
  }
  return null;
}

/** "E-05 says that GHSA-… is CVE-…, and nobody trusted does" */
function unverifiedAlias(finding: FindingFact, seen: string, about: readonly string[]): string {
  const ids = new Set([seen, ...about].map(normaliseId));
  const says = [...new Set((finding.unverified ?? []).filter(({ id }) => ids.has(normaliseId(id))).flatMap((one) => one.says))].sort();
  const who = says.length === 0 ? "another document says" : `${says.join(", ")} ${says.length === 1 ? "says" : "say"}`;
  return `${who} that ${seen} is ${about[0] ?? ""}, and nobody trusted does`;
}
