import { escapePointer } from "../shared/pointer";
import { isObject } from "../shared/values";

/** JSON pointer of the first place where two values differ, members in order of their names; null where they agree. */
export function firstDifference(a: unknown, b: unknown, at: string): string | null {
  if (Array.isArray(a) && Array.isArray(b)) {
    const longer = Math.max(a.length, b.length);
    for (let i = 0; i < longer; i += 1) {
      const place = i in a && i in b ? firstDifference(a[i], b[i], `${at}/${i}`) : `${at}/${i}`;
      if (place !== null) return place;
    }
    return null;
  }
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) ? null : at;
  for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const inside = `${at}/${escapePointer(key)}`;
    const place = Object.hasOwn(a, key) && Object.hasOwn(b, key) ? firstDifference(a[key], b[key], inside) : inside;
    if (place !== null) return place;
  }
  return null;
}
