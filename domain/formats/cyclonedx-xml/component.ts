import type { JsonObject } from "../shared/values";
import { childNamed, childrenNamed, type XmlElement, xmlPath } from "../shared/xml";
import { listOf, type Maker, object, text } from "./shape";

/** Addresses and contacts may repeat and are not read. */
export const organisation = object({ name: text }, ["bom-ref"]);

/** The value is the element's text (1.3–1.7); some tools write it as an attribute. */
const property: Maker = (element, { places }) => places.keep({ name: element.attributes.get("name") ?? "", value: element.attributes.get("value") ?? element.text.trim() }, element);
export const properties = listOf("property", property);

const hash: Maker = (element, { places }) => places.keep({ alg: element.attributes.get("alg") ?? "", content: element.text.trim() }, element);

const licenceText: Maker = (element, { places }) => {
  const encoding = element.attributes.get("encoding");
  return places.keep({ content: element.text.trim(), ...(encoding === undefined ? {} : { encoding }) }, element);
};
const licence = object({ id: text, name: text, text: licenceText, url: text }, ["bom-ref"]);

/** Licences and expressions as they follow each other; before 1.7 licences or one expression, not both. */
export const licences: Maker = (element, making) => {
  const list = element.children.filter((child) => child.namespace === element.namespace).flatMap((child): JsonObject[] => {
    if (child.name === "license") return [making.places.keep({ license: licence(child, making) }, child)];
    if (child.name === "expression") return [making.places.keep({ expression: child.text.trim() }, child)];
    return child.name === "expression-detailed" ? [making.places.keep({ expression: child.attributes.get("expression") ?? "" }, child)] : [];
  });
  const expressions = list.filter((choice) => "expression" in choice).length;
  const mixed = expressions > 0 && list.length > 1 && !element.namespace.endsWith("/1.7");
  if (mixed) making.notes.warn("cyclonedx/licence", "licences or one expression, not both", xmlPath(element));
  return making.places.keep(list, element);
};

const issue: Maker = (element, making) => object({ id: text, name: text }, ["type"])(element, making);
const patch = object({ resolves: listOf("issue", issue) }, ["type"]);

/** Ancestors and variants are other components' stories: of a pedigree only the patches are looked at. */
const pedigree = object({ patches: listOf("patch", patch) });

export const component: Maker = (element, making) =>
  object(
    {
      supplier: organisation, manufacturer: organisation, publisher: text, group: text, name: text, version: text, versionRange: text,
      hashes: listOf("hash", hash), licenses: licences, cpe: text, purl: text, swid, pedigree, properties,
      components: (inner, within) => components(inner, within),
    },
    ["type", "bom-ref", "isExternal"],
  )(element, making);

const swid: Maker = (element, making) => object({}, ["tagId", "name", "version"])(element, making);

export const components: Maker = listOf("component", component);

export const service: Maker = (element, making) =>
  object({ provider: organisation, group: text, name: text, version: text, services: (inner, within) => services(inner, within) }, ["bom-ref"])(element, making);

export const services: Maker = listOf("service", service);

/** Tools as a list (until 1.4) or as components and services (from 1.5). */
export const tools: Maker = (element, making) => {
  const listed = childrenNamed(element, "tool");
  if (listed.length > 0) return listOf("tool", object({ vendor: text, name: text, version: text }))(element, making);
  return object({ components, services })(element, making);
};

/**
 * Raw counts over elements named `component` below the document's own inventory, pedigrees included, and those of them
 * with a purl of their own.
 */
export function countElements(root: XmlElement): { components: number; purls: number } {
  const counts = { components: 0, purls: 0 };
  const open = [...(childNamed(root, "components")?.children ?? [])];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const child of one.children) open.push(child);
    if (one.name !== "component" || one.namespace !== root.namespace) continue;
    counts.components += 1;
    if (childNamed(one, "purl") !== null) counts.purls += 1;
  }
  return counts;
}
