import { codePointName, isDeceptive } from "../../model/deceptive-text";

/** Whether a bundled font can draw this code point. The answer comes from the fonts, so it is passed in. */
export type Coverage = (codePoint: number) => boolean;

/** Printed characters of one string before it is cut; the whole text stays in the packet's data files. */
export const PRINT_LIMIT = 800;

const PLAIN = /^[\x20-\x7e]*$/;
const COMBINING = /\p{M}/u;

const visible = (cp: number): string => `[${codePointName(cp)}]`;

/**
 * Untrusted text to text that can be set without loss of meaning and without deceiving: what no bundled font draws,
 * what is invisible and every combining mark becomes a visible `[U+XXXX]`; tabs and line ends become one space; what
 * would print more than `limit` characters is cut, and the cut says how long the text was. A lone surrogate prints as
 * `[U+D800]`.
 * Never fails: one hostile name must not stop a packet (PDF/A export refuses uncovered and private-use text).
 */
export function printable(text: string, covers: Coverage, limit = PRINT_LIMIT): string {
  if (text.length <= limit && PLAIN.test(text)) return text;
  let out = "";
  for (const ch of text.replace(/[\t\r\n]+/g, " ")) {
    if (out.length >= limit) return `${out} … [cut: ${text.length} characters in all]`;
    const cp = ch.codePointAt(0) ?? 0;
    out += isDeceptive(cp) || COMBINING.test(ch) || !covers(cp) ? visible(cp) : ch;
  }
  return out;
}

/** `printable` for every string of a plain JSON value; numbers, booleans and null stay as they are. */
export function printableDeep<T>(value: T, covers: Coverage, limit = PRINT_LIMIT): T {
  return mapStrings(value, "", (text) => printable(text, covers, limit)) as T;
}

/**
 * A copy of a plain JSON value with each string replaced by what `change` makes of it. `path` names the keys on the
 * way, without list positions: "controls.because.found".
 */
export function mapStrings(value: unknown, path: string, change: (text: string, path: string) => unknown): unknown {
  if (typeof value === "string") return change(value, path);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, path, change));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    mapStrings(item, path === "" ? key : `${path}.${key}`, change),
  ]);
  return Object.fromEntries(entries);
}
