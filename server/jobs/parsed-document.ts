import type { Note, Reading } from "../../domain/model/document";
import type { NamedIdentity } from "../../domain/model/identity";
import type { Problem } from "../../domain/model/problem";
import type { DocumentNode } from "../../domain/ingest/read-document";
import type { Pieces } from "./byte-source";

/** One document of a file as the parsing thread hands it over: a node of the tree without its bytes. */
export interface ParsedDocument {
  path: string;
  /** Path of the document it was found in; null for the file itself. */
  parentPath: string | null;
  state: "read" | "opaque" | "refused";
  sha256: string;
  sizeBytes: number;
  hint: string | null;
  room: string | null;
  reading: Omit<Reading, "children"> | null;
  problem: Problem | null;
  /** What holds other documents without being one: "gzip", "zstd", "json-lines", … */
  carrier: string | null;
  /** Identities that enclosing documents name for it, and its own. */
  identities: NamedIdentity[];
  notes: Note[];
  /** Signatures of the nearest envelope around it. */
  signatures: number;
  /** Its bytes, where it is the outermost document that carries signatures and not the file itself: judged again and again. */
  signedBytes?: Uint8Array;
}

/** A file to be read: its bytes come one piece after the other, since an archive is larger than what is held. */
export interface ParseRequest {
  pieces: Pieces;
  sizeBytes: number;
  sha256: string;
  fileName: string;
  limits: ParseLimits;
}

export interface ParseLimits {
  maxDocumentBytes: number;
  maxComponents: number;
  /** Unpacked to packed, for a file that is itself compressed. */
  maxRatio: number;
  /** Of the files in an archive, unpacked; default 8 GiB. */
  maxArchiveBytes?: number;
  /** Of an archive; default 10,000. */
  maxEntries?: number;
  /** For taking one compression off; default 60. The thread's own deadline stands beside it. */
  maxUnpackSeconds?: number;
}

/** The tree as a list, parents first. */
export function flatten(root: DocumentNode, prefix = "", parentPath: string | null = null): ParsedDocument[] {
  return flattenNode(root, prefix, { parentPath, signatures: 0, signed: false });
}

interface Around {
  parentPath: string | null;
  signatures: number;
  /** Something around it carries signatures: what is inside is judged with it. */
  signed: boolean;
}

function flattenNode(node: DocumentNode, prefix: string, around: Around): ParsedDocument[] {
  const path = [prefix, node.path].filter((part) => part !== "").join("/");
  const signatures = node.reading?.facts.envelope?.signatures.length ?? around.signatures;
  const carries = node.state === "read" && SIGNED_ROOMS.has(node.room ?? "");
  const parsed = toParsed(node, path, around.parentPath, signatures);
  const held = carries && !around.signed && path !== "" && node.bytes.byteLength <= MAX_SIGNED_BYTES ? { signedBytes: node.bytes.slice() } : {};
  return [{ ...parsed, ...held }, ...node.children.flatMap((child) => flattenNode(child, prefix, { parentPath: path, signatures, signed: around.signed || carries }))];
}

/** Rooms whose documents carry signatures. */
export const SIGNED_ROOMS: ReadonlySet<string> = new Set(["dsse", "sigstore-bundle", "simple-signing"]);

/** Of a signed document inside a file; a larger one is shown as not verified, for want of bytes to verify. */
const MAX_SIGNED_BYTES = 32 * 1024 * 1024;

function toParsed(node: DocumentNode, path: string, parentPath: string | null, signatures: number): ParsedDocument {
  const { sha256, hint, room, problem, carrier, inherited } = node;
  const reading = node.reading === null ? null : withoutChildren(node.reading);
  return {
    path, parentPath, sha256, hint, room, reading, problem, carrier, signatures,
    state: node.state === "carrier" ? "read" : node.state,
    sizeBytes: node.bytes.byteLength,
    identities: [...(reading?.identities ?? []), ...inherited, ...fromInside(node)],
    notes: [...node.notes, ...claimNote(node), ...(reading?.notes ?? [])],
  };
}

/** What only wraps one document is about what that document names: an envelope about the subjects of its statement. */
function fromInside(node: DocumentNode): NamedIdentity[] {
  const wraps = node.reading?.facts.envelope !== undefined || node.state === "carrier";
  const [only, ...others] = node.children;
  return wraps && only !== undefined && others.length === 0 ? [...(only.reading?.identities ?? []), ...fromInside(only)] : [];
}

function withoutChildren({ children: _children, ...rest }: Reading): Omit<Reading, "children"> {
  return rest;
}

function claimNote(node: DocumentNode): Note[] {
  if (node.state !== "opaque" || node.claims.length < 2) return [];
  return [{ level: "warning", code: "ingest/ambiguous", detail: `Several readers claim this document (${node.claims.join(", ")}), so none of them reads it.` }];
}
