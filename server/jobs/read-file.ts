import { createHash } from "node:crypto";
import { needsDecompression } from "../../domain/ingest/decode";
import { readDocument } from "../../domain/ingest/read-document";
import type { Problem } from "../../domain/model/problem";
import { flatten, type ParsedDocument, type ParseRequest } from "./parsed-document";
import { unpackFile } from "./unpack-file";

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Every document of one file. A compressed file is evidence of its own, and what it holds is its child "content". */
export function readFile({ bytes, sha256, fileName, limits }: ParseRequest): ParsedDocument[] {
  const readLimits = { maxComponents: limits.maxComponents };
  const layer = needsDecompression(bytes);
  if (bytes.byteLength > limits.maxDocumentBytes) return [unread(bytes, sha256, fileName, null, tooLarge(bytes.byteLength, limits.maxDocumentBytes))];
  if (layer !== "gzip" && layer !== "zstd") return flatten(readDocument({ bytes, sha256, hint: fileName, sha256Of, limits: readLimits }));
  const content = unpackFile(bytes, layer, limits);
  if (!content.ok) return [unread(bytes, sha256, fileName, layer, content.problem)];
  const inner = readDocument({ bytes: content.value, sha256: sha256Of(content.value), hint: fileName.replace(/\.(?:gz|zst)$/i, ""), sha256Of, limits: readLimits });
  const documents = flatten(inner, "content", "");
  return [{ ...unread(bytes, sha256, fileName, layer, null), identities: documents[0]?.identities ?? [] }, ...documents];
}

function unread(bytes: Uint8Array, sha256: string, hint: string, carrier: string | null, problem: Problem | null): ParsedDocument {
  return {
    path: "", parentPath: null, sha256, hint, carrier, problem,
    state: problem === null ? "read" : "refused",
    sizeBytes: bytes.byteLength, room: null, reading: null, identities: [], notes: [], signatures: 0,
  };
}

function tooLarge(got: number, max: number): Problem {
  return { code: "ingest/too-large", detail: "The document is larger than what is read; it is kept as it is.", limit: { name: "bytes of a document", max, got } };
}
