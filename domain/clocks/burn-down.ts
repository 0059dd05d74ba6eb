/** Clocks that start, fall due and stop between the same pairs of instants. */
export interface ClockGroup {
  /** How many of the instants lie before it; 0 is before all of them. */
  start: number;
  due: number;
  /** The number of instants where it never stopped. */
  stop: number;
  count: number;
}

export interface BurnDownPoint {
  /** Running and not past due. */
  inside: number;
  /** Running and past due. */
  breached: number;
  /** Falling due between the instant before and this one, of those that run at this one (or, ahead, at `now`). */
  due: number;
}

/**
 * What was open at each instant, and what would be after the one at `now` if no clock stopped and none started. One
 * walk over the groups and one over the instants. A group is open at instant i when `start <= i < stop`, and past due
 * when `due <= i`.
 */
export function burnDown(groups: readonly ClockGroup[], instants: number, now: number): BurnDownPoint[] {
  const series = () => Array.from({ length: instants + 1 }, () => 0);
  const [running, breached, due] = [series(), series(), series()];
  const add = (list: number[], from: number, until: number, count: number): void => {
    if (from >= until) return;
    list[from] = (list[from] ?? 0) + count;
    list[until] = (list[until] ?? 0) - count;
  };
  for (const { start, due: at, stop, count } of groups) {
    const runsNow = start <= now && stop > now;
    const [from, until] = [start, runsNow ? instants : Math.min(stop, now + 1)];
    add(running, from, until, count);
    add(breached, Math.max(from, at), until, count);
    if (at >= Math.max(from, 1) && at < until) due[at] = (due[at] ?? 0) + count;
  }
  let [open, late] = [0, 0];
  return Array.from({ length: instants }, (_, i) => {
    open += running[i] ?? 0;
    late += breached[i] ?? 0;
    return { inside: open - late, breached: late, due: due[i] ?? 0 };
  });
}

const DAY_MS = 24 * 3_600_000;

/** Ends of UTC days around `now`, with `now` itself for today and the rest of today as the first day ahead. */
export function burnDownInstants(now: Date, back: number, ahead: number): { day: string; at: Date; ahead: boolean }[] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const point = (days: number, isAhead: boolean) => ({ day: new Date(today + days * DAY_MS).toISOString().slice(0, 10), at: new Date(today + (days + 1) * DAY_MS - 1), ahead: isAhead });
  return [
    ...Array.from({ length: back }, (_, i) => point(i - back, false)),
    { day: new Date(today).toISOString().slice(0, 10), at: now, ahead: false },
    ...Array.from({ length: ahead }, (_, i) => point(i, true)),
  ];
}
