import type { Notes } from "../shared/reading";
import { cycleStart } from "../shared/spdx2/cycles";
import { listAt, textAt } from "../shared/values";
import { type Element, entryOf, type Graph, importedIds, isRelationship, references } from "./graph";
import { isSecurity } from "./security";

/** Classes that this room understands, or that say nothing an inventory is read for. */
const KNOWN = new Set([
  "SpdxDocument", "CreationInfo", "Relationship", "LifecycleScopedRelationship", "Person", "Organization", "Agent", "SoftwareAgent", "Tool",
  "Annotation", "Bom", "Bundle", "software_Sbom", "software_Package", "software_File", "software_Snippet", "software_SoftwareArtifact",
  "ai_AIPackage", "dataset_DatasetPackage", "License", "IndividualElement",
]);
/** Length in hexadecimal digits. */
const HASHES: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128, sha3_256: 64, sha3_384: 96, sha3_512: 128 };
const NEEDS = new Set(["dependsOn", "contains"]);

/** What a graph says against the standard where no fact is read from it, and what it says that is not interpreted. */
export function checkGraph(graph: Graph, notes: Notes): void {
  const documents = graph.elements.filter(({ type }) => type === "SpdxDocument");
  if (documents.length !== 1) notes.warn("spdx3/document", "the graph has exactly one SpdxDocument", documents[1]?.at ?? "/@graph");
  const elsewhere = importedIds(graph);
  const targets = new Map<string, string[]>();
  for (const element of graph.elements) {
    const { json, type, at } = element;
    if (!KNOWN.has(type) && !isSecurity(type) && !/^(?:simple|expanded)licensing_/.test(type)) notes.add("ignored", "spdx3/other-class", "elements of classes that are kept and not interpreted", at);
    if (type !== "CreationInfo") checkElement(element, notes);
    for (const [i, row] of listAt(json, "verifiedUsing").entries()) checkHash(row, `${at}/verifiedUsing/${i}`, notes);
    if (!isRelationship(element)) continue;
    const ends = { from: references(json, "from"), to: references(json, "to") };
    for (const [key, ids] of Object.entries(ends)) {
      if (ids.length === 0) notes.warn("spdx3/relationship", "a relationship names where it starts and where it leads", `${at}/${key}`);
      const dangling = ids.find((id) => !graph.byId.has(id) && !elsewhere.has(id) && !/^https?:\/\/spdx\.org\/(?:rdf|licenses)\//.test(id));
      if (dangling !== undefined) notes.warn("spdx3/dangling-ref", "a relationship names an element that the document does not have", `${at}/${key}`);
    }
    if (textAt(json, "relationshipType") === null) notes.warn("spdx3/relationship", "a relationship states its type", `${at}/relationshipType`);
    const [from] = ends.from;
    if (from === undefined || !NEEDS.has(entryOf(textAt(json, "relationshipType")) ?? "")) continue;
    const needed = targets.get(from);
    if (needed === undefined) targets.set(from, ends.to);
    else for (const id of ends.to) needed.push(id);
  }
  const start = cycleStart(targets);
  if (start !== null) notes.add("info", "spdx/cycle", "dependencies or contents lead back to themselves", graph.byId.get(start)?.at ?? "/@graph");
}

/** Every element but a package, whose id is asked for where it is read. */
function checkElement({ json, type, id, at }: Element, notes: Notes): void {
  if (id === null && !type.endsWith("Package")) notes.warn("spdx3/id", "an element has an spdxId", `${at}/spdxId`);
  if (json["creationInfo"] === undefined) notes.warn("spdx3/element-creation", "an element says by which creation it was made", `${at}/creationInfo`);
}

function checkHash(row: unknown, at: string, notes: Notes): void {
  const length = HASHES[entryOf(textAt(row, "algorithm")) ?? ""];
  const value = textAt(row, "hashValue") ?? "";
  if (length !== undefined && (value.length !== length || !/^[0-9a-fA-F]+$/.test(value))) notes.warn("spdx3/hash", "a hash has the length of its algorithm, in hexadecimal digits", `${at}/hashValue`);
}
