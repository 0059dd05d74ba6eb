const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n: number): string => String(n).padStart(2, "0");

/** "17 Nov 2026"; an instant nobody can read is shown as it came. */
export function dayText(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "04:12 UTC" */
export function clockText(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? "" : `${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

/** "17 Nov 2026, 04:12 UTC" */
export function instantText(instant: string): string {
  const clock = clockText(instant);
  return clock === "" ? instant : `${dayText(instant)}, ${clock}`;
}

/** A span of hours in its two largest units: "6 d 2 h", "19 h", "40 min". */
export function spanText(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  if (minutes < 60) return `${minutes} min`;
  const whole = Math.floor(minutes / 60);
  if (whole < 48) return `${whole} h`;
  const days = Math.floor(whole / 24);
  const rest = whole % 24;
  return days < 7 && rest > 0 ? `${days} d ${rest} h` : `${days} d`;
}

/** Seen from the as-of: "6 d 2 h past due", "in 19 h". */
export function dueText(dueAt: string, asOf: string): string {
  const hours = hoursBetween(asOf, dueAt);
  return hours < 0 ? `${spanText(hours)} past due` : `in ${spanText(hours)}`;
}

/** Seen from the as-of: "6 d ago", "in 3 h". */
export function agoText(instant: string, asOf: string): string {
  const hours = hoursBetween(asOf, instant);
  if (Math.abs(hours) < 1 / 60) return "just then";
  return hours <= 0 ? `${spanText(hours)} ago` : `in ${spanText(hours)}`;
}

export function hoursBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000;
}

/** "118.4 MB" in powers of ten, as registries count. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** "1,208" */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 finding", "3 findings" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
