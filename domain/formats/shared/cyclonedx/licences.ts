import { objectAt, textAt } from "../values";

/** SPDX's words for having looked and found nothing, and for not having looked: no licence either. */
const NOTHING: ReadonlySet<string> = new Set(["", "NONE", "NOASSERTION"]);

/** Licence ids, names and expressions of a component, as written. A name of blanks is no licence: the component lacks one. */
export function licenceNames(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((choice) => {
    const licence = objectAt(choice, "license");
    const text = textAt(choice, "expression") ?? textAt(licence, "id") ?? textAt(licence, "name");
    return text === null || NOTHING.has(text.trim()) ? [] : [text];
  });
}

/**
 * Whether text has the form of an SPDX licence expression (SPDX 2.3 annex D): ids joined by AND, OR and WITH, with
 * balanced parentheses. Ids are not looked up: lists grow, and an unknown id is no broken expression.
 */
export function isLicenceExpression(text: string): boolean {
  const words = text.replaceAll(/[()]/g, " $& ").split(/\s+/).filter((word) => word !== "");
  let depth = 0;
  let wantsId = true;
  for (const word of words) {
    if (word === "(") {
      if (!wantsId) return false;
      depth += 1;
    } else if (word === ")") {
      if (wantsId || depth === 0) return false;
      depth -= 1;
    } else if (/^(?:and|or|with)$/i.test(word)) {
      if (wantsId) return false;
      wantsId = true;
    } else {
      if (!wantsId || !/^[A-Za-z0-9.:-]+\+?$/.test(word)) return false;
      wantsId = false;
    }
  }
  return !wantsId && depth === 0;
}
