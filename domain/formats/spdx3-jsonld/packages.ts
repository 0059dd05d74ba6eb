import type { ComponentFact, SbomFacts } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { canonicalPurl } from "../../model/purl";
import { fail, ok, type Result } from "../../model/problem";
import type { ReadLimits } from "../room";
import { component, packageParts } from "../shared/packages";
import { type Notes, tooMany } from "../shared/reading";
import { identity, type JsonObject, listAt, repoDigest, textAt, textsAt } from "../shared/values";
import { type Element, elementAt, type Graph, references, related } from "./graph";
import { readLicences } from "./licences";

export interface Packages {
  components: ComponentFact[];
  identities: NamedIdentity[];
  os: SbomFacts["os"];
  /** Elements that are software_Package itself; data sets and models are packages of their own kind. */
  packages: number;
  withPurl: number;
  duplicates: number;
}

/** Classes of packages (Software, AI and Dataset profile), and the type of a component without purl and purpose. */
const PACKAGE_TYPES: Readonly<Record<string, string>> = { software_Package: "library", ai_AIPackage: "model", dataset_DatasetPackage: "data" };
/** Lists that facts are read from. */
const LIST_MEMBERS = ["externalIdentifier", "externalIdentifiers", "verifiedUsing", "software_attributionText"] as const;
const DESCRIBES = new Set(["describes"]);

/** Inventory of the graph; the root package that stands for the image is its subject. Codes: spdx3/package, spdx3/too-many. */
export function readPackages(graph: Graph, limits: ReadLimits, notes: Notes): Result<Packages> {
  const found: Packages = { components: [], identities: [], os: null, packages: 0, withPurl: 0, duplicates: 0 };
  const list = graph.elements.filter(({ type }) => Object.hasOwn(PACKAGE_TYPES, type));
  if (list.length > limits.maxComponents) return tooMany("spdx3", "packages", limits.maxComponents, list.length, "/@graph");
  const roots = rootIds(graph);
  if (roots.size === 0) notes.warn("spdx3/root", "the document does not say what it is about", "/@graph");
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

function add({ json, type, id, at }: Element, graph: Graph, given: { found: Packages; root: boolean; licences: string[] }, notes: Notes): void {
  const { found } = given;
  const purlText = textAt(json, "software_packageUrl") ?? externalId(json, /^(?:packageUrl|purl)$/);
  if (purlText !== null) found.withPurl += 1;
  const purpose = textAt(json, "software_primaryPurpose");
  const name = textAt(json, "name") ?? "";
  const version = textAt(json, "software_packageVersion");
  const parts = packageParts({ purlText, type: kebab(purpose) ?? PACKAGE_TYPES[type] ?? "library", namespace: null, name, version });
  if (purlText !== null && parts.purl === null) notes.warn("spdx3/bad-purl", "this purl does not parse; it is kept as text", at);
  if (purpose === "operatingSystem") found.os ??= { id: name, version };
  if (given.root) found.identities.push(...identitiesOf(json, at, parts.type === "oci" || parts.type === "docker" || purpose === "container"));
  if (given.root && (purpose === "container" || parts.type === "oci" || parts.type === "docker")) return;
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

/**
 * Digests of the root package: its image purl, a version that is one, "RepoDigest: …" and "ImageID: …" among its
 * attribution texts, and, of a container, the SHA-256 it is verified by: of which object the standard does not say.
 */
function identitiesOf(json: JsonObject, at: string, image: boolean): NamedIdentity[] {
  const purl = canonicalPurl(textAt(json, "software_packageUrl") ?? externalId(json, /^(?:packageUrl|purl)$/) ?? "");
  const name = textAt(json, "name");
  const version = textAt(json, "software_packageVersion");
  const ofPurl = purl !== null && (purl.type === "oci" || purl.type === "docker") && purl.version?.startsWith("sha256:") ? identity("repo-digest", purl.version, `${at}/software_packageUrl`, purl.qualifiers["repository_url"] ?? purl.name) : [];
  const hashes = image ? listAt(json, "verifiedUsing") : [];
  return [
    ...ofPurl,
    ...(version?.startsWith("sha256:") ? identity("repo-digest", version, `${at}/software_packageVersion`, name) : []),
    ...repoDigest(name, `${at}/name`),
    ...hashes.flatMap((row, i) => (textAt(row, "algorithm") === "sha256" ? identity("subject", textAt(row, "hashValue"), `${at}/verifiedUsing/${i}`, name) : [])),
    ...textsAt(json, "software_attributionText").flatMap((text, i) => {
      const place = `${at}/software_attributionText/${i}`;
      if (text.startsWith("RepoDigest: ")) return repoDigest(text.slice(12).trim(), place);
      return text.startsWith("ImageID: ") ? identity("image-id", text.slice(9).trim(), place) : [];
    }),
  ];
}

/** Identifier of a kind; tools also write the member in the plural. */
function externalId(json: JsonObject, kind: RegExp): string | null {
  const rows = [...listAt(json, "externalIdentifier"), ...listAt(json, "externalIdentifiers")];
  return textAt(rows.find((row) => kind.test(textAt(row, "externalIdentifierType") ?? "")), "identifier");
}

/** "operating-system" of "operatingSystem". */
function kebab(word: string | null): string | null {
  return word === null ? null : word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
