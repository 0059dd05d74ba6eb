import { defineScheme, type Order } from "../room";
import { orderDigits, orderLists, orderNumbers, orderTexts } from "../shared/order";

type Part = { kind: "number" | "letter" | "suffix" | "suffix-number" | "hash" | "revision" | "first" | "end"; text: string };

/** Suffixes in their order; those before `RELEASE` mark what comes before the release. */
const SUFFIXES = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"];
const RELEASE = SUFFIXES.indexOf("");
const SHAPE = /^([0-9]+)((?:\.[0-9]+)*)([a-z]?)((?:_[a-z]+[0-9]*)*)(~[0-9a-f]+)?(-r[0-9]+)?$/;
const END: Part = { kind: "end", text: "" };

/** The grammar of apk-package(5): `number{.number}…{letter}{_suffix{number}}…{~hash}{-r#}`. */
export const apk = defineScheme<Part[]>({
  id: "apk",
  title: "Alpine packages",
  read(text) {
    const found = SHAPE.exec(text);
    if (found === null) return null;
    const [, first = "", numbers = "", letter = "", suffixes = "", hash = "", revision = ""] = found;
    const parts: Part[] = [{ kind: "first", text: first }];
    for (const number of numbers.split(".").slice(1)) parts.push({ kind: "number", text: number });
    if (letter !== "") parts.push({ kind: "letter", text: letter });
    for (const suffix of suffixes.split("_").slice(1)) {
      const [name = "", number = ""] = suffix.split(/(?<=[a-z])(?=[0-9])/);
      if (!SUFFIXES.includes(name)) return null;
      parts.push({ kind: "suffix", text: name });
      if (number !== "") parts.push({ kind: "suffix-number", text: number });
    }
    if (hash !== "") parts.push({ kind: "hash", text: hash });
    if (revision !== "") parts.push({ kind: "revision", text: revision.slice(2) });
    return parts;
  },
  order: (a, b) => orderLists(a, b, END, orderParts),
});

function orderParts(a: Part, b: Part): Order {
  return orderNumbers(rank(a), rank(b)) || orderAlike(a, b);
}

/** Where versions go on differently: what comes before the release, then the one that ends, then what is added to it. */
function rank(part: Part): number {
  if (part.kind === "suffix" && SUFFIXES.indexOf(part.text) < RELEASE) return 0;
  return ["", "end", "revision", "hash", "suffix-number", "suffix", "letter", "number", "first"].indexOf(part.kind);
}

function orderAlike(a: Part, b: Part): Order {
  if (a.kind === "suffix") return orderNumbers(SUFFIXES.indexOf(a.text), SUFFIXES.indexOf(b.text));
  // As fractions are: "1.05" is before "1.5".
  if (a.kind === "number" && (a.text.startsWith("0") || b.text.startsWith("0"))) return orderTexts(a.text, b.text);
  return a.kind === "letter" || a.kind === "hash" ? orderTexts(a.text, b.text) : orderDigits(a.text, b.text);
}
