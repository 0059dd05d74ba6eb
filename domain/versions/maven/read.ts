/** A version as Maven sees it: numbers, words, and at the end perhaps what follows a hyphen as a list of its own. */
export type Item = { kind: "word" | "number"; text: string } | Part;

export interface Part {
  kind: "list";
  items: Item[];
  /** How the items from each place on stand to nothing at all: before (-1), equal (0), after (1). One longer than `items`. */
  signs: (-1 | 0 | 1)[];
}

const QUALIFIERS = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];
const SAME: Readonly<Record<string, string>> = { ga: "", final: "", release: "", cr: "rc" };
const SHORT: Readonly<Record<string, string>> = { a: "alpha", b: "beta", m: "milestone" };

/** Known qualifiers in their order, then all others. */
export function qualifierRank(word: string): number {
  const known = QUALIFIERS.indexOf(word);
  return known === -1 ? QUALIFIERS.length : known;
}

const RELEASE = qualifierRank("");

/**
 * The version order specification of the POM reference. Separators are ".", "-" (which opens a list) and each change
 * between digits and letters (as "-"); an empty place is 0; zeros and words for "release" at the end of a list go.
 */
export function readMaven(text: string): Part | null {
  if (!/^[0-9A-Za-z._+~-]+$/.test(text)) return null;
  const tokens = text.toLowerCase().match(/[.-]|[0-9]+|[a-z_+~]+/g) ?? [];
  const lists: Item[][] = [[]];
  for (const [i, token] of tokens.entries()) {
    const [before, after] = [kindOf(tokens[i - 1]), kindOf(tokens[i + 1])];
    const open = lists.at(-1) ?? [];
    if (kindOf(token) === "separator") {
      if (before === "separator" || before === "end") open.push({ kind: "number", text: "0" });
      if (token === "-") lists.push([]);
    } else if (kindOf(token) === "number") {
      open.push({ kind: "number", text: token });
      if (after === "word") lists.push([]);
    } else if (after === "separator") {
      open.push({ kind: "word", text: wordOf(token, false) });
    } else {
      const item: Item = { kind: "word", text: wordOf(token, after === "number") };
      if (open.length > 0) lists.push([item]);
      else open.push(item);
      if (after === "number") lists.push([]);
    }
  }
  return nest(lists);
}

type Kind = "separator" | "number" | "word" | "end";

function kindOf(token: string | undefined): Kind {
  if (token === undefined) return "end";
  return token === "." || token === "-" ? "separator" : /^[0-9]/.test(token) ? "number" : "word";
}

function wordOf(token: string, beforeNumber: boolean): string {
  const whole = beforeNumber && Object.hasOwn(SHORT, token) ? (SHORT[token] ?? token) : token;
  return Object.hasOwn(SAME, whole) ? (SAME[whole] ?? whole) : whole;
}

/** Each list becomes the last item of the one before; from the innermost outwards, so that what is nothing can go. */
function nest(lists: Item[][]): Part {
  let inner: Part | null = null;
  for (const items of lists.toReversed()) {
    while (items.length > 0 && signOf(items.at(-1)) === 0) items.pop();
    inner = partOf(inner === null ? items : [...items, inner]);
    if (inner.items.length === 0) inner = null;
  }
  return inner ?? partOf([]);
}

function partOf(items: Item[]): Part {
  const signs: Part["signs"] = [0];
  for (const item of items.toReversed()) signs.push(signOf(item) || (signs.at(-1) ?? 0));
  return { kind: "list", items, signs: signs.toReversed() };
}

function signOf(item: Item | undefined): -1 | 0 | 1 {
  if (item === undefined) return 0;
  if (item.kind === "list") return item.signs[0] ?? 0;
  if (item.kind === "number") return /[1-9]/.test(item.text) ? 1 : 0;
  return qualifierRank(item.text) < RELEASE ? -1 : qualifierRank(item.text) > RELEASE ? 1 : 0;
}
