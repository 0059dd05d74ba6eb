const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Numbers up to ten in words, larger ones with thousands separators. */
export function number(count: number): string {
  return NUMBERS[count] ?? thousands(count);
}

export function thousands(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** "one finding", "12 findings", "no findings". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Figures throughout: "1 finding", "12 findings". */
export function figure(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whole days where there are any, else hours: "6 days", "1 hour". Input in whole hours. */
export function span(hours: number): string {
  const whole = Math.abs(hours);
  return whole >= 24 ? figure(Math.floor(whole / 24), "day") : whole < 1 ? "less than an hour" : figure(whole, "hour");
}

/** Name of a package as its users know it: a Go module or a scoped npm package is nothing without its namespace. */
export function packageTitle(one: { type: string; namespace: string | null; name: string }): string {
  const named = (one.type === "golang" || one.type === "npm") && one.namespace !== null && one.namespace !== "";
  return named && !one.name.startsWith(`${one.namespace}/`) ? `${one.namespace}/${one.name}` : one.name;
}
