import type { Note, Reading } from "../../../model/document";
import { ok, type Result } from "../../../model/problem";
import type { ReadLimits } from "../../room";
import { Notes, reading, refuse } from "../reading";
import { instant, type JsonObject, listAt, objectAt, plural, textAt, textsAt } from "../values";
import { checkElements } from "./check";
import { noteCompleteness } from "./completeness";
import { noteCycles } from "./cycles";
import { graphOf } from "./graph";
import { readIdentities } from "./identities";
import { type Packages, readPackages } from "./packages";

/** One SPDX 2 document in the members of its JSON form, whatever it was written in. */
export interface Spdx2Document {
  room: string;
  revision: number;
  json: JsonObject;
  limits: ReadLimits;
  /** What the way to `json` had to say, places as uploaded; listed before what the document itself gives rise to. */
  notes?: readonly Note[];
  /** The place of a pointer into `json` in what was uploaded ("line 12"); left out where the pointer is the place. */
  place?: (pointer: string) => string;
}

/**
 * Reading of an SPDX 2.x document (ISO/IEC 5962 and its successors). Packages are the inventory, except the described
 * one when it is the image itself. Codes: spdx/version, /packages, /files, /package, /relationships, /too-many.
 */
export function readSpdx2(document: Spdx2Document): Result<Reading> {
  const result = read(document);
  const { place = (pointer: string) => pointer, notes = [] } = document;
  if (!result.ok) return { ok: false, problem: moved(result.problem, place) };
  const placed = relocate(result.value, place);
  return ok({ ...placed, notes: [...notes, ...placed.notes] });
}

function read(document: Spdx2Document): Result<Reading> {
  const { json } = document;
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
  noteCompleteness(packages.value.components, notes);
  noteCycles(json, notes);
  return ok(describe(document, version.slice(5), packages.value, notes));
}

function describe({ json, room, revision }: Spdx2Document, version: string, packages: Packages, notes: Notes): Reading {
  const creation = objectAt(json, "creationInfo");
  const tool = readTool(textsAt(creation, "creators"));
  const { components } = packages;
  if (listAt(json, "packages").length === 0) notes.warn("spdx/empty", "the document lists no package", "/packages");
  return reading({
    room,
    revision,
    formatVersion: version,
    summary: `SPDX ${version} SBOM${tool ? ` by ${[tool.name, tool.version].filter(Boolean).join(" ")}` : ""}, ${plural(components.length, "component")}`,
    identities: readIdentities(json, tool?.name ?? null),
    observedAt: instant(creation["created"]),
    tool,
    facts: {
      sbom: {
        components, dependencyCount: listAt(json, "relationships").length, complete: null, os: packages.os,
        serialNumber: textAt(json, "documentNamespace"), graph: graphOf(json, components), withHash: packages.withHash,
      },
    },
    notes: notes.list(),
    counts: {
      packages: listAt(json, "packages").length,
      relationships: listAt(json, "relationships").length,
      with_purl: packages.withPurl,
      duplicate_SPDXIDs: packages.duplicates,
    },
  });
}

/** "Tool: syft-1.2.3": the version starts at the last hyphen that a digit or "v" follows; "syft-" has none. */
function readTool(creators: string[]): { name: string; version: string | null } | null {
  const text = creators.find((creator) => creator.startsWith("Tool:"))?.slice(5).trim();
  if (text === undefined || text === "") return null;
  const match = /^(.{1,200}?)-(v?\d[\w.+~-]{0,100})$/.exec(text);
  return match?.[1] === undefined ? { name: text.replace(/-$/, "") || text, version: null } : { name: match[1], version: match[2] ?? null };
}

function relocate(value: Reading, place: (pointer: string) => string): Reading {
  const { sbom } = value.facts;
  const components = sbom?.components.map((fact) => ({ ...fact, at: place(fact.at) }));
  return {
    ...value,
    identities: value.identities.map((identity) => ({ ...identity, at: place(identity.at) })),
    notes: value.notes.map((note) => moved(note, place)),
    facts: sbom === undefined || components === undefined ? value.facts : { ...value.facts, sbom: { ...sbom, components } },
  };
}

function moved<T extends { at?: string }>(value: T, place: (pointer: string) => string): T {
  return value.at === undefined ? value : { ...value, at: place(value.at) };
}
