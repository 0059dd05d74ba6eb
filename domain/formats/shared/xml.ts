import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import type { Note } from "../../model/document";
import { fail, ok, type Problem, type Result } from "../../model/problem";

/** One element with its own text. Names are local names; `namespace` is "" where none is declared. */
export interface XmlElement {
  name: string;
  namespace: string;
  /** Attributes by local name where they have no namespace, else by "{namespace}name". Declarations (xmlns) are left out. */
  attributes: ReadonlyMap<string, string>;
  /** Text and CDATA that stand directly in the element, joined and not trimmed. */
  text: string;
  children: readonly XmlElement[];
  parent: XmlElement | null;
  /** Position among the siblings of the same name, from 1; `several` says whether there are others. */
  nth: number;
  several: boolean;
}

export interface XmlLimits {
  maxDepth: number;
  maxAttributes: number;
  maxElements: number;
  /** Characters of one element's text or of one attribute. */
  maxTextChars: number;
}

const XML_LIMITS: XmlLimits = { maxDepth: 64, maxAttributes: 64, maxElements: 2_000_000, maxTextChars: 1024 * 1024 };

export interface XmlDocument {
  root: XmlElement;
  notes: Note[];
}

type Source = { text: string | null; bytes: Uint8Array };
type Open = { -readonly [Key in keyof Omit<XmlElement, "children">]: XmlElement[Key] } & { children: Open[] };

/** How reading stops before the end: with a problem, or because enough was seen. */
class Stop extends Error {
  constructor(readonly problem: Problem | null) {
    super("stop");
  }
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const XMLNS = "http://www.w3.org/2000/xmlns/";
/** A root element stands behind no more than a declaration, comments and a licence header. */
const SNIFFED_CHARS = 64 * 1024;

/**
 * XML 1.0 with namespaces as a tree of elements. A document type declaration is refused whole: without one there are
 * no entities but the five of the standard, no defaults and nothing outside the file. Comments and processing
 * instructions say nothing. Never recursive, so that depth costs no stack.
 * Codes: xml/syntax (at "line 12"), xml/doctype, xml/too-deep, xml/too-many-attributes, xml/too-many-elements,
 * xml/text-too-long. Note: xml/encoding.
 */
export function readXml(source: Source, limits: Partial<XmlLimits> = {}): Result<XmlDocument> {
  const max = { ...XML_LIMITS, ...limits };
  const parser = new SaxesParser({ xmlns: true });
  const builder = new TreeBuilder(max);
  const notes: Note[] = [];
  parser.on("error", (error) => {
    throw new Stop({ code: "xml/syntax", detail: `not well-formed XML: ${wording(error.message)}`, at: `line ${parser.line}` });
  });
  parser.on("doctype", () => {
    throw new Stop({ code: "xml/doctype", detail: "a document type declaration is not accepted", at: `line ${parser.line}` });
  });
  parser.on("xmldecl", ({ encoding }) => {
    const note = encodingNote(encoding, source.bytes);
    if (note !== null) notes.push(note);
  });
  parser.on("attribute", (attribute) => builder.attribute(attribute));
  parser.on("opentag", (tag) => builder.open(tag));
  parser.on("text", (text) => builder.text(text));
  parser.on("cdata", (text) => builder.text(text));
  parser.on("closetag", () => builder.close());
  const stopped = run(() => parser.write(source.text ?? "").close());
  if (stopped?.problem) return fail(stopped.problem);
  if (builder.root === null) return fail({ code: "xml/syntax", detail: "the document has no element", at: "line 1" });
  return ok({ root: builder.root, notes });
}

/** An element that is still open; `latest` holds its newest child of each name once there are many. */
interface Frame {
  element: Open;
  latest: Map<string, Open> | null;
}

const FEW_CHILDREN = 8;

/** Counts siblings of one name: few are looked through, many are kept in a map; most elements need none. */
function append(frame: Frame, element: Open): void {
  const { children } = frame.element;
  if (frame.latest === null && children.length >= FEW_CHILDREN) frame.latest = new Map(children.map((child) => [child.name, child]));
  const before = frame.latest === null ? children.findLast((child) => child.name === element.name) : frame.latest.get(element.name);
  if (before !== undefined) {
    before.several = true;
    element.several = true;
    element.nth = before.nth + 1;
  }
  children.push(element);
  frame.latest?.set(element.name, element);
}

class TreeBuilder {
  root: XmlElement | null = null;
  private readonly stack: Frame[] = [];
  private elements = 0;
  private attributes = 0;

  constructor(private readonly max: XmlLimits) {}

  attribute({ value }: { value: string }): void {
    this.attributes += 1;
    if (this.attributes > this.max.maxAttributes) this.over("xml/too-many-attributes", "attributes", this.max.maxAttributes, this.attributes);
    if (value.length > this.max.maxTextChars) this.over("xml/text-too-long", "characters in a text", this.max.maxTextChars, value.length);
  }

  open(tag: SaxesTagNS): void {
    this.attributes = 0;
    this.elements += 1;
    if (this.stack.length >= this.max.maxDepth) this.over("xml/too-deep", "depth", this.max.maxDepth, this.stack.length + 1);
    if (this.elements > this.max.maxElements) this.over("xml/too-many-elements", "elements", this.max.maxElements, this.elements);
    const frame = this.stack.at(-1);
    const element: Open = { name: tag.local, namespace: tag.uri, attributes: attributesOf(tag.attributes), text: "", children: [], parent: frame?.element ?? null, nth: 1, several: false };
    if (frame === undefined) this.root = element;
    else append(frame, element);
    this.stack.push({ element, latest: null });
  }

  text(text: string): void {
    const element = this.stack.at(-1)?.element;
    if (element === undefined) return;
    const length = element.text.length + text.length;
    if (length > this.max.maxTextChars) this.over("xml/text-too-long", "characters in a text", this.max.maxTextChars, length);
    element.text += text;
  }

  close(): void {
    this.stack.pop();
  }

  private over(code: string, name: string, max: number, got: number): never {
    const element = this.stack.at(-1)?.element;
    throw new Stop({ code, detail: `more ${name} than accepted`, at: element === undefined ? "/" : xmlPath(element), limit: { name, max, got } });
  }
}

function attributesOf(attributes: Record<string, SaxesAttributeNS>): ReadonlyMap<string, string> {
  const own = Object.values(attributes).filter(({ uri }) => uri !== XMLNS);
  return own.length === 0 ? NO_ATTRIBUTES : new Map(own.map(({ uri, local, value }) => [uri === "" ? local : `{${uri}}${local}`, value]));
}

/** Name, namespace and attributes of the root element, null where the text opens none: for telling formats apart. Broken text behind it is not looked at. */
export function xmlRoot(text: string | null): Pick<XmlElement, "name" | "namespace" | "attributes"> | null {
  if (text === null || !/^\s*</.test(text)) return null;
  const parser = new SaxesParser({ xmlns: true });
  let root: Pick<XmlElement, "name" | "namespace" | "attributes"> | null = null;
  parser.on("error", () => undefined);
  parser.on("opentag", (tag) => {
    root = { name: tag.local, namespace: tag.uri, attributes: attributesOf(tag.attributes) };
    throw new Stop(null);
  });
  run(() => parser.write(text.slice(0, SNIFFED_CHARS)));
  return root;
}

function run(work: () => unknown): Stop | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Stop) return error;
    throw error;
  }
}

/** XPath-like place of an element: "/bom/components/component[3]/version". */
export function xmlPath(element: XmlElement): string {
  const steps: string[] = [];
  for (let one: XmlElement | null = element; one !== null; one = one.parent) steps.push(one.several ? `${one.name}[${one.nth}]` : one.name);
  return `/${steps.reverse().join("/")}`;
}

/** Children of this name in the parent's own namespace, or in the one given. */
export function childrenNamed(element: XmlElement | null, name: string, namespace = element?.namespace): XmlElement[] {
  return element === null ? [] : element.children.filter((child) => child.name === name && child.namespace === namespace);
}

export function childNamed(element: XmlElement | null, name: string, namespace = element?.namespace): XmlElement | null {
  return element?.children.find((child) => child.name === name && child.namespace === namespace) ?? null;
}

/** The element's own text without white space around it; null where nothing is left. */
export function ownText(element: XmlElement | null): string | null {
  const text = element?.text.trim() ?? "";
  return text === "" ? null : text;
}

/** What the declaration says against the bytes; one encoding is a part of another where the bytes are plain ASCII. */
function encodingNote(declared: string | undefined, bytes: Uint8Array): Note | null {
  if (declared === undefined) return null;
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const name = declared.toLowerCase();
  const agrees = wide ? /^utf-?16/.test(name) : /^utf-?8$/.test(name) || (!/^(?:utf-?(?:16|32)|ucs|iso-10646)/.test(name) && bytes.every((byte) => byte < 0x80));
  return agrees ? null : { level: "warning", code: "xml/encoding", detail: `the declaration names another encoding than the bytes show; read as ${wide ? "UTF-16" : "UTF-8"}`, at: "line 1" };
}

/** The parser's words without its own position ("1:5: …") and without long pieces of the document. */
function wording(message: string): string {
  return message.replace(/^(?:[^:]*:)?\d+:\d+: /, "").slice(0, 160);
}
