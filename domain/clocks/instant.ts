import type { Instant } from "../model/evaluation";
import { remember } from "../model/remember";

const HOUR = 3_600_000;
/** One instant is read and written for every flaw a scan reports. */
const KEPT = 4096;

/** Milliseconds of an ISO 8601 instant. Instants in facts are already checked: a broken one is a programming error. */
export const ms: (instant: Instant) => number = remember((instant) => {
  const value = Date.parse(instant);
  if (Number.isNaN(value)) throw new Error(`not an instant: ${instant}`);
  return value;
}, KEPT);

/** UTC, whole seconds where there are no parts of a second: one spelling for one instant. */
export const toInstant: (value: number) => Instant = remember((value) => new Date(value).toISOString().replace(".000Z", "Z"), KEPT);

export function addHours(instant: Instant, hours: number): Instant {
  return toInstant(ms(instant) + hours * HOUR);
}

/** Calendar days of the presets: n × 24 h, UTC, so that no summer time moves a promise. */
export function addDays(instant: Instant, days: number): Instant {
  return addHours(instant, days * 24);
}

/** Whole hours from one instant to another, rounded down: half an hour past is -1, half an hour left is 0. */
export function hoursBetween(from: Instant, to: Instant): number {
  return Math.floor((ms(to) - ms(from)) / HOUR);
}

/** Whole days from one instant to another, rounded down. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((ms(to) - ms(from)) / (24 * HOUR));
}

export function isAfter(a: Instant, b: Instant): boolean {
  return ms(a) > ms(b);
}

export function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((one) => one !== null).map((one) => ms(one));
  return known.length === 0 ? null : toInstant(Math.min(...known));
}

export function latest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((one) => one !== null).map(ms);
  return known.length === 0 ? null : toInstant(Math.max(...known));
}

/** Last second of a calendar day in UTC: a catalogue's due date runs to the end of that day. */
export function endOfDay(instantOrDay: string): Instant {
  return `${instantOrDay.slice(0, 10)}T23:59:59Z`;
}
