import type { DigestFacts, FindingFact } from "../model/evaluation";

/**
 * The same facts in one order. Lists of facts are sets: where a store happens to answer in another order, nothing that
 * is said may change. Lists whose order is a fact of the document itself (history, entrypoint, materials) are left.
 */
export function inOrder(facts: DigestFacts): DigestFacts {
  return {
    ...facts,
    platforms: sorted(facts.platforms),
    parents: sorted(facts.parents),
    lines: sorted(facts.lines),
    tags: sorted(facts.tags),
    evidence: facts.evidence.toSorted((a, b) => compare(a.id, b.id)),
    sboms: facts.sboms.toSorted((a, b) => compare(a.evidence, b.evidence)),
    scans: sorted(facts.scans),
    findings: facts.findings.toSorted(byFlawAndPackage),
    vex: sorted(facts.vex),
    attestations: sorted(facts.attestations),
    exceptions: sorted(facts.exceptions),
  };
}

/** Flaw and package tell almost all findings apart; the whole spelling is made only for those they do not. */
function byFlawAndPackage(a: FindingFact, b: FindingFact): number {
  return compare(a.vulnerability, b.vulnerability) || compare(a.packageKey, b.packageKey) || compare(canonical(a), canonical(b));
}

function sorted<T>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items];
  return items
    .map((item) => ({ item, key: canonical(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

/** JSON with sorted keys: two equal facts have one spelling. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compare(a, b)))
      : inner);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
