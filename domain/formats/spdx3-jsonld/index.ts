import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading } from "../shared/reading";
import { noteCompleteness } from "../shared/spdx2/completeness";
import { isObject, plural } from "../shared/values";
import { checkGraph } from "./check";
import { type Creation, readCreation } from "./creation";
import { type Graph, isRelationship, readGraph } from "./graph";
import { needsOf } from "./needs";
import { type Packages, readPackages } from "./packages";

/**
 * SPDX 3.0 JSON-LD in its compact form: the context is a name here and is never fetched. VEX of the security profile
 * is kept and not interpreted. Codes: spdx3/graph, /element, /creation-info, /version, /package, /too-many.
 */
export const spdx3Jsonld: FormatRoom = {
  id: "spdx3-jsonld",
  title: "SPDX 3 JSON-LD",
  revision: 1,
  duplicateKeys: "note",
  sniff,
  read,
};

function sniff({ json }: RawDocument): boolean {
  if (!isObject(json) || ("spdxVersion" in json && !("@graph" in json))) return false;
  const context = json["@context"];
  const names: unknown[] = Array.isArray(context) ? context : [context];
  return names.some((name) => typeof name === "string" && /^https?:\/\/spdx\.(?:org|github\.io)\//.test(name));
}

function read({ json, limits }: RawDocument): Result<Reading> {
  const graph = readGraph(isObject(json) ? json : {});
  if (!graph.ok) return graph;
  const notes = new Notes();
  const document = graph.value.elements.find(({ type }) => type === "SpdxDocument") ?? null;
  const creation = readCreation(graph.value, document, notes);
  if (!creation.ok) return creation;
  const packages = readPackages(graph.value, limits, notes);
  if (!packages.ok) return packages;
  checkGraph(graph.value, notes);
  noteCompleteness(packages.value.components, notes);
  return ok(describe(graph.value, document?.id ?? null, creation.value, packages.value, notes));
}

function describe(graph: Graph, serialNumber: string | null, { version, created, tool }: Creation, found: Packages, notes: Notes): Reading {
  const relationships = graph.elements.filter(isRelationship).length;
  if (found.components.length === 0) notes.warn("spdx3/empty", "the document lists no package", "/@graph");
  return reading({
    room: spdx3Jsonld.id,
    revision: spdx3Jsonld.revision,
    formatVersion: version,
    summary: `SPDX ${version ?? "3"} SBOM${tool ? ` by ${[tool.name, tool.version].filter(Boolean).join(" ")}` : ""}, ${plural(found.components.length, "component")}`,
    identities: found.identities,
    observedAt: created,
    tool,
    facts: { sbom: { components: found.components, dependencyCount: relationships, complete: null, os: found.os, serialNumber, graph: needsOf(graph, found.components) } },
    notes: notes.list(),
    counts: { elements: graph.elements.length, packages: found.packages, relationships, with_purl: found.withPurl, duplicate_SPDXIDs: found.duplicates },
  });
}
