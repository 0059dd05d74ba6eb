/**
 * Cuts a hash into `lines` pieces of equal length (the last may be shorter). The algorithm prefix is dropped: the
 * column says which one it is. Pieces are set as real lines, so that copying yields hex digits and nothing invisible.
 */
export function splitHash(hash: string, lines = 2): string[] {
  const hex = hash.slice(hash.indexOf(":") + 1);
  const size = Math.max(1, Math.ceil(hex.length / lines));
  const pieces: string[] = [];
  for (let at = 0; at < hex.length; at += size) pieces.push(hex.slice(at, at + size));
  return pieces;
}

/** Places where an identifier may end a line: after / & : , and before @ ? #. */
const IDENTIFIER_PART = /[@?#][^/@?#&:,]*[/&:,]?|[^/@?#&:,]+[/&:,]?|[/&:,]/gu;

/** Places where an over-long word, a name or a version may end a line: after a joint, and before a hump. */
const JOINT = /(?<=[-/@?#&:,._=+])(?=[^-/@?#&:,._=+])|(?<=[a-z])(?=[A-Z])/u;

/**
 * Cuts an identifier (package URL, URL, predicate type) into lines of at most `width` characters, at a sensible place
 * where there is one, else hard. Joined together the lines are the identifier: nothing is added or lost.
 */
export function splitIdentifier(text: string, width: number): string[] {
  return fill(text.match(IDENTIFIER_PART) ?? [], width);
}

const letters = (text: string): number => [...text].length;

/** Fills lines of at most `width` with whole parts; a part wider than a line is cut at joints, or else hard. */
function fill(parts: readonly string[], width: number, measure: (text: string) => number = letters): string[] {
  const lines: string[] = [];
  let current = "";
  const put = (piece: string): void => {
    if (current !== "" && measure(current) + measure(piece) > width) {
      lines.push(current);
      current = "";
    }
    current += piece;
  };
  for (const part of parts) {
    if (measure(part) <= width) put(part);
    else {
      if (current !== "") lines.push(current);
      current = "";
      for (const piece of part.split(JOINT)) for (const bit of measure(piece) <= width ? [piece] : piece) put(bit);
    }
  }
  if (current !== "" || lines.length === 0) lines.push(current);
  return lines;
}

/** Letters well wider than the mean of a text face count as more than one. */
const breadth = (ch: string): number => (/[MWmw@%&]/.test(ch) ? 1.7 : /[A-Z0-9[\]_#]/.test(ch) ? 1.25 : 1);

/** Room a text takes in a proportional face, in mean letters: an estimate that errs on the wide side. */
function textWidth(text: string): number {
  let width = 0;
  for (const ch of text) width += breadth(ch);
  return width;
}

/** The text, or as much of it as takes no more room than `width` mean letters, with an ellipsis. */
export function clipText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let out = "";
  let room = width - 1;
  for (const ch of text) {
    room -= breadth(ch);
    if (room < 0) break;
    out += ch;
  }
  return `${out}…`;
}

/**
 * Text with spaces: only words that take more room than `width` mean letters are cut, so that no cell runs into its
 * neighbour. Returns the text itself where nothing had to be cut, else the lines; each forced line end is a real one.
 */
export function splitLongWords(text: string, width: number): string | string[] {
  if (text.length * 1.7 <= width) return text;
  const words = text.split(" ");
  if (words.every((word) => textWidth(word) <= width)) return text;
  const lines: string[] = [];
  let current: string[] = [];
  for (const word of words) {
    if (textWidth(word) <= width) {
      current.push(word);
      continue;
    }
    if (current.length > 0) lines.push(current.join(" "));
    const pieces = fill(word.split(JOINT), width, textWidth);
    current = [pieces.pop() ?? ""];
    lines.push(...pieces);
  }
  if (current.length > 0) lines.push(current.join(" "));
  return lines;
}
