import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, objectAt, plural, textAt, textsAt } from "../shared/values";
import { checkElements } from "./check";
import { readIdentities } from "./identities";
import { type Packages, readPackages } from "./packages";

/**
 * SPDX 2.x JSON (ISO/IEC 5962 and its successors). Packages are the inventory, except the described one when it is
 * the image itself. Codes: spdx/version, /packages, /package, /relationships, /too-many.
 */
export const spdxJson: FormatRoom = {
  id: "spdx-json",
  title: "SPDX 2 JSON",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "spdxVersion" in json && !("@graph" in json),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const version = textAt(json, "spdxVersion");
  if (version === null || !/^SPDX-2\.\d/.test(version)) return refuse("spdx/version", "spdxVersion is SPDX-2.x", "/spdxVersion");
  for (const key of ["packages", "relationships", "files"] as const) {
    if (json[key] !== undefined && json[key] !== null && !Array.isArray(json[key])) return refuse(`spdx/${key}`, `${key} is a list`, `/${key}`);
  }
  const notes = new Notes();
  if (!/^SPDX-2\.[0-3]$/.test(version)) notes.warn("spdx/unknown-version", "this version of SPDX 2 is not known; read by the rules of 2.3", "/spdxVersion");
  const packages = readPackages(json, document.limits, notes);
  if (!packages.ok) return packages;
  checkElements(json, notes);
  return ok(describe(json, version.slice(5), packages.value, notes));
}

function describe(json: JsonObject, version: string, packages: Packages, notes: Notes): Reading {
  const creation = objectAt(json, "creationInfo");
  const tool = readTool(textsAt(creation, "creators"));
  const { components } = packages;
  if (listAt(json, "packages").length === 0) notes.warn("spdx/empty", "the document lists no package", "/packages");
  return reading({
    room: spdxJson.id,
    revision: spdxJson.revision,
    formatVersion: version,
    summary: `SPDX ${version} SBOM${tool ? ` by ${[tool.name, tool.version].filter(Boolean).join(" ")}` : ""}, ${plural(components.length, "component")}`,
    identities: readIdentities(json, tool?.name ?? null),
    observedAt: instant(creation["created"]),
    tool,
    facts: { sbom: { components, dependencyCount: listAt(json, "relationships").length, complete: null, os: packages.os, serialNumber: textAt(json, "documentNamespace") } },
    notes: notes.list(),
    counts: {
      packages: listAt(json, "packages").length,
      relationships: listAt(json, "relationships").length,
      with_purl: packages.withPurl,
      duplicate_SPDXIDs: packages.duplicates,
    },
  });
}

/** "Tool: syft-1.2.3": the version starts at the last hyphen that a digit or "v" follows. */
function readTool(creators: string[]): { name: string; version: string | null } | null {
  const text = creators.find((creator) => creator.startsWith("Tool:"))?.slice(5).trim();
  if (text === undefined || text === "") return null;
  const match = /^(.{1,200}?)-(v?\d[\w.+~-]{0,100})$/.exec(text);
  return match?.[1] === undefined ? { name: text, version: null } : { name: match[1], version: match[2] ?? null };
}
