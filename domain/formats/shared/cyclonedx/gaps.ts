import { canonicalPurl } from "../../../model/purl";
import type { Notes } from "../reading";
import { type JsonObject, objectAt, textAt } from "../values";

/** What a component leaves open or writes in no form of its standard, said once with the number of places. */
export function noteGaps(value: JsonObject, at: string, notes: Notes): void {
  const purl = textAt(value, "purl");
  const cpe = textAt(value, "cpe");
  if (purl === null) notes.add("info", "cyclonedx/no-purl", "components have no purl", at);
  if (textAt(value, "version") === null) notes.add("info", "cyclonedx/no-version", "components have no version", at);
  if (textAt(objectAt(value, "supplier"), "name") === null && textAt(value, "publisher") === null) notes.add("info", "cyclonedx/no-supplier", "components name no supplier", at);
  noteForms(purl, cpe, at, notes);
}

export function noteForms(purl: string | null, cpe: string | null, at: string, notes: Notes): void {
  if (purl !== null && canonicalPurl(purl) === null) notes.warn("cyclonedx/bad-purl", "this purl does not parse; it is kept as text", `${at}/purl`);
  if (cpe !== null && !isCpe(cpe)) notes.warn("cyclonedx/bad-cpe", "this is no CPE name; it is kept as text", `${at}/cpe`);
}

/** Form of a CPE name: the 2.2 URI or the 2.3 formatted string of eleven parts (NISTIR 7695 section 6). */
export function isCpe(text: string): boolean {
  if (/^cpe:\/[aho]?(?::[^:\s]*){0,6}$/i.test(text)) return true;
  return /^cpe:2\.3:[aho*-](?::(?:[^\\:\s]|\\\S)+){10}$/.test(text);
}
