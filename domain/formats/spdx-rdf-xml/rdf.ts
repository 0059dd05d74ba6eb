import { childrenNamed, ownText, type XmlElement } from "../shared/xml";

export const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
export const SPDX = "http://spdx.org/rdf/terms#";
export const RDFS = "http://www.w3.org/2000/01/rdf-schema#";

/** What is said of one subject, wherever in the file it is said. */
export interface Subject {
  /** IRI, "_:" and a blank node's name, or null for one that nothing can refer to. */
  id: string | null;
  /** Class in the vocabulary of SPDX ("Package"), null where none is stated. */
  type: string | null;
  properties: XmlElement[];
  /** Properties written as attributes of the node. */
  attributes: Map<string, string>;
  element: XmlElement;
}

export interface Subjects {
  all: readonly Subject[];
  byId: ReadonlyMap<string, Subject>;
  byElement: ReadonlyMap<XmlElement, Subject>;
}

/** Value of a property: text, a reference, or the subject that stands inside. */
export type Value = { text: string } | { ref: string } | { subject: Subject };

/**
 * Subjects of RDF/XML (W3C Rec. 2014): nodes and properties take turns. The same subject may be described in several
 * places; what they say is put together. Collections, XML literals and reification are not followed: SPDX has none.
 */
export function readSubjects(root: XmlElement): Subjects {
  const all: Subject[] = [];
  const byId = new Map<string, Subject>();
  const byElement = new Map<XmlElement, Subject>();
  const open: XmlElement[] = root.children.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const id = idOf(node);
    const known = id === null ? undefined : byId.get(id);
    const subject: Subject = known ?? { id, type: null, properties: [], attributes: new Map(), element: node };
    if (known === undefined) all.push(subject);
    if (id !== null) byId.set(id, subject);
    byElement.set(node, subject);
    subject.type ??= typeOf(node);
    for (const property of node.children) subject.properties.push(property);
    for (const [name, value] of node.attributes) if (name.startsWith(`{${SPDX}}`)) subject.attributes.set(name.slice(SPDX.length + 2), value);
    const inner = node.children.flatMap((property) => (isResource(property) ? [property] : property.children));
    for (const child of inner.toReversed()) open.push(child);
  }
  return { all, byId, byElement };
}

/** A property that is written like a node without a name of its own. */
function isResource(property: XmlElement): boolean {
  return property.attributes.get(`{${RDF}}parseType`) === "Resource";
}

function idOf(node: XmlElement): string | null {
  const about = node.attributes.get(`{${RDF}}about`);
  const name = node.attributes.get(`{${RDF}}ID`);
  const blank = node.attributes.get(`{${RDF}}nodeID`);
  return about ?? (name === undefined ? (blank === undefined ? null : `_:${blank}`) : `#${name}`);
}

function typeOf(node: XmlElement): string | null {
  if (node.namespace === SPDX) return node.name;
  const [stated] = childrenNamed(node, "type", RDF);
  const resource = stated?.attributes.get(`{${RDF}}resource`);
  return resource?.startsWith(SPDX) ? resource.slice(SPDX.length) : null;
}

/** Values of a property, in their order. */
export function valuesOf(subject: Subject | null, name: string, subjects: Subjects, namespace = SPDX): Value[] {
  if (subject === null) return [];
  const attribute = namespace === SPDX ? subject.attributes.get(name) : undefined;
  const written = subject.properties.filter((property) => property.name === name && property.namespace === namespace).map((property) => valueOf(property, subjects));
  return attribute === undefined ? written : [{ text: attribute }, ...written];
}

function valueOf(property: XmlElement, subjects: Subjects): Value {
  const resource = property.attributes.get(`{${RDF}}resource`);
  const blank = property.attributes.get(`{${RDF}}nodeID`);
  const ref = resource ?? (blank === undefined ? undefined : `_:${blank}`);
  if (ref !== undefined) {
    const subject = subjects.byId.get(ref);
    return subject === undefined ? { ref } : { subject };
  }
  const inner = isResource(property) ? property : property.children[0];
  const subject = inner === undefined ? undefined : subjects.byElement.get(inner);
  return subject === undefined ? { text: ownText(property) ?? "" } : { subject };
}

/** The text, or the name that a reference stands for; null where a subject stands inside. */
export function wordOf(value: Value | undefined): string | null {
  if (value === undefined) return null;
  if ("text" in value) return value.text;
  return "ref" in value ? value.ref : value.subject.id;
}
