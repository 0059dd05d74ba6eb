import type { Facts, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, objectAt, plural, textAt } from "../shared/values";
import { checkDocument } from "./check";
import { type Components, readComponents } from "./components";
import { readIdentities } from "./identities";
import { readTool } from "./tool";
import { readVulnerabilities } from "./vulnerabilities";

const KNOWN_VERSIONS = new Set(["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]);

/**
 * CycloneDX JSON 1.2–1.7 (ECMA-424): inventory, and vulnerabilities as a scan (rows without analysis) or as VEX (rows
 * with one). What breaks the schema without touching a fact is a warning; what a fact would be read from is refused.
 * Codes: cyclonedx/bom-format, /components, /component, /vulnerabilities, /dependencies, /too-many, /too-deep.
 */
export const cyclonedxJson: FormatRoom = {
  id: "cyclonedx-json",
  title: "CycloneDX JSON",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && ("bomFormat" in json || /cyclonedx/i.test(textAt(json, "$schema") ?? "")),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  if (json["bomFormat"] !== "CycloneDX") return refuse("cyclonedx/bom-format", 'bomFormat says "CycloneDX"', "/bomFormat");
  for (const key of ["components", "vulnerabilities", "dependencies", "services"] as const) {
    const list = json[key];
    if (list !== undefined && list !== null && !Array.isArray(list)) return refuse(`cyclonedx/${key}`, `${key} is a list`, `/${key}`);
  }
  const metadata = json["metadata"];
  if (metadata !== undefined && metadata !== null && !isObject(metadata)) return refuse("cyclonedx/metadata", "metadata is an object", "/metadata");
  const notes = new Notes();
  const components = readComponents(json, document.limits, notes);
  if (!components.ok) return components;
  const vulnerabilities = readVulnerabilities(json, components.value, document.limits, notes);
  if (!vulnerabilities.ok) return vulnerabilities;
  checkVersion(json, notes);
  checkDocument(json, components.value.refs, notes);
  return ok(describe(json, components.value, vulnerabilities.value, notes));
}

function checkVersion(json: JsonObject, notes: Notes): void {
  const stated = json["specVersion"];
  if (stated === undefined) notes.warn("cyclonedx/no-spec-version", "the document states no specVersion", "/specVersion");
  else if (typeof stated !== "string" || !KNOWN_VERSIONS.has(stated)) {
    notes.warn("cyclonedx/unknown-spec-version", "this specVersion is not known; read by the rules of 1.7", "/specVersion");
  }
}

function describe(json: JsonObject, inventory: Components, found: { facts: Pick<Facts, "scan" | "vex">; count: number }, notes: Notes): Reading {
  const version = typeof json["specVersion"] === "string" ? json["specVersion"] : null;
  const tool = readTool(json);
  const observedAt = instant(objectAt(json, "metadata")["timestamp"]);
  const { components } = inventory;
  const facts: Facts = { ...found.facts };
  const vexOnly = components.length === 0 && found.count > 0;
  if (!vexOnly) facts.sbom = { components, dependencyCount: listAt(json, "dependencies").length, complete: completeness(json), os: inventory.os, serialNumber: textAt(json, "serialNumber") };
  if (facts.sbom && components.length === 0) notes.warn("cyclonedx/empty", "the document lists no component", "/components");
  const what = [vexOnly ? "" : plural(components.length, "component"), found.count > 0 ? plural(found.count, "vulnerability", "vulnerabilities") : ""].filter((part) => part !== "");
  return reading({
    room: cyclonedxJson.id,
    revision: cyclonedxJson.revision,
    formatVersion: version,
    summary: `CycloneDX ${version ?? "(no version)"} ${vexOnly ? "vulnerability list" : "SBOM"}${tool ? ` by ${[tool.name, tool.version].filter(Boolean).join(" ")}` : ""}, ${what.join(", ")}`,
    identities: readIdentities(json),
    observedAt,
    tool,
    facts,
    notes: notes.list(),
    counts: {
      components_all: components.length,
      with_purl: inventory.withPurl,
      without_version: inventory.withoutVersion,
      vulnerabilities: found.count,
      dependencies: listAt(json, "dependencies").length,
      services: listAt(json, "services").length,
    },
  });
}

/** What `compositions` say of the whole inventory: complete only when every aggregate is. */
function completeness(json: JsonObject): boolean | null {
  const aggregates = listAt(json, "compositions").map((entry) => textAt(entry, "aggregate"));
  if (aggregates.every((word) => word === "not_specified" || word === "unknown" || word === null)) return null;
  return aggregates.every((word) => word === "complete");
}
