import type { BurnDownDay } from "../../contracts/burn-down";
import { dayText, plural } from "../ui/prepare-time";
import { niceCeiling, ticksTo, type Tick } from "./prepare-scale";

export interface BurnDownChart {
  width: number;
  height: number;
  base: number;
  left: number;
  /** Where today stands. */
  nowX: number;
  ticks: Tick[];
  /** Closed shapes and their upper edges, as SVG path data. */
  open: { area: string; edge: string };
  breached: string;
  ahead: { area: string; edge: string };
  /** "+3" where clocks fall due, no two over each other. */
  steps: { x: number; y: number; text: string }[];
  labels: { open: string; breachedToday: { y: number; text: string } | null; end: { y: number; text: string } };
  days: { x: number; text: string; anchor: "start" | "middle" | "end"; today: boolean }[];
  title: { lead: string; rest: string };
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE] = [640, 216, 34, 630, 30, 190];
/** Least distance between two numbers over the steps. */
const APART = 26;

interface Point {
  x: number;
  value: number;
}

/** Open clocks as an area back to the first day, past-due ones in front of it, and ahead what falls due if nothing is fixed. */
export function prepareBurnDown(days: readonly BurnDownDay[]): BurnDownChart {
  const [past, ahead] = [days.filter((day) => !day.ahead), days.filter((day) => day.ahead)];
  const nowX = (LEFT + RIGHT) / 2;
  const today = past.at(-1);
  const highest = Math.max(1, ...past.map(({ inside, breached }) => inside + breached), ...ahead.map(({ breached }) => breached));
  const top = niceCeiling(highest);
  const scale = (BASE - TOP) / top;
  const y = (value: number): number => BASE - value * scale;
  const pastX = (i: number): number => LEFT + ((nowX - LEFT) * i) / Math.max(1, past.length - 1);
  const aheadX = (i: number): number => nowX + ((RIGHT - nowX) * (i + 1)) / Math.max(1, ahead.length);
  const series = (value: (day: BurnDownDay) => number): Point[] => past.map((day, i) => ({ x: pastX(i), value: value(day) }));
  const later: Point[] = [{ x: nowX, value: today?.breached ?? 0 }, ...ahead.map(({ breached }, i) => ({ x: aheadX(i), value: breached }))];
  const open = edgeOf(series(({ inside, breached }) => inside + breached), y);
  const end = ahead.at(-1)?.breached ?? 0;
  return {
    width: WIDTH, height: HEIGHT, base: BASE, left: LEFT, nowX,
    ticks: ticksTo(top, scale, BASE),
    open: { area: `${open} V${BASE} H${LEFT} Z`, edge: open },
    breached: `${edgeOf(series(({ breached }) => breached), y)} V${BASE} H${LEFT} Z`,
    ahead: { area: `${edgeOf(later, y)} V${BASE} H${nowX} Z`, edge: edgeOf(later, y) },
    steps: stepsOf(ahead, aheadX, y),
    labels: {
      open: `Today, ${(today?.inside ?? 0) + (today?.breached ?? 0)} open`,
      breachedToday: today && today.breached > 0 ? { y: y(today.breached) - 5, text: String(today.breached) } : null,
      end: { y: Math.max(TOP + 14, y(end) - 8), text: `Past due if nothing is fixed, ${end}` },
    },
    days: marksOf(past, ahead, pastX, aheadX),
    title: burnDownTitle(days),
  };
}

/** Each value holds until the next point. */
function edgeOf(points: readonly Point[], y: (value: number) => number): string {
  return points.map(({ x, value }, i) => (i === 0 ? `M${round(x)} ${round(y(value))}` : `H${round(x)} V${round(y(value))}`)).join(" ");
}

const round = (value: number): number => Math.round(value * 10) / 10;

function stepsOf(ahead: readonly BurnDownDay[], x: (i: number) => number, y: (value: number) => number): BurnDownChart["steps"] {
  const steps: BurnDownChart["steps"] = [];
  for (const [i, { due, breached }] of ahead.entries()) {
    const at = x(i) - 3;
    if (due > 0 && at - (steps.at(-1)?.x ?? -APART) >= APART) steps.push({ x: at, y: y(breached) - 4, text: `+${due}` });
  }
  return steps;
}

function marksOf(past: readonly BurnDownDay[], ahead: readonly BurnDownDay[], pastX: (i: number) => number, aheadX: (i: number) => number): BurnDownChart["days"] {
  const mark = (day: BurnDownDay | undefined, x: number, anchor: "start" | "middle" | "end", today = false) =>
    day ? [{ x, text: dayText(day.at).replace(/ \d{4}$/, ""), anchor, today }] : [];
  return [
    ...mark(past[0], LEFT, "start"), ...mark(past.at(-1), pastX(past.length - 1), "middle", true), ...mark(ahead.at(-1), aheadX(ahead.length - 1), "end"),
  ];
}

/** "8 are past due, up from 4." and what falls due. */
export function burnDownTitle(days: readonly BurnDownDay[]): { lead: string; rest: string } {
  const past = days.filter(({ ahead }) => !ahead);
  const ahead = days.filter((day) => day.ahead);
  const [first, today] = [past[0], past.at(-1)];
  if (!first || !today || past.every(({ inside, breached }) => inside + breached === 0)) return { lead: "No clock runs", rest: ", and none did in these days." };
  const due = ahead.reduce((sum, day) => sum + day.due, 0);
  const change = today.breached === first.breached ? `, as ${past.length - 1} days ago` : today.breached > first.breached ? `, up from ${first.breached}` : `, down from ${first.breached}`;
  const lead = today.breached === 0 ? `None is past due${change}.` : `${plural(today.breached, "is", "are")} past due${change}.`;
  return { lead, rest: ` ${due === 0 ? "None falls" : plural(due, "more falls", "more fall")} due in the next ${plural(ahead.length - 1, "day")}.` };
}
