import type { DetectionFact, Severity } from "../model/document";
import { severityOfScore } from "../model/severity";

export interface RatedSeverity {
  severity: Severity;
  /** Shown beside the severity: "NVD CVSS 3.1", "vendor debian (no NVD score)". */
  basis: string;
  score: number | null;
}

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = {
  critical: 6, high: 5, medium: 4, low: 3, negligible: 2, none: 1, unknown: 0,
};

/** Severities no score of zero stands for. */
const RATED: ReadonlySet<Severity> = new Set(["critical", "high", "medium", "low"]);

/**
 * NVD's CVSS v3 base score, else its v4, else its v2, else the severity of the vendor or scanner. Among vendors the
 * worst word wins, and the basis always says which it was. Never fewer facts than the reports hold.
 */
export function rateSeverity(detections: readonly DetectionFact[]): RatedSeverity {
  const rated = detections.some((one) => RATED.has(one.severity));
  const nvd = detections.flatMap((one) => one.cvss).filter((one) => one.source.toLowerCase() === "nvd" && one.score !== null && !(rated && one.score === 0));
  for (const major of ["3", "4", "2"]) {
    const best = nvd.filter((one) => one.version.startsWith(major)).sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || compare(b.version, a.version))[0];
    if (best && best.score !== null) return { severity: severityOfScore(best.score), basis: `NVD CVSS ${best.version}`, score: best.score };
  }
  const words = detections.map((one) => ({ severity: one.severity, source: one.severitySource }));
  words.sort((a, b) => SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity] || compare(a.source ?? "~", b.source ?? "~"));
  const worst = words[0];
  if (!worst || worst.severity === "unknown") return byOtherScore(detections);
  if (worst.source?.toLowerCase() === "nvd") return { severity: worst.severity, basis: "NVD (no score in the report)", score: null };
  const who = worst.source === null ? "as the scanner says" : worst.source.toLowerCase() === "cvss" ? "CVSS score in the report" : `vendor ${worst.source}`;
  return { severity: worst.severity, basis: `${who} (no NVD score)`, score: scoreOf(detections, worst.source, worst.severity) };
}

function byOtherScore(detections: readonly DetectionFact[]): RatedSeverity {
  const scored = detections.flatMap((one) => one.cvss).filter((one) => one.score !== null);
  scored.sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || compare(a.source, b.source) || compare(b.version, a.version));
  const best = scored[0];
  if (!best) return { severity: "unknown", basis: "no source gives a severity", score: null };
  return { severity: severityOfScore(best.score), basis: `${best.source} CVSS ${best.version} (no NVD score)`, score: best.score };
}

/** Highest score of the source. Zero beside a rated severity is how Trivy's CycloneDX writes a score it does not have. */
function scoreOf(detections: readonly DetectionFact[], source: string | null, severity: Severity): number | null {
  const scores = detections.flatMap((one) => one.cvss).filter((one) => one.source === source && one.score !== null).map((one) => one.score ?? 0);
  const highest = scores.length === 0 ? null : Math.max(...scores);
  return highest === 0 && RATED.has(severity) ? null : highest;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
