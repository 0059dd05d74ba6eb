import { schemeOf } from "./registry";
import type { Version } from "./room";

/**
 * Versions of one package type, each once, lowest first. Texts the scheme does not understand come last, by text; so
 * do versions of equal rank among themselves. The order of the input does not matter.
 */
export function sortVersions(purlType: string, texts: Iterable<string>): string[] {
  const distinct = new Set(texts);
  if (distinct.size < 2) return [...distinct];
  const room = schemeOf(purlType);
  const known: Version[] = [];
  const unknown: string[] = [];
  for (const text of distinct) {
    const version = room.parse(text);
    if (version.ok) known.push(version.value);
    else unknown.push(text);
  }
  known.sort((a, b) => room.compare(a, b) || orderTexts(a.text, b.text));
  return [...known.map((one) => one.text), ...unknown.sort(orderTexts)];
}

const orderTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
