import { SEVERITIES } from "../model/document";
import type { DigestEvaluation, FindingResult, SeverityCounts, SeverityStages } from "../model/evaluation";

export function noCounts(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };
}

function countBySeverity(findings: readonly FindingResult[]): SeverityCounts {
  const counts = noCounts();
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

export function total(counts: SeverityCounts): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}

/** Present → not cleared by trusted VEX → not covered by an exception either. */
export function severityStages(findings: readonly FindingResult[]): SeverityStages {
  const present = findings.filter((one) => one.status !== "gone");
  const afterVex = present.filter((one) => one.status !== "vex_not_affected" && one.status !== "vex_fixed");
  return { raw: countBySeverity(present), afterVex: countBySeverity(afterVex), open: countBySeverity(afterVex.filter((one) => one.status !== "excepted")) };
}

/** Every finding that still has a clock stands on exactly one rung. */
export function ladderOf(findings: readonly FindingResult[]): DigestEvaluation["ladder"] {
  const ladder = { breached: 0, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 };
  for (const { clock } of findings) {
    if (clock.state === "breached" || clock.state === "exception-expired") ladder.breached += 1;
    else if (clock.state === "excepted") ladder.accepted += 1;
    else if (clock.state === "no-clock") ladder.noClock += clock.stoppedAt === null ? 1 : 0;
    else if (clock.state === "within" || clock.state === "due-soon") ladder[rung(clock.remainingHours ?? 0)] += 1;
  }
  return ladder;
}

function rung(hours: number): "within24h" | "within7d" | "later" {
  return hours < 24 ? "within24h" : hours < 7 * 24 ? "within7d" : "later";
}
