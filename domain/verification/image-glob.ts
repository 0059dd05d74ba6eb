type Piece = { char: string } | { any: "*" | "**" };

/**
 * Whether a name fits a glob: "*" is anything but "/", "**" anything but a line end; all other characters are literal.
 * Time grows with glob × name, whatever the glob: no pattern makes it wait.
 */
export function matchesImageGlob(glob: string, image: string): boolean {
  if (glob.length > 512 || image.length > 1024) return false;
  const text = [...image];
  // Which beginnings of the text, by length, fit the pieces read so far.
  let fits = [true, ...text.map(() => false)];
  for (const piece of piecesOf(glob)) {
    const next = "any" in piece ? [...fits] : text.map((char, i) => char === piece.char && fits[i] === true);
    if ("any" in piece) for (const [i, char] of text.entries()) next[i + 1] ||= next[i] === true && passes(piece.any, char);
    fits = "any" in piece ? next : [false, ...next];
  }
  return fits.at(-1) === true;
}

const passes = (any: "*" | "**", char: string): boolean => (any === "*" ? char !== "/" : !/[\n\r\u2028\u2029]/.test(char));

function piecesOf(glob: string): Piece[] {
  return glob.split(/(\*+)/).flatMap((part): Piece[] => (part.startsWith("*") ? [{ any: part === "*" ? "*" : "**" }] : [...part].map((char) => ({ char }))));
}
