import { isObject, objectAt, textAt } from "../values";

/** Licence ids, names and expressions of a component, as written. A name of blanks is no licence: the component lacks one. */
export function licenceNames(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((choice) => {
    const licence = objectAt(choice, "license");
    const text = textAt(choice, "expression") ?? textAt(licence, "id") ?? textAt(licence, "name");
    return text === null || text.trim() === "" ? [] : [text];
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

/** What is wrong with one entry of `licenses` (schema licenseChoice), null when nothing is. */
export function licenceProblem(choice: unknown): { detail: string; key: string } | null {
  if (!isObject(choice)) return { detail: "a licence choice is an object", key: "" };
  const { license, expression } = choice;
  if (license !== undefined && expression !== undefined) return { detail: "a licence or an expression, not both", key: "/expression" };
  if (expression !== undefined) return typeof expression === "string" && isLicenceExpression(expression) ? null : { detail: "no SPDX licence expression", key: "/expression" };
  if (!isObject(license)) return { detail: "a licence choice holds a licence or an expression", key: "" };
  if (textAt(license, "id") === null && textAt(license, "name") === null) return { detail: "a licence has an id or a name", key: "/license" };
  const encoding = objectAt(license, "text")["encoding"];
  return encoding === undefined || encoding === "base64" ? null : { detail: "an attached text is encoded in base64", key: "/license/text/encoding" };
}
