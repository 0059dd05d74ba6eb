import { fail, ok, type Result } from "../../model/problem";
import { isObject, type JsonObject, listAt, textAt } from "../shared/values";

export interface Element {
  json: JsonObject;
  /** Type in its compact form: "software_Package", "Relationship". */
  type: string;
  /** spdxId or blank node; null where the element has neither. */
  id: string | null;
  at: string;
}

/** All elements in their order, and by id; where ids occur again, the first. */
export interface Graph {
  elements: Element[];
  byId: ReadonlyMap<string, Element>;
}

/**
 * Elements of "@graph", or the one element that the document itself is (SPDX 3.0 serialization, JSON-LD compact form).
 * Codes: spdx3/graph, spdx3/element.
 */
export function readGraph(json: JsonObject): Result<Graph> {
  const listed = "@graph" in json;
  if (listed && !Array.isArray(json["@graph"])) return fail({ code: "spdx3/graph", detail: "@graph is a list of elements", at: "/@graph" });
  const values: unknown[] = listed ? listAt(json, "@graph") : [json];
  const elements: Element[] = [];
  const byId = new Map<string, Element>();
  for (const [i, value] of values.entries()) {
    const at = listed ? `/@graph/${i}` : "";
    if (!isObject(value)) return fail({ code: "spdx3/element", detail: "an element is an object", at });
    const type = typeOf(value);
    if (type === null) return fail({ code: "spdx3/element", detail: "an element states its type", at: `${at}/type` });
    const element = { json: value, type, id: textAt(value, "spdxId") ?? textAt(value, "@id"), at };
    elements.push(element);
    if (element.id !== null && !byId.has(element.id)) byId.set(element.id, element);
  }
  return ok({ elements, byId });
}

/** "software_Package" of "software_Package", "software:Package" and "https://spdx.org/rdf/3.0.1/terms/Software/Package". */
function typeOf(value: JsonObject): string | null {
  const text = textAt(value, "type") ?? textAt(value, "@type");
  if (text === null) return null;
  const term = /^https?:\/\/spdx\.org\/rdf\/[^/]{1,16}\/terms\/([A-Za-z]+)\/([A-Za-z]+)$/.exec(text);
  if (term?.[1] === undefined || term[2] === undefined) return text.replace(":", "_");
  return term[1] === "Core" ? term[2] : `${term[1].toLowerCase()}_${term[2]}`;
}

/** References of a member: one or a list, as text or as an object that stands inside. */
export function references(json: JsonObject, key: string): string[] {
  const value = json[key];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => (typeof item === "string" ? [item] : (textAt(item, "spdxId") ?? textAt(item, "@id") ?? [])));
}

/** The element a member refers to, whether it stands in the graph or inside the member. */
export function elementAt(json: JsonObject, key: string, graph: Graph): JsonObject | null {
  const value = json[key];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (isObject(first)) return first;
  return typeof first === "string" ? (graph.byId.get(first)?.json ?? null) : null;
}

export function isRelationship({ type }: Element): boolean {
  return type.endsWith("Relationship");
}

/** "from" and every "to" of the relationships of some types. */
export function related(graph: Graph, types: ReadonlySet<string>): { from: string; to: string }[] {
  return graph.elements.filter((element) => isRelationship(element) && types.has(textAt(element.json, "relationshipType") ?? "")).flatMap(({ json }) => {
    const [from] = references(json, "from");
    return from === undefined ? [] : references(json, "to").map((to) => ({ from, to }));
  });
}
