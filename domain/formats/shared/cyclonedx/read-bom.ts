import type { Facts, Reading } from "../../../model/document";
import { ok, type Result } from "../../../model/problem";
import type { FormatRoom } from "../../room";
import { Notes, reading, refuse } from "../reading";
import { instant, isObject, type JsonObject, listAt, numberAt, objectAt, plural, textAt } from "../values";
import { checkDocument } from "./check";
import { type Components, readComponents } from "./components";
import { noteCycles } from "./cycles";
import { graphOf } from "./graph";
import { readIdentities } from "./identities";
import { readTool } from "./tool";
import { type BomSource, readVulnerabilities } from "./vulnerabilities";

const LISTS = ["components", "vulnerabilities", "dependencies", "services"] as const;

/**
 * A CycloneDX bill of materials in the shape of its JSON form, whichever syntax it was written in: inventory, and
 * vulnerabilities as a scan (rows without analysis) or as VEX (rows with one). `versions` are those the syntax has.
 * What breaks the schema without touching a fact is a warning; what a fact would be read from is refused.
 * Codes: cyclonedx/components, /component, /vulnerabilities, /vulnerability, /dependencies, /services, /metadata,
 * /too-many, /too-deep.
 */
export function readBom(json: JsonObject, room: Pick<FormatRoom, "id" | "revision">, versions: ReadonlySet<string>, source: BomSource): Result<Reading> {
  for (const key of LISTS) {
    const list = json[key];
    if (list !== undefined && list !== null && !Array.isArray(list)) return refuse(`cyclonedx/${key}`, `${key} is a list`, `/${key}`);
  }
  const metadata = json["metadata"];
  if (metadata !== undefined && metadata !== null && !isObject(metadata)) return refuse("cyclonedx/metadata", "metadata is an object", "/metadata");
  const notes = new Notes();
  const components = readComponents(json, source.limits, notes);
  if (!components.ok) return components;
  const vulnerabilities = readVulnerabilities(json, components.value, source, notes);
  if (!vulnerabilities.ok) return vulnerabilities;
  checkVersion(json, versions, notes);
  checkDocument(json, components.value.refs, notes);
  noteCycles(json, notes);
  return ok(describe(json, room, components.value, vulnerabilities.value, notes));
}

function checkVersion(json: JsonObject, versions: ReadonlySet<string>, notes: Notes): void {
  const stated = json["specVersion"];
  if (stated === undefined) notes.warn("cyclonedx/no-spec-version", "the document states no specVersion", "/specVersion");
  else if (typeof stated !== "string" || !versions.has(stated)) {
    notes.warn("cyclonedx/unknown-spec-version", "this specVersion is not known; read by the rules of 1.7", "/specVersion");
  }
}

function describe(json: JsonObject, room: Pick<FormatRoom, "id" | "revision">, inventory: Components, found: { facts: Pick<Facts, "scan" | "vex">; count: number }, notes: Notes): Reading {
  const version = typeof json["specVersion"] === "string" ? json["specVersion"] : null;
  const tool = readTool(json);
  const { components } = inventory;
  const facts: Facts = { ...found.facts };
  const vexOnly = components.length === 0 && found.count > 0;
  const dependencyCount = listAt(json, "dependencies").length;
  if (!vexOnly) {
    facts.sbom = {
      components, dependencyCount, complete: completeness(json), os: inventory.os, serialNumber: textAt(json, "serialNumber"),
      bomVersion: bomVersion(json), subjectRef: textAt(objectAt(objectAt(json, "metadata"), "component"), "bom-ref"),
      graph: graphOf(json, inventory), withHash: inventory.withHash,
    };
    if (components.length === 0) notes.warn("cyclonedx/empty", "the document lists no component", "/components");
  }
  const what = [vexOnly ? "" : plural(components.length, "component"), found.count > 0 ? plural(found.count, "vulnerability", "vulnerabilities") : ""].filter((part) => part !== "");
  return reading({
    room: room.id,
    revision: room.revision,
    formatVersion: version,
    summary: `CycloneDX ${version ?? "(no version)"} ${vexOnly ? "vulnerability list" : "SBOM"}${tool ? ` by ${[tool.name, tool.version].filter(Boolean).join(" ")}` : ""}, ${what.join(", ")}`,
    identities: readIdentities(json),
    observedAt: instant(objectAt(json, "metadata")["timestamp"]),
    tool,
    facts,
    notes: notes.list(),
    counts: {
      components_all: components.length,
      with_purl: inventory.withPurl,
      without_version: inventory.withoutVersion,
      vulnerabilities: found.count,
      dependencies: dependencyCount,
      services: listAt(json, "services").length,
    },
  });
}

/** The version of the document itself, by which a BOM-Link names it; 1 where it states none (the standard's default). */
function bomVersion(json: JsonObject): number | null {
  const stated = json["version"] === undefined ? 1 : numberAt(json, "version");
  return stated !== null && Number.isSafeInteger(stated) && stated > 0 ? stated : null;
}

/**
 * What `compositions` say of the whole inventory: incomplete when any part is; complete only when every part is and
 * one of them is the whole (it names the subject, or nothing in particular).
 */
function completeness(json: JsonObject): boolean | null {
  const entries = listAt(json, "compositions");
  const words = entries.map((entry) => textAt(entry, "aggregate"));
  if (words.some((word) => word?.startsWith("incomplete") === true)) return false;
  const subject = textAt(objectAt(objectAt(json, "metadata"), "component"), "bom-ref");
  const wholes = entries.filter((entry) => {
    const named = [...listAt(entry, "assemblies"), ...listAt(entry, "dependencies")];
    return named.length === 0 || (subject !== null && named.includes(subject));
  });
  return wholes.length > 0 && words.every((word) => word === "complete") ? true : null;
}
