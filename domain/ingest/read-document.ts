import type { FormatRoom, ReadLimits } from "../formats/room";
import { rooms as registered } from "../formats/registry";
import type { Child, Note, Reading } from "../model/document";
import type { NamedIdentity } from "../model/identity";
import type { Problem } from "../model/problem";
import type { CarrierKind } from "./carriers";
import { textTooLong } from "./check-facts";
import { identify } from "./identify";
import { DEFAULT_READ_LIMITS, DEFAULT_TREE_LIMITS, type TreeLimits } from "./limits";
import { type Prepared, prepare } from "./prepare";

/**
 * One document of a tree. `read`: a room understood it. `carrier`: it only holds others (JSON Lines, YAML documents, chatter).
 * `refused`: it set out to be something and is broken or over a limit. `opaque`: nobody knows it; it is kept as it is.
 */
export interface DocumentNode {
  /** Steps from the root, joined by "/": "" for the file itself, "payload/predicate", "line/3". */
  path: string;
  state: "read" | "carrier" | "refused" | "opaque";
  bytes: Uint8Array;
  sha256: string;
  hint: string | null;
  /** The room that read or refused it. */
  room: string | null;
  reading: Reading | null;
  problem: Problem | null;
  /** Rooms that claimed an opaque document: none or several. */
  claims: string[];
  carrier: CarrierKind | null;
  /** Digests that enclosing documents name for it (statement subjects), outermost first. */
  inherited: NamedIdentity[];
  /** Notes of the way in (encoding, duplicate keys); the room's own are in `reading.notes`. */
  notes: Note[];
  children: DocumentNode[];
}

export interface ReadRequest {
  bytes: Uint8Array;
  /** Lower-case hex SHA-256 of `bytes`. */
  sha256: string;
  /** File name or media type. */
  hint: string | null;
  /** Hash of a child's bytes; handed in because the domain has no crypto of its own. */
  sha256Of: (bytes: Uint8Array) => string;
  limits?: Partial<ReadLimits & TreeLimits>;
  /** Another set of rooms: for tests and for reading with one room alone. */
  rooms?: readonly FormatRoom[];
}

interface Walk {
  request: ReadRequest;
  read: ReadLimits;
  tree: TreeLimits;
  rooms: readonly FormatRoom[];
  documents: number;
}

interface Step {
  path: string;
  bytes: Uint8Array;
  sha256: string;
  hint: string | null;
  inherited: NamedIdentity[];
  depth: number;
  /** Text stood behind this document in its carrier. */
  trailingText: boolean;
}

/**
 * Reads a file and every document inside it. Never throws on input; what cannot be read is a node that says why.
 * Codes beside those of the rooms: json/*, yaml/*, ingest/compressed, ingest/too-deep, ingest/too-many-documents,
 * ingest/duplicate-keys, ingest/text-behind-document, ingest/text-too-long, ingest/room-failed.
 */
export function readDocument(request: ReadRequest): DocumentNode {
  const walk: Walk = {
    request,
    read: { ...DEFAULT_READ_LIMITS, ...request.limits },
    tree: { ...DEFAULT_TREE_LIMITS, ...request.limits },
    rooms: request.rooms ?? registered,
    documents: 0,
  };
  return visit(walk, { path: "", bytes: request.bytes, sha256: request.sha256, hint: request.hint, inherited: [], depth: 0, trailingText: false });
}

/** The node and everything below it, parents first. */
export function* eachNode(node: DocumentNode): Generator<DocumentNode> {
  yield node;
  for (const child of node.children) yield* eachNode(child);
}

function visit(walk: Walk, step: Step): DocumentNode {
  const { path, bytes, sha256, hint, inherited } = step;
  const node: DocumentNode = {
    path, bytes, sha256, hint, inherited,
    state: "opaque", room: null, reading: null, problem: null, claims: [], carrier: null, notes: [], children: [],
  };
  walk.documents += 1;
  if (step.depth > walk.tree.maxDepth) return refused(node, tooDeep(walk.tree.maxDepth, step.depth));
  const prepared = prepare({ bytes, sha256, hint }, walk.read);
  node.notes = prepared.notes;
  if (prepared.carrier !== null) return visitCarrier(walk, step, node, prepared);
  if (prepared.problem !== null) return refused(node, prepared.problem);
  return visitRoom(walk, step, node, prepared);
}

function visitRoom(walk: Walk, step: Step, node: DocumentNode, prepared: Prepared): DocumentNode {
  const found = identify(prepared.raw, walk.rooms);
  if (found.room === null) return { ...node, claims: found.claims };
  const { room } = found;
  node.room = room.id;
  const strict = room.duplicateKeys === "refuse";
  const [duplicate] = prepared.raw.duplicateKeys;
  if (strict && duplicate !== undefined) {
    return refused(node, { code: "ingest/duplicate-keys", detail: "a key occurs twice: a signer and a reader could see different values", at: duplicate });
  }
  if (strict && step.trailingText) {
    return refused(node, { code: "ingest/text-behind-document", detail: `text follows the ${room.title} document`, at: "end of document" });
  }
  const result = readWith(room, prepared);
  if ("problem" in result) return refused(node, result.problem);
  node.state = "read";
  node.reading = result.reading;
  node.children = childrenOf(walk, step, node, result.reading.children);
  return node;
}

/** A room that throws has a defect of ours; the document is refused and the rest of the tree is still read. */
function readWith(room: FormatRoom, prepared: Prepared): { reading: Reading } | { problem: Problem } {
  try {
    const result = room.read(prepared.raw);
    if (!result.ok) return { problem: result.problem };
    const tooLong = textTooLong(result.value);
    return tooLong === null ? { reading: result.value } : { problem: tooLong };
  } catch {
    return { problem: { code: "ingest/room-failed", detail: `the reader "${room.id}" could not finish this document` } };
  }
}

function visitCarrier(walk: Walk, step: Step, node: DocumentNode, prepared: Prepared): DocumentNode {
  const { carrier, utf8 } = prepared;
  if (carrier === null) return node;
  const good = carrier.parts.map((part) => ({ ...part, bytes: utf8.slice(part.start, part.end) }));
  const children: DocumentNode[] = [];
  for (const part of good) {
    if (walk.documents >= walk.tree.maxDocuments) return refused({ ...node, children }, tooMany(walk.tree.maxDocuments));
    const child = { path: join(step.path, part.path), bytes: part.bytes, sha256: walk.request.sha256Of(part.bytes), hint: null };
    children.push(visit(walk, { ...child, inherited: step.inherited, depth: step.depth + 1, trailingText: carrier.trailingText }));
  }
  if (carrier.kind === "chatter" && children.every((child) => child.state === "opaque")) {
    return prepared.problem === null ? node : refused(node, prepared.problem);
  }
  if (carrier.kind === "yaml-documents" && children.every((child) => child.state === "opaque")) return visitRoom(walk, step, node, prepared);
  const notes = carrier.kind === "chatter" ? [...node.notes, textAround(utf8.length, carrier.parts)] : node.notes;
  return { ...node, state: "carrier", carrier: carrier.kind, notes, children };
}

function textAround(total: number, parts: readonly { start: number; end: number }[]): Note {
  const bytes = total - parts.reduce((sum, part) => sum + part.end - part.start, 0);
  return { level: "ignored", code: "ingest/text-around-documents", detail: `${bytes} bytes of text around the JSON were not read` };
}

function childrenOf(walk: Walk, step: Step, node: DocumentNode, children: readonly Child[]): DocumentNode[] {
  const nodes: DocumentNode[] = [];
  for (const child of children) {
    if (walk.documents >= walk.tree.maxDocuments) {
      node.notes.push({ ...tooMany(walk.tree.maxDocuments), level: "ignored", count: children.length - nodes.length });
      break;
    }
    const inherited = [...step.inherited, ...child.identities];
    const place = { path: join(step.path, child.path), bytes: child.bytes, sha256: walk.request.sha256Of(child.bytes), hint: child.hint };
    nodes.push(visit(walk, { ...place, inherited, depth: step.depth + 1, trailingText: false }));
  }
  return nodes;
}

function refused(node: DocumentNode, problem: Problem): DocumentNode {
  return { ...node, state: "refused", problem };
}

function join(path: string, step: string): string {
  return path === "" ? step : `${path}/${step}`;
}

function tooDeep(max: number, got: number): Problem {
  return { code: "ingest/too-deep", detail: "documents inside documents, deeper than accepted", limit: { name: "nested documents", max, got } };
}

function tooMany(max: number): Problem {
  return { code: "ingest/too-many-documents", detail: "more documents in one file than accepted", limit: { name: "documents in a file", max } };
}
