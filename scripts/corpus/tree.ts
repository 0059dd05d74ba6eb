import type { DocumentNode } from "../../domain/ingest/read-document";
import type { ParsedDocument } from "../../server/jobs/parsed-document";

/** One document of a file with what is inside it, as far as it is compared. */
export interface CorpusNode extends Pick<DocumentNode, "path" | "state" | "room" | "problem" | "claims" | "notes" | "carrier"> {
  reading: Pick<NonNullable<DocumentNode["reading"]>, "counts" | "notes" | "facts"> | null;
  /** Compression or archive it is. */
  packed: string | null;
  children: CorpusNode[];
}

const CARRIERS = new Set(["json-lines", "json-sequence", "chatter", "yaml-documents"]);

/** The documents of one file, which the reader hands over as a list, as the tree they stand for. */
export function treeOf(documents: readonly ParsedDocument[]): CorpusNode {
  const nodes = new Map(documents.map((document) => [document.path, toNode(document)]));
  for (const { path, parentPath } of documents) {
    const node = nodes.get(path);
    if (node !== undefined && parentPath !== null) nodes.get(parentPath)?.children.push(node);
  }
  const root = nodes.get("");
  if (root === undefined) throw new Error("A file is its own first document.");
  return root;
}

function toNode({ path, state, carrier, room, reading, problem, notes }: ParsedDocument): CorpusNode {
  const carries = carrier !== null && CARRIERS.has(carrier);
  return { path, state: carries && state === "read" ? "carrier" : state, room, problem, claims: [], notes, reading, carrier: carries ? (carrier as DocumentNode["carrier"]) : null, packed: carries ? null : carrier, children: [] };
}

export function* eachCorpusNode(node: CorpusNode): Generator<CorpusNode> {
  yield node;
  for (const child of node.children) yield* eachCorpusNode(child);
}
