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
const TOKEN = /[@?#][^/@?#&:,]*[/&:,]?|[^/@?#&:,]+[/&:,]?|[/&:,]/gu;

/**
 * Cuts an identifier (package URL, URL, predicate type) into lines of at most `width` characters, at a sensible place
 * where there is one, else hard. Joined together the lines are the identifier: nothing is added or lost.
 */
export function splitIdentifier(text: string, width: number): string[] {
  const lines: string[] = [];
  let current: string[] = [];
  for (const match of text.match(TOKEN) ?? []) {
    const token = [...match];
    if (current.length > 0 && current.length + token.length > width) {
      lines.push(current.join(""));
      current = [];
    }
    while (token.length > width) lines.push(token.splice(0, width).join(""));
    current.push(...token);
  }
  if (current.length > 0 || lines.length === 0) lines.push(current.join(""));
  return lines;
}

/**
 * Text with spaces: only words longer than `width` are cut, so that no cell runs into its neighbour. Returns the text
 * itself where nothing had to be cut, else the lines; each forced line end is a real one.
 */
export function splitLongWords(text: string, width: number): string | string[] {
  if (text.length <= width) return text;
  const words = text.split(" ");
  if (words.every((word) => word.length <= width)) return text;
  const lines: string[] = [];
  let current: string[] = [];
  for (const word of words) {
    if (word.length <= width) {
      current.push(word);
      continue;
    }
    if (current.length > 0) lines.push(current.join(" "));
    const pieces = splitIdentifier(word, width);
    current = [pieces.pop() ?? ""];
    lines.push(...pieces);
  }
  if (current.length > 0) lines.push(current.join(" "));
  return lines;
}
