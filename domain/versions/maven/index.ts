import { defineScheme, type Order } from "../room";
import { orderDigits, orderNumbers, orderTexts } from "../shared/order";
import { type Item, type Part, qualifierRank, readMaven } from "./read";

/**
 * Maven artifacts, in the order of ComparableVersion of Maven 3.9. That order goes in circles where a qualifier stands
 * between dots ("1-alpha" < "1" < "1.x.1" < "1-alpha"): there the comparisons with the release itself are kept, and
 * the one that contradicts them is turned, so that this order is total.
 */
export const maven = defineScheme<Part>({ id: "maven", title: "Maven artifacts", read: readMaven, order: orderLists });

function orderLists(a: Part, b: Part): Order {
  for (let i = 0; ; i += 1) {
    const [signA, signB] = [a.signs[i] ?? 0, b.signs[i] ?? 0];
    if (signA !== signB) return orderNumbers(signA, signB);
    const [left, right] = [a.items[i], b.items[i]];
    if (signA === 0 || left === undefined || right === undefined) return 0;
    const way = orderItems(left, right);
    if (way !== 0) return way;
  }
}

const KINDS = ["word", "list", "number"];

function orderItems(a: Item, b: Item): Order {
  if (a.kind === "list" && b.kind === "list") return orderLists(a, b);
  if (a.kind === "number" && b.kind === "number") return orderDigits(a.text, b.text);
  if (a.kind === "word" && b.kind === "word") return orderNumbers(qualifierRank(a.text), qualifierRank(b.text)) || orderTexts(a.text, b.text);
  return orderNumbers(KINDS.indexOf(a.kind), KINDS.indexOf(b.kind));
}
