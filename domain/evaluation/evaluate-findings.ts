import { standingOf, type EvidenceIndex } from "../controls/basis/standing";
import { computeClock, type ClockStop } from "../clocks/compute-clock";
import { isAfter, ms } from "../clocks/instant";
import { decideVex, VexStatements } from "../matching/decide-vex";
import { orderFixedVersions } from "../matching/fixed-versions";
import { exceptionFor } from "../matching/decide-exception";
import { SEVERITY_RANK } from "../matching/severity-basis";
import type { DigestFacts, FindingFact, FindingResult, FindingStatus, Instant, ScanRecord, VexRecord } from "../model/evaluation";

/**
 * Every finding with its status and clock, worst first. Nothing is taken out: what a newer scan, a trusted statement or
 * an exception says changes the status, and the finding stays visible with the reason.
 */
export function evaluateFindings(facts: DigestFacts, index: EvidenceIndex): FindingResult[] {
  const scans = scansOf(facts, index);
  const statements = new VexStatements(facts.vex, index, facts.policy);
  return facts.findings
    .filter((finding) => finding.seenBy.length === 0 || finding.seenBy.some((id) => !index.has(id) || standingOf(index, id).mayFail))
    .map((finding) => evaluateFinding(finding, facts, index, scans, statements))
    .sort(worstFirst);
}

function evaluateFinding(finding: FindingFact, facts: DigestFacts, index: EvidenceIndex, scans: Scans, statements: VexStatements): FindingResult {
  const gone = goneSince(finding, scans);
  const vex = decideVex(finding, statements, index, facts.policy);
  const { covering: covered, aside } = exceptionFor(finding, facts.exceptions, facts.asOf, index);
  const status = statusOf(gone, vex.winner, covered?.state ?? null);
  const clock = computeClock(finding, { asOf: facts.asOf, preset: facts.policy.preset, stop: stopOf(gone, vex.winner), exception: covered?.state ?? null });
  const fixed = orderFixedVersions(finding);
  return {
    ...finding,
    aliases: [...finding.aliases].sort(),
    fixedVersions: fixed.versions,
    fixNote: fixed.note,
    seenBy: [...finding.seenBy].sort(),
    status,
    clock: { ...clock, aliases: [...clock.aliases].sort() },
    vexDecision: vex.decision,
    exception: covered?.id ?? null,
    ...(aside.length > 0 ? { exceptionsAside: aside } : {}),
  };
}

interface Gone {
  at: Instant;
  evidence: string[];
}

interface Run {
  scanner: string;
  time: number;
  gone: Gone;
}

interface Scans {
  /** By evidence id. */
  all: ReadonlyMap<string, Run>;
  /** Those whose silence may count, by scanner, oldest first. */
  clean: ReadonlyMap<string, Run[]>;
}

function scansOf(facts: DigestFacts, index: EvidenceIndex): Scans {
  const runs = facts.scans.map((scan) => ({ scan, run: { scanner: scannerName(scan.scanner), time: timeOf(scan, index), gone: { at: instantOf(scan, index), evidence: [scan.evidence] } } }));
  const clean = runs.filter(({ scan }) => scan.status === "complete" && standingOf(index, scan.evidence).counts).map(({ run }) => run);
  clean.sort((a, b) => a.time - b.time || compare(a.gone.evidence[0] ?? "", b.gone.evidence[0] ?? ""));
  return { all: new Map(runs.map(({ scan, run }) => [scan.evidence, run])), clean: Map.groupBy(clean, ({ scanner }) => scanner) };
}

/**
 * Gone only when every scanner that reported the finding has a newer complete scan of this digest, one that may count,
 * without it. Silence of another scanner stops nothing: it may not know the flaw at all.
 */
function goneSince(finding: FindingFact, scans: Scans): Gone | null {
  if (finding.inLatestScan || finding.seenBy.length === 0) return null;
  const lastBy = new Map<string, number>();
  for (const id of finding.seenBy) {
    const run = scans.all.get(id);
    if (!run) return null;
    lastBy.set(run.scanner, Math.max(lastBy.get(run.scanner) ?? 0, run.time));
  }
  const clean: Gone[] = [];
  for (const [scanner, last] of lastBy) {
    const newer = scans.clean.get(scanner)?.find(({ time }) => time > last);
    if (!newer) return null;
    clean.push(newer.gone);
  }
  const at = clean.map((one) => one.at).sort((a, b) => ms(b) - ms(a))[0];
  return at === undefined ? null : { at, evidence: clean.flatMap((one) => one.evidence).sort() };
}

function instantOf(scan: ScanRecord, index: EvidenceIndex): Instant {
  const ref = index.get(scan.evidence);
  return scan.finishedAt ?? scan.startedAt ?? ref?.observedAt ?? ref?.recordedAt ?? "1970-01-01T00:00:00Z";
}

function timeOf(scan: ScanRecord, index: EvidenceIndex): number {
  return ms(instantOf(scan, index));
}

/** "Trivy 0.57.1" and "Trivy 0.58.0" are one scanner. */
function scannerName(scanner: string): string {
  return scanner.replace(/\s+v?\d.*$/, "").trim().toLowerCase();
}

function statusOf(gone: Gone | null, vex: VexRecord | null, exception: "active" | "expired" | null): FindingStatus {
  if (gone !== null) return "gone";
  if (vex?.status === "not_affected") return "vex_not_affected";
  if (vex?.status === "fixed") return "vex_fixed";
  if (exception === "active") return "excepted";
  return vex?.status === "under_investigation" ? "under_investigation" : "open";
}

/** A statement stops a clock when we recorded it, not when it says it was written: nobody can stop a clock backwards. */
function stopOf(gone: Gone | null, vex: VexRecord | null): ClockStop | null {
  if (gone !== null) return { at: gone.at, reason: `A complete newer scan (${gone.evidence.join(", ")}) no longer lists it`, by: "remediated" };
  if (vex?.status === "not_affected") return { at: vex.recordedAt, reason: `Trusted VEX statement ${vex.evidence}: not affected`, by: "vex" };
  if (vex?.status === "fixed") return { at: vex.recordedAt, reason: `Trusted VEX statement ${vex.evidence}: fixed`, by: "vex" };
  return null;
}

const STATE_RANK: Readonly<Record<FindingResult["clock"]["state"], number>> = {
  breached: 0, "exception-expired": 0, "due-soon": 1, within: 2, "no-clock": 3, excepted: 4, stopped: 5, "met-late": 6, met: 7,
};

function worstFirst(a: FindingResult, b: FindingResult): number {
  return (
    STATE_RANK[a.clock.state] - STATE_RANK[b.clock.state] ||
    byDue(a.clock.dueAt, b.clock.dueAt) ||
    SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity] ||
    compare(a.vulnerability, b.vulnerability) ||
    compare(a.packageKey, b.packageKey) ||
    compare(a.package.version ?? "", b.package.version ?? "")
  );
}

function byDue(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return isAfter(a, b) ? 1 : -1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
