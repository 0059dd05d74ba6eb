import type { ComponentFact, SbomFacts } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { fail, ok, type Result } from "../../model/problem";
import type { ReadLimits } from "../room";
import { component } from "../shared/packages";
import { type Notes, tooMany } from "../shared/reading";
import { textAt } from "../shared/values";
import { type Element, elementAt, type Graph, references, related } from "./graph";
import { readLicences } from "./licences";
import { externalId, identitiesOf, isImage, isPackage, partsOf, purposeOf } from "./naming";

export interface Packages {
  components: ComponentFact[];
  identities: NamedIdentity[];
  os: SbomFacts["os"];
  /** Elements that are software_Package itself; data sets and models are packages of their own kind. */
  packages: number;
  withPurl: number;
  duplicates: number;
  /** Whether the document says of itself that it is a bill of materials, or is about a package. */
  isInventory: boolean;
}

/** Lists that facts are read from. */
const LIST_MEMBERS = ["externalIdentifier", "externalIdentifiers", "verifiedUsing", "software_attributionText"] as const;
const DESCRIBES = new Set(["describes"]);

/** Inventory of the graph; the root package that stands for the image is its subject. Codes: spdx3/package, spdx3/too-many. */
export function readPackages(graph: Graph, limits: ReadLimits, notes: Notes): Result<Packages> {
  const found: Packages = { components: [], identities: [], os: null, packages: 0, withPurl: 0, duplicates: 0, isInventory: false };
  const list = graph.elements.filter(isPackage);
  if (list.length > limits.maxComponents) return tooMany("spdx3", "packages", limits.maxComponents, list.length, "/@graph");
  const roots = rootIds(graph);
  if (roots.size === 0) notes.warn("spdx3/root", "the document does not say what it is about", "/@graph");
  const isBom = graph.elements.some(({ type }) => type === "software_Sbom" || type === "Bom");
  found.isInventory = isBom || list.some(({ id }) => id !== null && roots.has(id));
  const licences = readLicences(graph);
  const seen = new Set<string>();
  for (const element of list) {
    const wrong = ["name", "software_packageVersion", "software_packageUrl"].find((key) => element.json[key] !== undefined && typeof element.json[key] !== "string");
    if (wrong !== undefined) return fail({ code: "spdx3/package", detail: `${wrong} is text`, at: `${element.at}/${wrong}` });
    if (textAt(element.json, "name") === null) return fail({ code: "spdx3/package", detail: "a package has a name", at: `${element.at}/name` });
    if (element.type === "software_Package") found.packages += 1;
    if (element.id === null) notes.warn("spdx3/id", "an element has an spdxId", `${element.at}/spdxId`);
    else if (seen.has(element.id)) {
      found.duplicates += 1;
      notes.warn("spdx3/duplicate-id", "two packages carry the same spdxId", `${element.at}/spdxId`);
    }
    seen.add(element.id ?? "");
    const single = LIST_MEMBERS.find((key) => element.json[key] !== undefined && !Array.isArray(element.json[key]));
    if (single !== undefined) notes.warn("spdx3/member-type", "a member that should be a list was not read", `${element.at}/${single}`);
    add(element, graph, { found, root: roots.has(element.id ?? ""), licences: [...(licences.get(element.id ?? "") ?? [])] }, notes);
  }
  return ok(found);
}

function add(element: Element, graph: Graph, given: { found: Packages; root: boolean; licences: string[] }, notes: Notes): void {
  const { found } = given;
  const { json, id, at } = element;
  const parts = partsOf(element);
  if (parts.purlText !== null) found.withPurl += 1;
  if (parts.purlText !== null && parts.purl === null) notes.warn("spdx3/bad-purl", "this purl does not parse; it is kept as text", at);
  if (purposeOf(json) === "operatingSystem") found.os ??= { id: textAt(json, "name") ?? "", version: textAt(json, "software_packageVersion") };
  if (given.root) found.identities.push(...identitiesOf(element));
  if (given.root && isImage(element)) return;
  const supplier = elementAt(json, "suppliedBy", graph);
  if (supplier === null && references(json, "suppliedBy").length > 0) notes.warn("spdx3/dangling-ref", "a package names a supplier that the document does not have", `${at}/suppliedBy`);
  found.components.push(component(parts, at, { ref: id, cpe: externalId(json, /^cpe23(?:Type)?$/) ?? externalId(json, /^cpe22(?:Type)?$/), supplier: textAt(supplier, "name"), licences: given.licences }));
}

/** What the document and its SBOMs are about: root elements, down through collections, and what they describe. */
function rootIds(graph: Graph): Set<string> {
  const roots = new Set<string>();
  const collections = graph.elements.filter(({ type }) => type === "SpdxDocument" || type === "software_Sbom" || type === "Bom");
  for (const { json } of collections) for (const id of references(json, "rootElement")) roots.add(id);
  const describing = new Set(collections.map(({ id }) => id));
  for (const { from, to } of related(graph, DESCRIBES)) if (describing.has(from)) roots.add(to);
  return roots;
}
