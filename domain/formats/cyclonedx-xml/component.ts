import { Unchecked } from "../shared/cyclonedx/schema/shape";
import type { JsonObject } from "../shared/values";
import { childNamed, childrenNamed, type XmlElement, xmlPath } from "../shared/xml";
import { flag, listOf, type Maker, object, text } from "./shape";

/** Addresses and contacts may repeat and are not read. */
export const organisation = object({ name: text }, ["bom-ref"]);

/** The value is the element's text (1.3–1.7); some tools write it as an attribute. */
const property: Maker = (element, { places, notes }) => {
  const name = element.attributes.get("name");
  const attribute = element.attributes.get("value");
  if (attribute !== undefined) notes.warn("cyclonedx-xml/property-value", "the value of a property is text in its element, not an attribute", `${xmlPath(element)}/@value`);
  return places.keep({ ...(name === undefined ? {} : { name }), value: attribute ?? element.text.trim() }, element);
};
export const properties = listOf("property", property);

/** An element that is known by name and not read. */
export const kept: Maker = (element, { places }) => places.keep(new Unchecked(), element);

const hash: Maker = (element, { places }) => places.keep({ alg: element.attributes.get("alg") ?? "", content: element.text.trim() }, element);

const licenceText: Maker = (element, { places }) => {
  const encoding = element.attributes.get("encoding");
  return places.keep({ content: element.text.trim(), ...(encoding === undefined ? {} : { encoding }) }, element);
};
const licence = object({ id: text, name: text, text: licenceText, url: text, licensing: kept, properties }, ["bom-ref", "acknowledgement"]);

/** Licences and expressions as they follow each other. */
export const licences: Maker = (element, making) => {
  const list = element.children.filter((child) => child.namespace === element.namespace).flatMap((child): JsonObject[] => {
    if (child.name === "license") return [making.places.keep({ license: licence(child, making) }, child)];
    if (child.name === "expression") return [making.places.keep({ expression: child.text.trim() }, child)];
    return child.name === "expression-detailed" ? [making.places.keep({ expression: child.attributes.get("expression") ?? "" }, child)] : [];
  });
  return making.places.keep(list, element);
};

const externalReferences = listOf("reference", object({ url: text, comment: text, hashes: listOf("hash", hash), properties }, ["type"]));

const issue: Maker = (element, making) => object({ id: text, name: text }, ["type"])(element, making);
const patch = object({ resolves: listOf("issue", issue) }, ["type"]);

/** Ancestors and variants are other components' stories: of a pedigree only the patches are looked at. */
const pedigree = object({ patches: listOf("patch", patch) });

export const component: Maker = (element, making) => {
  const made = object(
    {
      supplier: organisation, manufacturer: organisation, publisher: text, group: text, name: text, version: text, versionRange: text,
      scope: text, hashes: listOf("hash", hash), licenses: licences, cpe: text, purl: text, swid, pedigree, externalReferences, properties,
      components: (inner, within) => components(inner, within),
    },
    ["type", "bom-ref"],
  )(element, making) as JsonObject;
  const external = element.attributes.get("isExternal");
  if (external !== undefined) made["isExternal"] = flag(external);
  return made;
};

const swid: Maker = (element, making) => object({}, ["tagId", "name", "version"])(element, making);

export const components: Maker = listOf("component", component);

const classification: Maker = (element, { places }) => {
  const flow = element.attributes.get("flow");
  return places.keep({ ...(flow === undefined ? {} : { flow }), classification: element.text.trim() }, element);
};

/** Classifications stand in `data` itself (until 1.4) or in the data flows in it (from 1.5). */
const data: Maker = (element, making) => {
  const all = element.children.flatMap((child) => (child.name === "dataflow" ? childrenNamed(child, "classification") : child.name === "classification" ? [child] : []));
  return making.places.keep(all.map((one) => classification(one, making)), element);
};

export const service: Maker = (element, making) =>
  object(
    { provider: organisation, group: text, name: text, version: text, data, licenses: licences, externalReferences, properties, services: (inner, within) => services(inner, within) },
    ["bom-ref"],
  )(element, making);

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
