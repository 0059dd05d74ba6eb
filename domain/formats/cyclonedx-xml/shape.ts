import type { Notes } from "../shared/reading";
import type { JsonObject } from "../shared/values";
import { childrenNamed, type XmlElement, xmlPath } from "../shared/xml";
import type { Places } from "./places";

export interface Making {
  places: Places;
  notes: Notes;
}

/** How one element becomes one value of the JSON form. */
export type Maker = (element: XmlElement, making: Making) => unknown;

/** Text of an element; "" where it is empty, as an empty member would be. Elements in it are noted, not read. */
export const text: Maker = (element, { notes }) => {
  const [inner] = element.children;
  if (inner !== undefined) notes.warn("cyclonedx-xml/stray-element", "elements stand where the standard has text alone", xmlPath(inner));
  return element.text.trim();
};

/** Text that stands between elements. */
function noteStrayText(element: XmlElement, { notes }: Making): void {
  if (element.text.trim() !== "") notes.warn("cyclonedx-xml/stray-text", "text stands where the standard has elements alone", xmlPath(element));
}

/** A number where the text is one; other text stays text, for whoever reads it to refuse. */
export function numberOf(element: XmlElement): number | string {
  const written = element.text.trim();
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(written) ? Number(written) : written;
}

export const number: Maker = (element) => numberOf(element);

/** A boolean of XML Schema; other text stays text, for whoever reads it to refuse. */
export function flag(written: string): boolean | string {
  const word = written.trim();
  return /^(?:true|1)$/.test(word) ? true : /^(?:false|0)$/.test(word) ? false : word;
}

/** Elements of one name inside a container, each by the same maker. */
export const listOf = (name: string, make: Maker): Maker => (element, making) => {
  noteStrayText(element, making);
  return making.places.keep(childrenNamed(element, name).map((child) => make(child, making)).filter((value) => value !== undefined), element);
};

/**
 * An object out of the children that have a maker and the attributes that are listed. A child that may stand once is
 * taken once; a second one is noted, not read.
 */
export const object = (children: Readonly<Record<string, Maker>>, attributes: readonly string[] = []): Maker => (element, making) => {
  noteStrayText(element, making);
  const made: JsonObject = {};
  for (const name of attributes) {
    const value = element.attributes.get(name);
    if (value !== undefined) made[name] = value.trim();
  }
  for (const child of element.children) {
    const make = child.namespace === element.namespace && Object.hasOwn(children, child.name) ? children[child.name] : undefined;
    if (make === undefined) continue;
    if (Object.hasOwn(made, child.name)) making.notes.warn("cyclonedx-xml/repeated-element", "an element that may stand once stands here again; the first was read", xmlPath(child));
    else made[child.name] = make(child, making);
  }
  return making.places.keep(made, element);
};
