import type { Build } from "../../contracts/pages";
import type { SeverityCounts } from "../../contracts/common";
import { dayText } from "../ui/prepare-time";
import { niceCeiling, ticksTo, type Tick } from "./prepare-scale";

/** Drawn from the bottom up: the least first, so that the worst stands on top and in view. */
export const STACK = ["other", "low", "medium", "high", "critical"] as const;
export type StackSeverity = (typeof STACK)[number];

/** Findings of a bar's part. "Other" is what the four leave out (negligible, none, not rated): a finding nobody rated is not nothing. */
export const stackCount = (counts: SeverityCounts, severity: StackSeverity): number =>
  severity === "other" ? counts.negligible + counts.none + counts.unknown : counts[severity];

export interface Segment {
  severity: StackSeverity;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Bar {
  x: number;
  width: number;
  total: number | null;
  labelY: number;
  segments: Segment[];
}

export interface BuildColumn {
  digest: string;
  label: string;
  at: string;
  centre: number;
  current: boolean;
  atBuild: Bar;
  now: Bar;
}

export interface SeverityChart {
  width: number;
  height: number;
  base: number;
  ticks: Tick[];
  columns: BuildColumn[];
  /** The answer as title. */
  title: { lead: string; rest: string };
}

const LEFT = 34;
const TOP = 26;
const BASE = 190;
const HEIGHT = 222;
const SHOWN = 8;

export function totalShown(counts: SeverityCounts | null): number | null {
  return counts && STACK.reduce((sum, severity) => sum + stackCount(counts, severity), 0);
}

/**
 * Severity by build as two series: what each digest's own first scan found, and what is known of it now. A rescan of an
 * old digest is not a build, so the two are never one bar. A series without a scan has no bar and a null total: it is
 * not zero. At most the last eight builds are drawn; the table beside the chart has all.
 */
export function prepareSeverityByBuild(builds: Build[], current: string | null, width = 560): SeverityChart {
  const shown = builds.slice(-SHOWN);
  const highest = Math.max(1, ...shown.flatMap((build) => [totalShown(build.atBuild) ?? 0, totalShown(build.now) ?? 0]));
  const top = niceCeiling(highest);
  const scale = (BASE - TOP) / top;
  const step = (width - LEFT) / Math.max(1, shown.length);
  const columns = shown.map((build, index) => {
    const centre = LEFT + step * (index + 0.5);
    const wide = Math.min(34, step * 0.36);
    const thin = wide * 0.45;
    return {
      digest: build.digest,
      label: build.label,
      at: build.at,
      centre,
      current: build.digest === current,
      atBuild: bar(build.atBuild, centre - (wide + thin + 4) / 2, thin, scale),
      now: bar(build.now, centre - (wide + thin + 4) / 2 + thin + 4, wide, scale),
    };
  });
  return { width, height: HEIGHT, base: BASE, ticks: ticksTo(top, scale, BASE), columns, title: chartTitle(shown) };
}

function bar(counts: SeverityCounts | null, x: number, width: number, scale: number): Bar {
  let y = BASE;
  const segments: Segment[] = [];
  for (const severity of STACK) {
    const height = (counts ? stackCount(counts, severity) : 0) * scale;
    if (height === 0) continue;
    y -= height;
    segments.push({ severity, x, y, width, height });
  }
  return { x, width, total: totalShown(counts), labelY: y - 5, segments };
}

/** One sentence that answers "is the image getting better?" from the first and the last build that were scanned. */
export function chartTitle(builds: Build[]): { lead: string; rest: string } {
  const scanned = builds.filter((build) => build.now !== null);
  const first = scanned[0];
  const last = scanned.at(-1);
  if (!first || !last) return { lead: "No build was scanned.", rest: "" };
  const after = totalShown(last.now) ?? 0;
  if (first === last) return { lead: `${after} reported in the only scanned build`, rest: `, of ${dayText(last.at)}.` };
  const before = totalShown(first.now) ?? 0;
  const direction = after < before ? "Fewer than at the start" : after > before ? "More than before" : "No change";
  return { lead: direction, rest: `: ${before} reported today in ${first.label}, ${after} in ${last.label}, before VEX.` };
}
