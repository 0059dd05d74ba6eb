import { fail, ok, type Result } from "../../model/problem";
import { escapePointer } from "../shared/pointer";
import { isObject, type JsonObject, listAt, textAt } from "../shared/values";

export interface Element {
  json: JsonObject;
  /** Type in its compact form: "software_Package", "Relationship". */
  type: string;
  /** spdxId or blank node; null where the element has neither. */
  id: string | null;
  at: string;
}

/** All elements in their order, those that stand inside others behind them, and by id; where ids occur again, the first. */
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
  const topmost = elements.slice();
  for (const { json: inside, at } of topmost) addInside(inside, at, elements, byId);
  return ok({ elements, byId });
}

/**
 * Elements that stand where they are referred to (JSON-LD allows it, and an element that is named once may be written
 * so). Hashes, identifiers and the like have a type and no id, and are no elements; a package is one without an id too.
 */
function addInside(value: unknown, at: string, elements: Element[], byId: Map<string, Element>): void {
  const members: [string, unknown][] = Array.isArray(value) ? value.map((item, i) => [String(i), item]) : isObject(value) ? Object.entries(value) : [];
  for (const [key, member] of members) {
    if (typeof member !== "object" || member === null) continue;
    const place = `${at}/${escapePointer(key)}`;
    const type = isObject(member) ? typeOf(member) : null;
    const id = textAt(member, "spdxId") ?? textAt(member, "@id");
    if (isObject(member) && type !== null && (id === null ? type.endsWith("Package") : !byId.has(id))) {
      const element = { json: member, type, id, at: place };
      elements.push(element);
      if (id !== null) byId.set(id, element);
    }
    addInside(member, place, elements, byId);
  }
}

/** One class, as text or as a list of one. "software_Package" of "software_Package", "software:Package" and "https://spdx.org/rdf/3.0.1/terms/Software/Package". */
function typeOf(value: JsonObject): string | null {
  const stated = value["type"] ?? value["@type"];
  const text: unknown = Array.isArray(stated) && stated.length === 1 ? stated[0] : stated;
  if (typeof text !== "string" || text === "") return null;
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

/** The first element a member refers to, whether it stands in the graph or inside the member. */
export function elementAt(json: JsonObject, key: string, graph: Graph): JsonObject | null {
  const value = json[key];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (isObject(first) && typeOf(first) !== null) return first;
  const id = typeof first === "string" ? first : (textAt(first, "spdxId") ?? textAt(first, "@id") ?? "");
  return graph.byId.get(id)?.json ?? (isObject(first) ? first : null);
}

/** Ids of elements that the document takes from others; 3.0.0 calls the member in the plural. */
export function importedIds(graph: Graph): Set<string> {
  const documents = graph.elements.filter(({ type }) => type === "SpdxDocument");
  const rows = documents.flatMap(({ json }) => [...listAt(json, "import"), ...listAt(json, "imports")]);
  return new Set(rows.map((row) => textAt(row, "externalSpdxId")).filter((id) => id !== null));
}

/** Last step of an entry of a vocabulary: "cve" of "cve" and of "https://spdx.org/rdf/3.0.1/terms/Core/ExternalIdentifierType/cve". */
export function entryOf(text: string | null): string | null {
  return text === null ? null : text.slice(text.lastIndexOf("/") + 1);
}

/** What the standard has for "nothing" and "nobody says". */
export const NOTHING = /(?:NoAssertion|None)(?:License|Element)?$|^(?:NOASSERTION|NONE)$/;

export function isRelationship({ type }: Element): boolean {
  return type.endsWith("Relationship");
}

/** "from" and every "to" of the relationships of some types. */
export function related(graph: Graph, types: ReadonlySet<string>): { from: string; to: string }[] {
  return graph.elements.filter((element) => isRelationship(element) && types.has(entryOf(textAt(element.json, "relationshipType")) ?? "")).flatMap(({ json }) => {
    const [from] = references(json, "from");
    return from === undefined ? [] : references(json, "to").map((to) => ({ from, to }));
  });
}
