import { defineScheme, type Order } from "../room";
import { orderDigits, orderLists, orderNumbers, orderTexts } from "../shared/order";

interface RpmVersion {
  epoch: string;
  version: string[];
  release: string[];
}

/** What stands where one version has ended: after a tilde, before all else. */
const END = "";
const MAX_EPOCH = "4294967295";

/**
 * `[epoch:]version[-release]` as rpm orders them: a version is its runs of digits and of letters and the signs "~" and
 * "^"; every other sign only parts runs, so that "1.0" and "1_0" are equal. A missing epoch counts as 0. A missing
 * release is before any release but one that opens with a tilde.
 */
export const rpm = defineScheme<RpmVersion>({
  id: "rpm",
  title: "RPM packages",
  read(text) {
    if (!/^[A-Za-z0-9._+%~^:-]+$/.test(text)) return null;
    const colon = text.indexOf(":");
    const epoch = colon === -1 ? "0" : text.slice(0, colon);
    const rest = text.slice(colon + 1);
    const hyphen = rest.lastIndexOf("-");
    const version = hyphen === -1 ? rest : rest.slice(0, hyphen);
    const release = hyphen === -1 ? null : rest.slice(hyphen + 1);
    if (version === "" || release === "" || rest.includes(":")) return null;
    if (!/^[0-9]*$/.test(epoch) || orderDigits(epoch, MAX_EPOCH) > 0) return null;
    return { epoch, version: partsOf(version), release: partsOf(release ?? "") };
  },
  order: (a, b) => orderDigits(a.epoch, b.epoch) || orderLists(a.version, b.version, END, orderParts) || orderLists(a.release, b.release, END, orderParts),
});

const partsOf = (text: string): string[] => text.match(/[0-9]+|[A-Za-z]+|[~^]/g) ?? [];

function orderParts(a: string, b: string): Order {
  const [left, right] = [rank(a), rank(b)];
  return orderNumbers(left, right) || (left === 4 ? orderDigits(a, b) : orderTexts(a, b));
}

function rank(part: string): number {
  if (part === "~") return 0;
  if (part === END) return 1;
  if (part === "^") return 2;
  return /^[A-Za-z]/.test(part) ? 3 : 4;
}
