import type {
  PacketBuild,
  PacketControl,
  PacketEvidence,
  PacketFinding,
  PacketFramework,
  PacketSla,
  ResultWord,
  SeverityCounts,
} from "../model";
import {
  bar,
  dot,
  frame,
  hatch,
  INK,
  label,
  line,
  MUTED,
  PALE,
  PAPER,
  SEVERITY,
  severityMark,
  STATUS,
  svg,
  WIDTH,
} from "./svg";
import { clipText as clip } from "./split";

/**
 * Charts of the audit packet. One question per chart, zero baselines, direct labels, and never colour alone: shape,
 * hatch or word carries the same message, so that they survive grey printing. Strings must be printable already.
 */
export interface Chart {
  svg: string;
  /** The same content in words, for those who do not see it. */
  alt: string;
  /** Rows drawn and rows there were: long lists are drawn in part and printed in full in the table below. */
  shown: number;
  total: number;
}

const DAY_MS = 86_400_000;
const MAX_ROWS = 36;
const MAX_BARS = 10;
const RESULTS: ResultWord[] = ["pass", "fail", "needs_evidence", "manual", "not_applicable"];
const words = (text: string): string => text.replaceAll("_", " ");

function resultBar(kind: ResultWord, x: number, y: number, w: number, count: number): string {
  const h = 16;
  const text = (fill: string) => label(x + w / 2, y + 11, count, { anchor: "middle", size: 8.2, weight: 600, fill });
  if (kind === "pass") return bar(x, y, w, h, STATUS.met) + text(PAPER);
  if (kind === "fail") return bar(x, y, w, h, STATUS.breached) + text(PAPER);
  if (kind === "manual") return frame(x, y, w, h, STATUS.none) + text(INK);
  if (kind === "not_applicable") return bar(x, y, w, h, PALE) + text(INK);
  const plate = Math.min(w - 2, 6 + 4.6 * String(count).length);
  return hatch(x, y, w, h, STATUS.risk) + bar(x + (w - plate) / 2, y + 3, plate, 10, PAPER) + text(INK);
}

/** Results per framework, one segment per result word. null without controls. */
export function coverageChart(frameworks: PacketFramework[], controls: PacketControl[]): Chart | null {
  const rows = frameworks
    .map((f) => ({ title: f.title, all: controls.filter((c) => c.framework === f.id) }))
    .filter((row) => row.all.length > 0);
  if (rows.length === 0) return null;
  const [left, right, rowHeight] = [128, 96, 25];
  const unit = (WIDTH - left - right) / Math.max(...rows.map((row) => row.all.length));
  const alts: string[] = [];
  const body = rows.map(({ title, all }, index) => {
    const y = index * rowHeight + 3;
    const counts = RESULTS.map((kind) => ({ kind, count: all.filter((c) => c.result === kind).length }));
    alts.push(`${title}: ${counts.map(({ kind, count }) => `${count} ${words(kind)}`).join(", ")}`);
    let x = left;
    let out = label(0, y + 11.5, clip(title, 27), { size: 8.2, weight: 600 });
    for (const { kind, count } of counts) {
      if (count === 0) continue;
      out += resultBar(kind, x, y, count * unit - 1, count);
      x += count * unit;
    }
    const decided = all.filter((c) => c.result !== "needs_evidence" && c.result !== "manual").length;
    return out + label(WIDTH, y + 11, `${decided} of ${all.length} decided`, { anchor: "end", fill: MUTED });
  });
  const alt = `Bars of control results. ${alts.join("; ")}.`;
  return { svg: svg(rows.length * rowHeight, body.join("")), alt, shown: rows.length, total: frameworks.length };
}

interface Clock {
  finding: PacketFinding;
  start: number;
  due: number;
  stop: number | null;
}

function clockOf(finding: PacketFinding): Clock | null {
  const start = Date.parse(finding.startAt ?? "");
  const due = Date.parse(finding.dueAt ?? "");
  const stop = Date.parse(finding.stoppedAt ?? "");
  if (Number.isNaN(start) || Number.isNaN(due)) return null;
  return { finding, start, due, stop: Number.isNaN(stop) ? null : stop };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** First instants of months inside a span, thinned to at most about twelve; January carries the year. */
function monthLines(from: number, to: number): { at: number; text: string; weight: number }[] {
  const first = new Date(from);
  const months: { at: number; text: string; weight: number }[] = [];
  const step = Math.max(1, Math.ceil((to - from) / DAY_MS / 30.4 / 12));
  for (let i = 1; i <= 600; i++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1);
    if (at > to) break;
    const date = new Date(at);
    const january = date.getUTCMonth() === 0;
    if (!january && i % step !== 0) continue;
    const year = String(date.getUTCFullYear());
    const text = step >= 12 ? year : `${MONTHS[date.getUTCMonth()]}${january ? ` ${year}` : ""}`;
    months.push({ at, text, weight: january ? 600 : 400 });
  }
  return months;
}

function clockRow({ finding, start, due, stop }: Clock, y: number, now: number, x: (at: number) => number): string {
  const used = Math.max(start, Math.min(stop ?? now, due));
  const past = stop === null && now > due;
  const loud = finding.state === "breached" || finding.state === "due_soon";
  let out = label(0, y + 2.6, clip(finding.id, 8), { weight: 600 });
  out += severityMark(finding.severity, 28, y) + label(35, y + 2.6, finding.severity);
  out += label(70, y + 2.6, clip(finding.package, 22), { fill: MUTED });
  out += bar(x(start), y - 3, x(due) - x(start), 6, PALE) + bar(x(start), y - 3, x(used) - x(start), 6, "#9fb4c2");
  if (past && finding.state === "breached") out += bar(x(due), y - 3, x(now) - x(due), 6, STATUS.breached);
  if (past && finding.state === "excepted") out += hatch(x(due), y - 3, x(now) - x(due), 6, STATUS.risk, 2.4);
  out += line(x(due), y - 5, x(due), y + 5, INK, 1.1);
  if (stop !== null) out += dot(x(stop), y, 3, STATUS.met);
  const plain = finding.state === "within" || finding.state === "due_soon";
  const text = plain ? (finding.remaining ?? words(finding.state)) : words(finding.state);
  return out + label(WIDTH, y + 2.6, clip(text, 18), { anchor: "end", weight: loud ? 600 : 400 });
}

/** One bar per clock from first detection to due instant, earliest due on top; what lies past due is solid. */
export function clocksChart(findings: PacketFinding[], asOf: string): Chart | null {
  const now = Date.parse(asOf);
  const all = findings.map(clockOf).filter((clock) => clock !== null);
  const clocks = all.slice(0, MAX_ROWS).sort((a, b) => a.due - b.due || (a.finding.id < b.finding.id ? -1 : 1));
  if (clocks.length === 0 || Number.isNaN(now)) return null;
  const [left, right, rowHeight, top] = [158, 66, 11.8, 16];
  const height = top + clocks.length * rowHeight + 14;
  const from = Math.min(now, ...clocks.map((clock) => clock.start)) - 8 * DAY_MS;
  const to = Math.max(now, ...clocks.map((clock) => clock.due)) + 4 * DAY_MS;
  const x = (at: number): number => left + ((WIDTH - left - right) * (at - from)) / (to - from);
  let body = "";
  for (const { at, text, weight } of monthLines(from, to)) {
    body += line(x(at), top - 3, x(at), height - 12);
    body += label(x(at), height - 3, text, { anchor: "middle", fill: MUTED, size: 6.4, weight });
  }
  clocks.forEach((clock, index) => (body += clockRow(clock, top + (index + 0.5) * rowHeight, now, x)));
  body += line(x(now), top - 4, x(now), height - 12, INK, 0.9);
  const edge = x(now) > WIDTH - right - 30 ? "end" : "middle";
  body += label(x(now), 8, `as of ${asOf.slice(0, 10)}`, { anchor: edge, size: 7, weight: 600 });
  const alts = clocks.map(({ finding: f }) =>
    [`${f.id} ${f.package}, ${f.severity}: due ${f.dueAt?.slice(0, 10)}`, words(f.state), f.remaining]
      .filter(Boolean)
      .join(", "),
  );
  const alt = `Timeline of clocks. ${alts.join("; ")}.`;
  return { svg: svg(height, body), alt, shown: clocks.length, total: findings.length };
}

const KEYS = ["critical", "high", "medium", "low"] as const;
const sum = (counts: SeverityCounts | null): number => (counts ?? []).reduce((a, b) => a + b, 0);
const said = (counts: SeverityCounts | null): string => counts?.join(", ") ?? "not known";

/** A round step that gives at most about five grid lines. */
function gridStep(max: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, max / 5)));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => max / step <= 5) ?? max;
}

function column(counts: SeverityCounts | null, x: number, y: (value: number) => number, text: string): string {
  const width = 17;
  const middle = { anchor: "middle" } as const;
  let out = label(x + width / 2, y(0) + 8.5, text, { ...middle, size: 6.4, fill: MUTED });
  if (counts === null) return out + label(x + width / 2, y(0) - 3, "?", { ...middle, weight: 600 });
  let below = 0;
  KEYS.forEach((key, index) => {
    const value = counts[index] ?? 0;
    if (value === 0) return;
    const top = y(below + value);
    const height = y(below) - top - 0.8;
    out += bar(x, top, width, height, SEVERITY[key]);
    // Ruled, so that it differs from the others in grey.
    if (key === "low") for (let g = top + 2; g < top + height; g += 2.2) out += line(x, g, x + width, g, PAPER, 0.5);
    below += value;
  });
  return out + label(x + width / 2, y(below) - 3, below, { ...middle, size: 7, weight: 600 });
}

/** Severity per build, twice: as scanned when built, and the same digest now. null with fewer than two builds. */
export function buildsChart(builds: PacketBuild[]): Chart | null {
  const drawn = builds.slice(-MAX_BARS);
  const max = Math.max(0, ...drawn.flatMap((b) => [sum(b.atBuild), sum(b.now)]));
  if (drawn.length < 2 || max === 0) return null;
  const [left, top, bottom, height] = [26, 26, 30, 150];
  const step = gridStep(max);
  const ceiling = Math.ceil(max / step) * step;
  const y = (value: number): number => height - bottom - ((height - bottom - top) * value) / ceiling;
  const slot = (WIDTH - left) / drawn.length;
  let body = "";
  for (let value = 0; value <= ceiling; value += step) {
    body +=
      line(left, y(value), WIDTH, y(value)) + label(left - 4, y(value) + 2.5, value, { anchor: "end", fill: MUTED });
  }
  drawn.forEach((build, index) => {
    const cx = left + slot * (index + 0.5);
    body += column(build.atBuild, cx - 18.5, y, "built") + column(build.now, cx + 1.5, y, "now");
    body += label(cx, height - bottom + 18, clip(build.version, Math.floor(slot / 4.2)), {
      anchor: "middle",
      weight: 600,
    });
    if (build.builtAt)
      body += label(cx, height - bottom + 26, build.builtAt.slice(0, 10), { anchor: "middle", size: 6.4, fill: MUTED });
  });
  KEYS.forEach((key, i) => (body += severityMark(key, left + 6 + i * 58, 6) + label(left + 13 + i * 58, 8.6, key)));
  const alts = drawn.map((b) => `${b.version}: at build ${said(b.atBuild)}; now ${said(b.now)}`);
  const alt = `Stacked bars per build, critical, high, medium, low. ${alts.join(". ")}.`;
  return { svg: svg(height, body), alt, shown: drawn.length, total: builds.length };
}

/** Findings closed inside and past their promise, by quarter of closing; the counts are written out. */
export function slaTrendChart(trend: PacketSla["trend"]): Chart | null {
  const drawn = trend.slice(-12);
  const max = Math.max(0, ...drawn.map((quarter) => quarter.met + quarter.late));
  if (max === 0) return null;
  const [left, right, rowHeight] = [56, 126, 15];
  const unit = (WIDTH - left - right) / max;
  const told = drawn.map(({ met, late }) => `${met} of ${met + late} in time${late ? `, ${late} late` : ""}`);
  const body = drawn.map(({ label: name, met, late }, index) => {
    const y = index * rowHeight + 2;
    const inside = met * unit > 16;
    let out = label(0, y + 9, clip(name, 12)) + bar(left, y, met * unit - 0.8, 12, STATUS.met);
    if (inside) out += label(left + met * unit - 5, y + 9, met, { anchor: "end", fill: PAPER, weight: 600 });
    if (late > 0) out += hatch(left + met * unit, y, late * unit, 12, STATUS.breached, 2.6);
    return out + label(left + (met + late) * unit + 6, y + 9, told[index] ?? "", { fill: MUTED });
  });
  const alt = `Bars by quarter. ${drawn.map(({ label: name }, index) => `${name}: ${told[index]}`).join("; ")}.`;
  return { svg: svg(drawn.length * rowHeight, body.join("")), alt, shown: drawn.length, total: trend.length };
}

/** Age of each dated piece of evidence against its freshness window; the stale and the oldest when there are many. */
export function freshnessChart(evidence: PacketEvidence[]): Chart | null {
  const dated = evidence.flatMap((e) =>
    e.windowDays !== null && e.windowDays > 0 && e.ageDays !== null
      ? [{ e, age: e.ageDays, window: e.windowDays }]
      : [],
  );
  if (dated.length === 0) return null;
  const worst = [...dated].sort((a, b) => Number(b.e.stale) - Number(a.e.stale) || b.age / b.window - a.age / a.window);
  const kept = new Set(worst.slice(0, MAX_ROWS));
  const rows = dated.filter((row) => kept.has(row));
  const [left, right, rowHeight] = [158, 76, 14];
  const height = rows.length * rowHeight + 14;
  const x = (share: number): number => left + ((WIDTH - left - right) * Math.min(Math.max(share, 0), 1.4)) / 1.4;
  let body = line(x(1), 0, x(1), height - 12, INK, 0.9);
  body += label(x(1), height - 3, "end of window", { anchor: "middle", size: 6.4, fill: MUTED });
  body += label(left, height - 3, "as of", { size: 6.4, fill: MUTED });
  rows.forEach(({ e, age, window }, index) => {
    const y = (index + 0.5) * rowHeight;
    const at = x(age / window);
    body += label(0, y + 2.6, clip(e.id, 8), { weight: 600 }) + label(28, y + 2.6, clip(e.kind, 33), { fill: MUTED });
    body += line(left, y, x(1.4), y) + line(left, y, at, y, e.stale ? STATUS.breached : STATUS.met, 2.2);
    body += e.stale ? bar(at - 3, y - 3, 6, 6, STATUS.breached) : dot(at, y, 3, STATUS.met);
    const text = `${age} of ${window} d${e.stale ? ", stale" : ""}`;
    body += label(WIDTH, y + 2.6, text, { anchor: "end", weight: e.stale ? 600 : 400 });
  });
  const alts = rows.map(
    ({ e, age, window }) => `${e.id} ${e.kind}: ${age} of ${window} days${e.stale ? ", stale" : ""}`,
  );
  return {
    svg: svg(height, body),
    alt: `Age against window. ${alts.join("; ")}.`,
    shown: rows.length,
    total: dated.length,
  };
}
