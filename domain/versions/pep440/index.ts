import { defineScheme, type Order } from "../room";
import { orderDigits, orderLists, orderNumbers, orderTexts } from "../shared/order";
import { type PythonVersion, readPep440 } from "./read";

/** Python packages (PEP 440): lower-cased and spelled in one way before they are compared. */
export const pep440 = defineScheme<PythonVersion>({ id: "pep440", title: "Python packages (PEP 440)", read: readPep440, order });

function order(a: PythonVersion, b: PythonVersion): Order {
  return (
    orderDigits(a.epoch, b.epoch) ||
    orderLists(a.release, b.release, "0", orderDigits) ||
    orderNumbers(phaseRank(a), phaseRank(b)) ||
    orderDigits(a.pre?.number ?? "0", b.pre?.number ?? "0") ||
    orderPresence(a.post, b.post, -1) ||
    orderPresence(a.dev, b.dev, 1) ||
    orderLocals(a.local, b.local)
  );
}

/** "1.0.dev1" is before "1.0a1", which is before "1.0" and "1.0.post1". */
function phaseRank({ pre, post, dev }: PythonVersion): number {
  if (pre !== null) return ["a", "b", "rc"].indexOf(pre.phase) + 1;
  return post === null && dev !== null ? 0 : 4;
}

/** Numbers of a part, and where a version without the part stands to those with it. */
function orderPresence(a: string | null, b: string | null, absent: -1 | 1): Order {
  if (a === null) return b === null ? 0 : absent;
  return b === null ? orderNumbers(0, absent) : orderDigits(a, b);
}

/** Segment by segment: numbers after words, and the longer one after its own beginning. */
function orderLocals(a: readonly string[], b: readonly string[]): Order {
  return orderLists(a, b, "", (left, right) => orderNumbers(localRank(left), localRank(right)) || (localRank(left) === 2 ? orderDigits(left, right) : orderTexts(left, right)));
}

function localRank(segment: string): number {
  return segment === "" ? 0 : /^[0-9]/.test(segment) && /^[0-9]+$/.test(segment) ? 2 : 1;
}
