import { ok, type Result } from "../../model/problem";
import { type Notes, refuse } from "../shared/reading";
import { instant, isObject, type JsonObject, textAt } from "../shared/values";
import { type Element, elementAt, type Graph, references } from "./graph";

export interface Creation {
  version: string | null;
  created: string | null;
  /** Name of the first who made it; its id where the document does not have it. */
  author: string | null;
  tool: { name: string; version: string | null } | null;
}

/** CreationInfo of the document, or of the first element that has one. Codes: spdx3/version, spdx3/creation-info. */
export function readCreation(graph: Graph, document: Element | null, notes: Notes): Result<Creation> {
  const found = document === null ? firstOf(graph) : (infoOf(document, graph) ?? firstOf(graph));
  const named = document?.json["creationInfo"];
  if (typeof named === "string" && !graph.byId.has(named)) notes.warn("spdx3/dangling-ref", "the document names a creation that it does not have", `${document?.at ?? ""}/creationInfo`);
  if (found === null) return refuse("spdx3/creation-info", "the elements say when and by whom they were made", document?.at ?? "/@graph");
  const { json, at } = found;
  const version = json["specVersion"];
  if (version !== undefined && (typeof version !== "string" || !/^3\.\d/.test(version))) return refuse("spdx3/version", "specVersion is 3.x", `${at}/specVersion`);
  if (version === undefined) notes.warn("spdx3/version-missing", "the document does not say which SPDX 3 it follows; read by the rules of 3.0", `${at}/specVersion`);
  else if (!/^3\.0(?:\.[01])?$/.test(version)) notes.warn("spdx3/unknown-version", "this version of SPDX 3 is not known; read by the rules of 3.0", `${at}/specVersion`);
  const created = instant(json["created"]);
  if (created === null) notes.warn("spdx3/created", "the document says when it was made, as a date", `${at}/created`);
  if (references(json, "createdBy").length === 0 && elementAt(json, "createdBy", graph) === null) notes.warn("spdx3/created-by", "the document names who made it", `${at}/createdBy`);
  return ok({ version: version ?? null, created, author: authorOf(json, graph), tool: toolOf(json, graph) });
}

interface Info {
  json: JsonObject;
  at: string;
}

function firstOf(graph: Graph): Info | null {
  const element = graph.elements.find(({ type }) => type === "CreationInfo");
  if (element !== undefined) return element;
  for (const other of graph.elements) {
    const inside = other.json["creationInfo"];
    if (isObject(inside)) return { json: inside, at: `${other.at}/creationInfo` };
  }
  return null;
}

/** When and by whom one element was made; null where it does not say. `author` is undefined where it names nobody. */
export function creationOf(element: Element, graph: Graph): { created: string | null; author: string | null | undefined } | null {
  const info = infoOf(element, graph);
  if (info === null) return null;
  const named = info.json["createdBy"] !== undefined && (references(info.json, "createdBy").length > 0 || elementAt(info.json, "createdBy", graph) !== null);
  return { created: instant(info.json["created"]), author: named ? authorOf(info.json, graph) : undefined };
}

/** A blank node that is not there names nobody. */
function authorOf(info: JsonObject, graph: Graph): string | null {
  const [id] = references(info, "createdBy");
  const name = textAt(elementAt(info, "createdBy", graph), "name");
  return name ?? (id === undefined || id.startsWith("_:") ? null : id);
}

/** By reference (a blank node), or standing inside the element. */
function infoOf(element: Element, graph: Graph): Info | null {
  const json = elementAt(element.json, "creationInfo", graph);
  const [id] = references(element.json, "creationInfo");
  return json === null ? null : { json, at: json === element.json["creationInfo"] ? `${element.at}/creationInfo` : (graph.byId.get(id ?? "")?.at ?? element.at) };
}

/** The first tool, or agent that is software; "trivy-0.55.0" carries its version behind the last hyphen. */
function toolOf(info: JsonObject, graph: Graph): Creation["tool"] {
  const used = references(info, "createdUsing").map((id) => graph.byId.get(id)?.json);
  const agents = references(info, "createdBy").map((id) => graph.byId.get(id)).filter((element) => element?.type === "SoftwareAgent").map((element) => element?.json);
  const name = [...used, ...agents].map((json) => textAt(json, "name")).find((text) => text !== null);
  if (name === undefined || name === null) return null;
  const match = /^(.{1,200}?)-(v?\d[\w.+~-]{0,100})$/.exec(name);
  return match?.[1] === undefined ? { name, version: null } : { name: match[1], version: match[2] ?? null };
}
