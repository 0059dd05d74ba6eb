import { addDays, isAfter, ms } from "../clocks/instant";
import type { ScanAssessment } from "../controls/basis/assess-scans";
import { exceptionState } from "../matching/decide-exception";
import type { DigestFacts, FindingResult, Instant } from "../model/evaluation";

export interface Boundary {
  at: Instant;
  /** Fits after "when". */
  why: string;
}

/**
 * The first instant after the as-of at which time alone can change an answer; null when none can. An index holds
 * no longer than its platforms.
 */
export function validUntil(facts: DigestFacts, findings: readonly FindingResult[], scans: ScanAssessment, platforms: readonly Boundary[] = []): Boundary | null {
  const boundaries: Boundary[] = [...platforms];
  for (const { clock } of findings) {
    if (clock.stoppedAt === null && clock.dueAt !== null) boundaries.push({ at: clock.dueAt, why: `${clock.vulnerability} falls due` });
  }
  for (const exception of facts.exceptions) {
    if (exceptionState(exception, facts.asOf).state === "active") boundaries.push({ at: exception.expiresAt, why: `exception ${exception.id} expires` });
  }
  for (const base of facts.policy.approved.bases ?? []) {
    if (base.expiresAt !== null) boundaries.push({ at: base.expiresAt, why: `the approval of ${base.name} expires` });
  }
  const deployed = facts.current.is && facts.current.basis === "deployment";
  for (const { ranAt, scan, flaws } of scans.all) {
    if (ranAt !== null && (flaws.length === 0 || deployed)) boundaries.push({ at: addDays(ranAt, facts.policy.scanMaxAgeDays), why: `scan ${scan.evidence} is no longer fresh` });
  }
  return boundaries
    .filter((one) => isAfter(one.at, facts.asOf))
    .sort((a, b) => ms(a.at) - ms(b.at) || (a.why < b.why ? -1 : a.why > b.why ? 1 : 0))[0] ?? null;
}
