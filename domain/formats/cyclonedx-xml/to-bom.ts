import type { JsonObject } from "../shared/values";
import { childNamed, childrenNamed, type XmlElement } from "../shared/xml";
import { component, components, kept, licences, organisation, properties, services, tools } from "./component";
import { listOf, type Maker, type Making, object, text } from "./shape";
import { extensionRows, vulnerability } from "./vulnerability";

/** The dependency extension of 1.0 and 1.1. */
const DEPENDENCIES = "http://cyclonedx.org/schema/ext/dependency-graph/1.0";

const person = object({ name: text, email: text, phone: text }, ["bom-ref"]);

/** What is read of a document's metadata; the rest is known by name only, so that what the standard does not know shows. */
const metadata: Maker = (element, making) => ({ ...named(element, making), ...(object({ timestamp: text, tools, authors: listOf("author", person), component, manufacture: organisation, manufacturer: organisation, supplier: organisation, licenses: licences, properties })(element, making) as JsonObject) });

const dependency: Maker = (element, { places }) => {
  const refs = childrenNamed(element, "dependency").map((child) => child.attributes.get("ref") ?? "");
  const ref = element.attributes.get("ref");
  return places.keep({ ...(ref === undefined ? {} : { ref }), dependsOn: refs }, element);
};

const refsOf = (name: string): Maker => listOf(name, (element) => element.attributes.get("ref"));
const composition = object({ aggregate: text, assemblies: refsOf("assembly"), dependencies: refsOf("dependency"), vulnerabilities: refsOf("vulnerability") }, ["bom-ref"]);

const citation = object({ pointers: kept, expressions: kept, attributedTo: text, process: text, timestamp: text }, ["bom-ref"]);

const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

/** The whole document in the shape of the JSON form. `version` is what the namespace says. */
export function toBom(root: XmlElement, version: string, making: Making): JsonObject {
  const read = object(
    {
      metadata, components, services, dependencies: listOf("dependency", dependency), compositions: listOf("composition", composition),
      vulnerabilities: listOf("vulnerability", vulnerability), properties, citations: listOf("citation", citation),
    },
    ["serialNumber"],
  )(root, making) as JsonObject;
  const extension = childNamed(root, "dependencies", DEPENDENCIES);
  const signature = childNamed(root, "Signature", SIGNATURE);
  const rows = extensionRows(root, making);
  const number = root.attributes.get("version")?.trim();
  const bom: JsonObject = {
    ...named(root, making),
    ...(extension !== null && read["dependencies"] === undefined ? { dependencies: listOf("dependency", dependency)(extension, making) } : {}),
    ...read,
    ...(signature === null ? {} : { signature: kept(signature, making) }),
    specVersion: version,
    ...(number === undefined ? {} : { version: /^\d{1,9}$/.test(number) ? Number(number) : number }),
    ...(rows.length > 0 ? { vulnerabilities: [...((read["vulnerabilities"] as JsonObject[] | undefined) ?? []), ...rows] } : {}),
  };
  return making.places.keep(bom, root);
}

/** Children of the document's own namespace by name alone. */
function named(element: XmlElement, making: Making): JsonObject {
  return Object.fromEntries(element.children.filter((child) => child.namespace === element.namespace).map((child) => [child.name, kept(child, making)]));
}
