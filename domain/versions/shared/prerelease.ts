import type { Order } from "../room";
import { orderDigits, orderNumbers, orderTexts } from "./order";

/** Identifiers of a pre-release as Semantic Versioning section 11 orders them; none at all is the release, after all of them. */
export function orderPrereleases(a: readonly string[], b: readonly string[]): Order {
  if (a.length === 0 || b.length === 0) return orderNumbers(a.length === 0 ? 1 : 0, b.length === 0 ? 1 : 0);
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined) return 1;
    const way = orderIdentifiers(left, right);
    if (way !== 0) return way;
  }
  return orderNumbers(a.length, b.length);
}

function orderIdentifiers(a: string, b: string): Order {
  const [left, right] = [/^[0-9]+$/.test(a), /^[0-9]+$/.test(b)];
  if (left && right) return orderDigits(a, b);
  return left ? -1 : right ? 1 : orderTexts(a, b);
}
