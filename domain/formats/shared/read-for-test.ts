import type { Reading } from "../../model/document";
import { type DocumentNode, readDocument } from "../../ingest/read-document";

/** Tests only: no SHA-256, but as long as one and the same for the same bytes (FNV-1a). */
export function sha256Of(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0").repeat(8);
}

/** Tests only: reads text or a value the way the worker reads a file. */
export function readText(value: unknown, limits: Parameters<typeof readDocument>[0]["limits"] = {}): DocumentNode {
  const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
  return readDocument({ bytes, sha256: sha256Of(bytes), hint: null, sha256Of, limits });
}

/** Tests only: the reading of a document that must be read. */
export function readingOf(value: unknown): Reading {
  const node = readText(value);
  if (node.reading === null) throw new Error(`not read: ${node.state} ${node.problem?.code ?? ""} ${node.problem?.at ?? ""}`);
  return node.reading;
}

/** Tests only: code and place of the refusal. */
export function refusalOf(value: unknown): string {
  const { problem, state } = readText(value);
  return problem === null ? state : `${problem.code} ${problem.at ?? ""}`.trim();
}

export function noteCodes(reading: Reading): string[] {
  return reading.notes.map((note) => note.code);
}
