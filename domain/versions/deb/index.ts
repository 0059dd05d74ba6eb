import { defineScheme, type Order } from "../room";
import { isDigit, orderDigits, orderNumbers } from "../shared/order";

interface DebVersion {
  epoch: string;
  upstream: string;
  revision: string;
}

const MAX_EPOCH = "2147483647";

/** Debian policy section 5.6.12, with dpkg's limit for epochs. A missing epoch or revision counts as 0. */
export const deb = defineScheme<DebVersion>({
  id: "deb",
  title: "Debian packages",
  read(text) {
    const colon = text.indexOf(":");
    const epoch = colon === -1 ? "0" : text.slice(0, colon);
    const rest = text.slice(colon + 1);
    const hyphen = rest.lastIndexOf("-");
    const upstream = hyphen === -1 ? rest : rest.slice(0, hyphen);
    const revision = hyphen === -1 ? "0" : rest.slice(hyphen + 1);
    if (!/^[0-9]+$/.test(epoch) || orderDigits(epoch, MAX_EPOCH) > 0) return null;
    return /^[A-Za-z0-9.+~:-]+$/.test(upstream) && /^[A-Za-z0-9.+~]+$/.test(revision) ? { epoch, upstream, revision } : null;
  },
  order: (a, b) => orderDigits(a.epoch, b.epoch) || orderPart(a.upstream, b.upstream) || orderPart(a.revision, b.revision),
});

/** Signs and numbers in turn, each run as long as it goes. */
function orderPart(a: string, b: string): Order {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a[i])) || (j < b.length && !isDigit(b[j]))) {
      const way = orderNumbers(rank(a[i]), rank(b[j]));
      if (way !== 0) return way;
      i += 1;
      j += 1;
    }
    const [endA, endB] = [digitsEnd(a, i), digitsEnd(b, j)];
    const way = orderDigits(a.slice(i, endA), b.slice(j, endB));
    if (way !== 0) return way;
    [i, j] = [endA, endB];
  }
  return 0;
}

/** A tilde sorts before the end of the part, letters before all other signs. */
function rank(sign: string | undefined): number {
  if (sign === "~") return -1;
  if (sign === undefined || isDigit(sign)) return 0;
  return /[A-Za-z]/.test(sign) ? sign.charCodeAt(0) : sign.charCodeAt(0) + 256;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (isDigit(text[end])) end += 1;
  return end;
}
