import { addDays, addHours, isAfter, ms } from "../../clocks/instant";
import type { DigestFacts, Instant, ScanRecord } from "../../model/evaluation";
import { pickSbom } from "./pick-sbom";
import { standingOf, type EvidenceIndex } from "./standing";

export type ScanFlaw = "untrusted" | "incomplete" | "stale" | "no-time" | "os-unknown" | "os-unsupported" | "database-unknown" | "database-stale";

export interface ScanJudgement {
  scan: ScanRecord;
  /** When it ran, by its own word. */
  ranAt: Instant | null;
  flaws: { flaw: ScanFlaw; says: string }[];
  notes: string[];
}

export interface ScanAssessment {
  /** The newest scan everything may rest on; null = none. */
  usable: ScanJudgement | null;
  /** The newest scan of any worth, for what it shows and why it may not be enough. */
  newest: ScanJudgement | null;
  all: ScanJudgement[];
  /** Until when the usable scan stays fresh. */
  freshUntil: Instant | null;
}

/** Least share of the bill of materials a scanner must have seen before its silence means anything. */
const COVERAGE = 0.8;

/**
 * Which scan of the digest may be rested on: bound and trusted, complete, young enough, with a young database, by a
 * scanner that recognised what is in the image. Zero findings of any other scan mean nothing.
 */
export function assessScans(facts: DigestFacts, index: EvidenceIndex): ScanAssessment {
  const all = facts.scans
    .filter((scan) => isScan(scan, index) && standingOf(index, scan.evidence).mayFail)
    .map((scan) => judge(scan, facts, index))
    .sort(newestFirst);
  const usable = all.find((one) => one.flaws.length === 0) ?? null;
  const freshUntil = usable?.ranAt ? addDays(usable.ranAt, facts.policy.scanMaxAgeDays) : null;
  return { usable, newest: usable ?? all[0] ?? null, all, freshUntil };
}

/** A bill of materials that carries results of a scanner is read for them, and is no scan of its own. */
export function isScan(scan: ScanRecord, index: EvidenceIndex): boolean {
  return index.get(scan.evidence)?.kind !== "sbom";
}

function judge(scan: ScanRecord, facts: DigestFacts, index: EvidenceIndex): ScanJudgement {
  const ranAt = scan.finishedAt ?? scan.startedAt ?? index.get(scan.evidence)?.observedAt ?? null;
  const flaws: ScanJudgement["flaws"] = [];
  const flaw = (kind: ScanFlaw, says: string): void => void flaws.push({ flaw: kind, says });
  const trust = standingOf(index, scan.evidence);
  if (!trust.counts) flaw("untrusted", trust.why.replace(/^it /, "the report "));
  if (scan.status !== "complete") flaw("incomplete", scan.status === "undetermined" ? "the report does not show that the scan ran to its end" : `the scan is ${scan.status}`);
  if (ranAt === null) flaw("no-time", "the report does not say when it ran");
  else if (isAfter(facts.asOf, addDays(ranAt, facts.policy.scanMaxAgeDays))) flaw("stale", `the scan is older than ${facts.policy.scanMaxAgeDays} days`);
  const coverage = coverageOf(scan, facts, index);
  if (scan.os?.supported === false) flaw("os-unsupported", `the scanner says it does not support ${osWords(scan.os)}`);
  else if (!hasOs(scan) && !coverage.enough) flaw("os-unknown", `the scanner recognised no operating system${coverage.says}`);
  databaseFlaw(scan, ranAt, facts.policy.dbMaxAgeHours, flaw);
  return { scan, ranAt, flaws, notes: coverage.note === null ? [] : [coverage.note] };
}

function databaseFlaw(scan: ScanRecord, ranAt: Instant | null, maxHours: number, flaw: (kind: ScanFlaw, says: string) => void): void {
  const start = scan.startedAt ?? ranAt;
  if (scan.databaseUpdatedAt === null) flaw("database-unknown", "the report does not say how old the vulnerability database was");
  else if (start !== null && isAfter(start, addHours(scan.databaseUpdatedAt, maxHours))) flaw("database-stale", `the vulnerability database was older than ${maxHours} hours at the scan`);
}

/**
 * How much of the bill of materials the scanner saw. Where an image has no operating system at all (scratch), seeing
 * its packages stands in for recognising one.
 */
function coverageOf(scan: ScanRecord, facts: DigestFacts, index: EvidenceIndex): { enough: boolean; says: string; note: string | null } {
  const sbom = pickSbom(facts, index);
  if (scan.packagesSeen === null || sbom === null || sbom.componentCount === 0) return { enough: false, says: "", note: null };
  const share = scan.packagesSeen / sbom.componentCount;
  const says = `; it saw ${scan.packagesSeen} of ${sbom.componentCount} components`;
  const enough = share >= COVERAGE && scan.packagesSeen > 0 && sbom.os === null;
  return { enough, says, note: share < COVERAGE ? `The scanner saw ${scan.packagesSeen} of ${sbom.componentCount} components of the SBOM.` : null };
}

export function hasOs(scan: ScanRecord): boolean {
  return scan.os !== null && scan.os.id.trim() !== "" && scan.os.id.toLowerCase() !== "none";
}

export function osWords(os: { id: string; version: string | null }): string {
  return os.version === null ? os.id : `${os.id} ${os.version}`;
}

function newestFirst(a: ScanJudgement, b: ScanJudgement): number {
  const time = (one: ScanJudgement): number => (one.ranAt === null ? 0 : ms(one.ranAt));
  return time(b) - time(a) || (a.scan.evidence < b.scan.evidence ? -1 : a.scan.evidence > b.scan.evidence ? 1 : 0);
}
