import type { ComponentFact, DependencyGraph, Reading } from "../../model/document";
import { fail, ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { distroOf, imageCounts, imageIdentities, imageSource } from "../shared/anchore-source";
import { ecosystemOf } from "../shared/ecosystems";
import { type DependencyStatement, dependencyGraph } from "../shared/dependency-graph";
import { component, packageParts } from "../shared/packages";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, objectAt, plural, sha256Hex, tally, textAt } from "../shared/values";

/** Syft's own JSON, schema 1 to 16. Codes: syft/artifacts, /artifact, /too-many. */
export const syftJson: FormatRoom = {
  id: "syft-json",
  title: "Syft JSON",
  revision: 2,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "artifacts" in json && "source" in json && "descriptor" in json && isSyft(json),
  read,
};

function isSyft(json: JsonObject): boolean {
  return textAt(objectAt(json, "descriptor"), "name") === "syft" || (textAt(objectAt(json, "schema"), "url") ?? "").includes("/syft/");
}

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const list = json["artifacts"] ?? [];
  if (!Array.isArray(list)) return refuse("syft/artifacts", "artifacts is a list", "/artifacts");
  if (list.length > document.limits.maxComponents) return tooMany("syft", "artifacts", document.limits.maxComponents, list.length, "/artifacts");
  const notes = new Notes();
  const components: ComponentFact[] = [];
  for (const [i, value] of list.entries()) {
    const at = `/artifacts/${i}`;
    if (!isObject(value) || textAt(value, "name") === null) return fail({ code: "syft/artifact", detail: "an artifact has a name", at: `${at}/name` });
    components.push(readArtifact(value, at, notes));
  }
  return ok(describe(json, components, notes));
}

function readArtifact(value: JsonObject, at: string, notes: Notes): ComponentFact {
  const purlText = textAt(value, "purl");
  const { type, namespace } = ecosystemOf(textAt(value, "type") ?? "unknown");
  const parts = packageParts({ purlText, type, namespace, name: textAt(value, "name") ?? "", version: textAt(value, "version") });
  if (purlText !== null && parts.purl === null) notes.warn("syft/bad-purl", "this purl does not parse; it is kept as text", `${at}/purl`);
  const locations = listAt(value, "locations");
  const [cpe] = listAt(value, "cpes");
  const cpeText = typeof cpe === "string" ? cpe : textAt(cpe, "cpe");
  if (cpeText !== null && !isCpe(cpeText)) notes.warn("syft/bad-cpe", "this CPE does not parse", `${at}/cpes/0`);
  return component(parts, at, {
    ref: textAt(value, "id"),
    cpe: cpeText,
    licences: listAt(value, "licenses").flatMap((licence) => (typeof licence === "string" ? [licence] : [textAt(licence, "value") ?? ""])).filter((text) => text !== ""),
    layer: sha256Hex(textAt(locations[0], "layerID")),
    paths: locations.map((location) => (typeof location === "string" ? location : textAt(location, "path"))).filter((path) => path !== null).slice(0, 8),
  });
}

/** CPE 2.3 has 13 parts, CPE 2.2 starts with "cpe:/"; escaped colons do not part. */
function isCpe(text: string): boolean {
  return text.startsWith("cpe:/") || (text.startsWith("cpe:2.3:") && text.replaceAll(/\\./g, "_").split(":").length === 13);
}

function describe(json: JsonObject, components: ComponentFact[], notes: Notes): Reading {
  const source = imageSource(json);
  if (source === null) notes.add("info", "syft/no-image", "the source is no image, or names none of its digests", "/source");
  const descriptor = objectAt(json, "descriptor");
  const stated = textAt(descriptor, "version");
  const version = stated === "[not provided]" ? null : stated;
  return reading({
    room: syftJson.id,
    revision: syftJson.revision,
    formatVersion: textAt(objectAt(json, "schema"), "version"),
    summary: `Syft SBOM${version === null ? "" : ` (${version})`}, ${plural(components.length, "component")}`,
    identities: imageIdentities(source),
    observedAt: instant(descriptor["timestamp"]),
    tool: { name: "syft", version },
    facts: { sbom: { components, dependencyCount: listAt(json, "artifactRelationships").length, complete: null, os: distroOf(json), serialNumber: null, graph: graphOf(json, components) } },
    notes: notes.list(),
    counts: { artifacts: components.length, types: tally(listAt(json, "artifacts").map((value) => textAt(value, "type"))), ...imageCounts(source) },
  });
}

/** "dependency-of" reads from what is needed to what needs it. */
function graphOf(json: JsonObject, components: readonly ComponentFact[]): DependencyGraph {
  const ids = new Set(components.flatMap(({ ref }) => (ref === null ? [] : [ref])));
  const files = new Set(listAt(json, "files").map((file) => textAt(file, "id")));
  const source = textAt(objectAt(json, "source"), "id");
  const statements = listAt(json, "artifactRelationships").flatMap((row): DependencyStatement[] => {
    const [needed, by] = [textAt(row, "parent"), textAt(row, "child")];
    return textAt(row, "type") === "dependency-of" && needed !== null && by !== null ? [{ from: by, to: [needed] }] : [];
  });
  return dependencyGraph(ids, (id) => ids.has(id) || id === source || files.has(id), statements);
}
