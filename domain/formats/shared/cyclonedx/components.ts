import type { ComponentFact, SbomFacts } from "../../../model/document";
import { fail, ok, type Result } from "../../../model/problem";
import type { ReadLimits } from "../../room";
import { component, packageParts } from "../packages";
import { type Notes, tooMany } from "../reading";
import { isObject, type JsonObject, listAt, objectAt, sha256Hex, textAt } from "../values";
import { noteForms, noteGaps } from "./gaps";
import { licenceNames } from "./licences";

export interface Components {
  components: ComponentFact[];
  /** Every bom-ref of the document, `metadata.component` and services included. */
  refs: Map<string, ComponentFact | null>;
  /** The component that was read out of an object: for what hangs at the component itself and names no ref. */
  byObject: Map<object, ComponentFact>;
  withPurl: number;
  withoutVersion: number;
  withHash: number;
  os: SbomFacts["os"];
}

const MAX_NESTING = 32;

/** All components, nested ones after their parent; `metadata.component` is the subject and not part of the inventory. */
export function readComponents(json: JsonObject, limits: ReadLimits, notes: Notes): Result<Components> {
  const found: Components = { components: [], refs: new Map(), byObject: new Map(), withPurl: 0, withoutVersion: 0, withHash: 0, os: null };
  const subject = objectAt(objectAt(json, "metadata"), "component");
  noteForms(textAt(subject, "purl"), textAt(subject, "cpe"), "/metadata/component", notes);
  collectRefs([subject], "components", found.refs, 0);
  const walked = walk(listAt(json, "components"), "/components", 1, { found, limits, notes });
  if (!walked.ok) return walked;
  collectRefs(listAt(json, "services"), "services", found.refs, 0);
  return ok(found);
}

interface Walk {
  found: Components;
  limits: ReadLimits;
  notes: Notes;
}

function walk(list: readonly unknown[], at: string, depth: number, context: Walk): Result<null> {
  const { found, limits } = context;
  if (depth > MAX_NESTING) return fail({ code: "cyclonedx/too-deep", detail: "components nested deeper than accepted", at, limit: { name: "nested components", max: MAX_NESTING, got: depth } });
  for (const [i, value] of list.entries()) {
    const place = `${at}/${i}`;
    if (!isObject(value)) return fail({ code: "cyclonedx/component", detail: "a component is an object", at: place });
    if (found.components.length >= limits.maxComponents) return tooMany("cyclonedx", "components", limits.maxComponents, found.components.length + 1, place);
    const wrong = wrongMember(value);
    if (wrong !== null) return fail({ code: "cyclonedx/component", detail: wrong.detail, at: `${place}/${wrong.key}` });
    add(value, place, context);
    const inner = walk(listAt(value, "components"), `${place}/components`, depth + 1, context);
    if (!inner.ok) return inner;
  }
  return ok(null);
}

/** Members that facts are read from must have their type. A name that is missing is as good as an empty one. */
function wrongMember(value: JsonObject): { key: string; detail: string } | null {
  for (const key of ["name", "type", "version", "purl", "cpe", "group", "bom-ref"]) {
    const member = value[key];
    if (member !== undefined && member !== null && typeof member !== "string") return { key, detail: `${key} is text` };
  }
  const nested = value["components"];
  if (nested !== undefined && nested !== null && !Array.isArray(nested)) return { key: "components", detail: "components is a list" };
  return null;
}

function add(value: JsonObject, at: string, { found, notes }: Walk): void {
  const purlText = textAt(value, "purl");
  const type = textAt(value, "type") ?? "library";
  const parts = packageParts({ purlText, type, namespace: textAt(value, "group"), name: textAt(value, "name") ?? "", version: textAt(value, "version") });
  const ref = textAt(value, "bom-ref");
  const properties = trivyAndSyftProperties(value);
  const fact = component(parts, at, {
    ref,
    cpe: textAt(value, "cpe"),
    supplier: textAt(objectAt(value, "supplier"), "name") ?? textAt(value, "publisher"),
    licences: licenceNames(value["licenses"]),
    ...properties,
  });
  found.components.push(fact);
  found.byObject.set(value, fact);
  if (purlText !== null) found.withPurl += 1;
  if (textAt(value, "version") === null) found.withoutVersion += 1;
  if (listAt(value, "hashes").length > 0) found.withHash += 1;
  noteGaps(value, at, notes);
  if (textAt(value, "name") === null) notes.warn("cyclonedx/empty-name", "a component has no name; its purl's is taken where it has one", `${at}/name`);
  if (ref !== null && found.refs.get(ref)) notes.warn("cyclonedx/duplicate-ref", "two components carry the same bom-ref", `${at}/bom-ref`);
  if (ref !== null) found.refs.set(ref, fact);
  const name = textAt(value, "name");
  if (type === "operating-system" && name !== null) found.os ??= { id: name, version: textAt(value, "version") };
}

/** Layer and paths are not in the standard; the two common tools write them as properties. */
function trivyAndSyftProperties(value: JsonObject): Pick<ComponentFact, "layer" | "paths"> {
  const paths: string[] = [];
  let layer: ComponentFact["layer"] = null;
  for (const property of listAt(value, "properties")) {
    const name = textAt(property, "name") ?? "";
    const text = textAt(property, "value");
    if (text === null) continue;
    if (name === "aquasecurity:trivy:LayerDiffID" || /^syft:location:\d+:layerID$/.test(name)) layer ??= sha256Hex(text);
    if (name === "aquasecurity:trivy:FilePath" || /^syft:location:\d+:path$/.test(name)) paths.push(text);
  }
  return { layer, paths: paths.slice(0, 8) };
}

/** Refs that are no inventory: the subject with its parts, and services. */
function collectRefs(list: readonly unknown[], key: string, refs: Components["refs"], depth: number): void {
  if (depth > MAX_NESTING) return;
  for (const entry of list) {
    const ref = textAt(entry, "bom-ref");
    if (ref !== null && !refs.has(ref)) refs.set(ref, null);
    collectRefs(listAt(entry, key), key, refs, depth + 1);
  }
}
