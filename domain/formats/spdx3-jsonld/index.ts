import type { Facts, Reading } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse } from "../shared/reading";
import { noteCompleteness } from "../shared/spdx2/completeness";
import { isObject, plural, tally } from "../shared/values";
import { checkGraph } from "./check";
import { contextOf } from "./context";
import { type Creation, readCreation } from "./creation";
import { type Graph, isRelationship, readGraph } from "./graph";
import { needsOf } from "./needs";
import { type Packages, readPackages } from "./packages";
import { readSecurity, type Security } from "./security";

/**
 * SPDX 3.0 JSON-LD in its compact form: the context is a name here and is never fetched. One document may be a bill of
 * materials, VEX (Security profile), or both. Codes: spdx3/context, /graph, /element, /creation-info, /version,
 * /package, /too-many.
 */
export const spdx3Jsonld: FormatRoom = {
  id: "spdx3-jsonld",
  title: "SPDX 3 JSON-LD",
  revision: 2,
  duplicateKeys: "note",
  sniff,
  read,
};

function sniff({ json }: RawDocument): boolean {
  if (!isObject(json) || ("spdxVersion" in json && !("@graph" in json))) return false;
  return contextOf(json) !== null;
}

function read(raw: RawDocument): Result<Reading> {
  const json = isObject(raw.json) ? raw.json : {};
  if (contextOf(json) === "terms") return refuse("spdx3/context", "the document defines its terms itself: only the compact form under the published context of SPDX 3 is read", "/@context");
  const graph = readGraph(json);
  if (!graph.ok) return graph;
  const notes = new Notes();
  const document = graph.value.elements.find(({ type }) => type === "SpdxDocument") ?? null;
  const creation = readCreation(graph.value, document, notes);
  if (!creation.ok) return creation;
  const packages = readPackages(graph.value, raw.limits, notes);
  if (!packages.ok) return packages;
  const security = readSecurity(graph.value, { id: document?.id ?? null, creation: creation.value }, raw, notes);
  if (!security.ok) return security;
  checkGraph(graph.value, notes);
  return ok(describe(graph.value, { id: document?.id ?? null, ...creation.value }, packages.value, security.value, notes));
}

function describe(graph: Graph, document: Creation & { id: string | null }, found: Packages, security: Security, notes: Notes): Reading {
  const { version, created, tool } = document;
  const { vex, detections, flaws } = security;
  const relationships = graph.elements.filter(isRelationship).length;
  const isVexAlone = vex !== null && (!found.isInventory || found.components.length === 0);
  if (!isVexAlone) noteCompleteness(found.components, notes);
  if (!isVexAlone && found.components.length === 0) notes.warn("spdx3/empty", "the document lists no package", "/@graph");
  const sbom = { components: found.components, dependencyCount: relationships, complete: null, os: found.os, serialNumber: document.id, graph: needsOf(graph, found.components) };
  const by = isVexAlone ? ` by ${document.author ?? "nobody named"}` : tool ? ` by ${[tool.name, tool.version].filter(Boolean).join(" ")}` : "";
  const parts = [...(isVexAlone ? [] : [plural(found.components.length, "component")]), ...(vex === null ? [] : [plural(vex.statements.length, "VEX statement")])];
  return reading({
    room: spdx3Jsonld.id,
    revision: spdx3Jsonld.revision,
    formatVersion: version,
    summary: `SPDX ${version ?? "3"} ${isVexAlone ? "VEX" : "SBOM"}${by}, ${parts.join(", ")}`,
    identities: isVexAlone ? [...found.identities, ...productIdentities(vex, found.identities)] : found.identities,
    observedAt: created,
    tool,
    facts: { ...(isVexAlone ? {} : { sbom }), ...scanFacts(document, found, detections), ...(vex === null ? {} : { vex }) },
    notes: notes.list(),
    counts: {
      elements: graph.elements.length, packages: found.packages, relationships, with_purl: found.withPurl, duplicate_SPDXIDs: found.duplicates,
      ...(flaws === 0 && vex === null ? {} : { vulnerabilities: flaws, statements: vex?.statements.length ?? 0, status: tally((vex?.statements ?? []).map(({ status }) => status)) }),
    },
  });
}

/** Nothing says that whoever associated flaws with packages looked for all of them. */
function scanFacts({ created, tool }: Creation, found: Packages, detections: Security["detections"]): Pick<Facts, "scan"> {
  if (detections.length === 0) return {};
  const os = found.os === null ? null : { ...found.os, supported: null };
  return {
    scan: {
      scanner: tool ?? { name: "unknown", version: null }, database: { version: null, updatedAt: null }, startedAt: null, finishedAt: created, status: "undetermined", os,
      targets: [], packagesSeen: found.components.length, detections, secrets: null, misconfigurations: null,
    },
  };
}

/** A VEX is about the images its products name; a bill of materials is about its root alone. */
function productIdentities({ statements }: NonNullable<Security["vex"]>, known: readonly NamedIdentity[]): NamedIdentity[] {
  const found = new Map<string, NamedIdentity>();
  const seen = new Set(known.map(({ sha256 }) => sha256));
  for (const { products, at } of statements) {
    for (const [i, { sha256, id }] of products.entries()) {
      if (sha256 !== null && !seen.has(sha256) && !found.has(sha256)) found.set(sha256, { type: "repo-digest", sha256, name: id, at: `${at}/to/${i}` });
    }
  }
  return [...found.values()];
}
