/** Versions and pairs of versions from a seed: what packages really have, and what is made to trip a comparator. */

export type Random = () => number;

/** Mulberry32: small, good enough for choosing test cases, and the same everywhere. Answers in [0, 1). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Grammar {
  /** Pieces a version of this scheme is made of; `#` is a number. */
  real: readonly string[];
  /** What is appended, inserted or put in place of something to make a neighbour. */
  pieces: readonly string[];
}

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  deb: {
    real: ["#.#.#-#", "#:#.#-#ubuntu#.#", "#.#~rc#-#", "#.#.#+dfsg-#+deb#u#", "#.#~bpo#+#", "#:#.#.#-#~exp#", "#.#+git#.#abc#-#", "#", "#.#p#-#.#"],
    pieces: ["~", "~~", "+", "-", ".", "a", "Z", "z", "+b#", "#", ".#", "-#", "~#", "0", "00", "a#", ":", "#:", "~a", "+~", "-~", "9999999999999999999999"],
  },
  rpm: {
    real: ["#.#.#-#.el#", "#:#.#-#.fc#", "#.#~rc#-#", "#.#^git#.abc#-#.el#_#", "#.#.#-#.el#_#.#", "#", "#.#p#-#", "#.#_#-#", "0:#.#-#.amzn#"],
    pieces: ["~", "^", "~~", "^~", "~^", ".", "_", "+", "a", "Z", "ab", "#", ".#", "-#", "0", "00", "a#", "..", "%", "^#", "~#", "#:", "99999999999999999999"],
  },
  apk: {
    real: ["#.#.#-r#", "#.#-r#", "#.#_p#-r#", "#.#_alpha#-r#", "#.#_rc#", "#.#.#a-r#", "#.#_git#-r#", "#.#~abc#-r#", "#_beta#_p#", "#.0#.#-r#", "#.#_pre#"],
    pieces: ["_alpha", "_beta", "_pre", "_rc", "_cvs", "_svn", "_git", "_hg", "_p", "_p#", "_rc#", "a", "z", ".#", ".0#", ".00", "-r#", "-r0", "~a#f", "#", "0", "_x", "-", "A", "-r"],
  },
  semver: {
    real: ["#.#.#", "#.#.#-alpha.#", "#.#.#-beta.#+build.#", "#.#.#-rc#", "v#.#.#", "#.#.#-next-#", "#.#.#-0.#.x-y-z", "#.#.#-canary.#-abc#"],
    pieces: ["-a", "-", "-#", ".#", "+b", "-alpha", ".x", ".0", "-0", "-A", ".-", "--", "a", "0", "#", "-00", "+001", "9007199254740993"],
  },
  golang: {
    real: ["v#.#.#", "v#.#.#+incompatible", "v0.0.0-20#0#0#0#0#0#-abcdef#", "v#.#.#-rc.#", "v#.#.#-0.20#0102030405-abc#def", "v#", "v#.#", "v#.#.#-pre.0.20#0102030405-fed#+incompatible"],
    pieces: ["-a", "-", "-#", ".#", "+b", "+incompatible", "-alpha", ".x", ".0", "-0", "-A", ".-", "--", "a", "0", "#", "-00", "+001", "99999999999999999999999"],
  },
  pep440: {
    real: ["#.#.#", "#.#a#", "#.#b#", "#.#rc#", "#.#.post#", "#.#.dev#", "#!#.#", "#.#.#.post#.dev#", "#.#+local.#", "v#.#", "#.#-#", "#.#alpha#.post#", "#.#-preview_#", "#.#.0.0"],
    pieces: [".0", ".dev#", ".post#", "-#", "a#", "b#", "rc#", "c#", ".RC", "-r#", "rev#", "+ubuntu.#", "+a", "+#", ".x", "-a", "_#", "#!", "dev", "post", ".dev", "pre", "-", ".", "a", "0", "#", "01", " "],
  },
  maven: {
    real: ["#.#.#", "#.#-SNAPSHOT", "#.#.#.Final", "#.#.#.RELEASE", "#.#-rc#", "#.#-alpha-#", "#.#.#.Beta#", "#.#.#-jre", "#.#.GA", "#.#.#-M#", "#.#.Final-redhat-#", "r#", "#.#-b#", "20#0101.#", "#.#.sp#", "#.#_#"],
    pieces: [".0", "-0", ".#", "-#", "-", ".", "-alpha", "a", "b#", "m#", ".x", "-x", ".sp", "-sp", "-cr", "-rc", ".ga", "-final", "x#", ".foo.", "-foo-", "#", "0", "--", "..", "-a", ".a.", "1234567890123", "99999999999999999999999", "+", "_"],
  },
  generic: { real: ["#.#.#", "#.#", "#", "v#.#", "#.#.#.#"], pieces: [".0", ".#", "#", "a", "-#", "00", "."] },
};

const NUMBERS = ["0", "0", "1", "1", "2", "3", "9", "10", "11", "19", "20", "100", "01", "007", "2147483648", "20260101"];

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] ?? (list[0] as T);

function fill(pattern: string, random: Random): string {
  return pattern.replaceAll("#", () => pick(NUMBERS, random));
}

/** A version of the scheme, or near to one: callers keep what the room understands. */
export function versionText(scheme: string, random: Random): string {
  const grammar = GRAMMARS[scheme] ?? GRAMMARS["generic"] as Grammar;
  let text = fill(pick(grammar.real, random), random);
  while (random() < 0.4) text = changed(text, grammar, random);
  if (random() < 0.05) text = fill(Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(grammar.pieces, random)).join(""), random);
  return text.slice(0, 60);
}

/** Two versions; mostly neighbours, because unrelated ones differ in their first number. */
export function versionPair(scheme: string, random: Random): [string, string] {
  const first = versionText(scheme, random);
  if (random() < 0.25) return [first, versionText(scheme, random)];
  let second = first;
  do second = changed(second, GRAMMARS[scheme] ?? GRAMMARS["generic"] as Grammar, random);
  while (random() < 0.4);
  return random() < 0.5 ? [first, second.slice(0, 60)] : [second.slice(0, 60), first];
}

function changed(text: string, grammar: Grammar, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const piece = fill(pick(grammar.pieces, random), random);
  const way = random();
  if (way < 0.3) return text + piece;
  if (way < 0.5) return text.slice(0, at) + piece + text.slice(at);
  if (way < 0.65) return text.slice(0, at) + text.slice(at + 1);
  if (way < 0.8) return text.slice(0, at);
  return text.replace(/[0-9]+/, (number) => (random() < 0.5 ? pick(NUMBERS, random) : number)).replace(/[0-9]+(?=[^0-9]*$)/, () => pick(NUMBERS, random));
}
