import { addDays, isAfter } from "../../clocks/instant";
import { packageTitle } from "../../evaluation/words";
import type { FindingResult } from "../../model/evaluation";
import { asks, lacks, remarks, violates, type ControlContext, type Point } from "../control";
import { osWords } from "./assess-scans";

const LOOKED = "A complete, fresh scan of this digest that recognised what is in it";

/** What the scans of a digest allow to be said: shared by every control that rests on them. */
export function scanPoints({ facts, scans }: ControlContext): Point[] {
  const judged = scans.newest;
  if (judged === null) return [lacks(LOOKED, "No scan of this digest was received", ["vuln_scan"], [], "This digest was never scanned")];
  const evidence = [judged.scan.evidence];
  const points = judged.notes.map((note) => remarks("How much of the SBOM the scanner saw", note, evidence));
  for (const { flaw, says } of judged.flaws) {
    if (flaw === "os-unsupported") points.push(asks(LOOKED, says, ["vuln_scan", "control_statement"], evidence));
    else points.push(lacks(LOOKED, `${judged.scan.scanner}: ${says}`, ["vuln_scan"], evidence, `The newest scan cannot be rested on: ${says}`));
  }
  if (judged.flaws.length === 0) points.push(remarks(LOOKED, usableWords(judged.scan, judged.ranAt), evidence));
  const deployed = facts.current.is && facts.current.basis === "deployment";
  if (deployed && judged.ranAt !== null && isAfter(facts.asOf, addDays(judged.ranAt, facts.policy.scanMaxAgeDays))) {
    points.push(violates(`A scan at most ${facts.policy.scanMaxAgeDays} days old while the digest runs`, `Last scan ${judged.ranAt.slice(0, 10)}`, evidence, `The digest runs, and its last scan is older than ${facts.policy.scanMaxAgeDays} days`));
  }
  return points;
}

function usableWords(scan: { scanner: string; os: { id: string; version: string | null } | null }, ranAt: string | null): string {
  return `${scan.scanner}, ${(ranAt ?? "").slice(0, 10)}, ${scan.os === null ? "no operating system in the image" : osWords(scan.os)}`;
}

/** Findings that a result may speak of: present and cleared by nobody. Exceptions do not take them out. */
export function openFindings(findings: readonly FindingResult[]): FindingResult[] {
  return findings.filter((one) => one.status !== "gone" && one.status !== "vex_not_affected" && one.status !== "vex_fixed");
}

/** Past its due instant without an exception in force. */
export function isOverdue(finding: FindingResult): boolean {
  return finding.clock.state === "breached" || finding.clock.state === "exception-expired";
}

export function findingWords(finding: FindingResult): string {
  const state = finding.clock.state === "exception-expired" ? `, its exception ${finding.exception ?? ""} has expired` : "";
  return `${finding.vulnerability} in ${packageTitle(finding.package)} (${finding.severity}), due ${finding.clock.dueAt?.slice(0, 10) ?? "never"}${state}`;
}

export function listFindings(findings: readonly FindingResult[]): string {
  const shown = findings.slice(0, 3).map(findingWords).join("; ");
  return findings.length > 3 ? `${shown}; and ${findings.length - 3} more` : shown;
}

export function evidenceOf(findings: readonly FindingResult[]): string[] {
  return [...new Set(findings.flatMap((one) => one.seenBy))].sort();
}
