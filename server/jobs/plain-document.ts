import { createHash } from "node:crypto";
import type { Problem } from "../../domain/model/problem";
import type { ParsedDocument } from "./parsed-document";

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A file of which nothing was read: kept as it is, a carrier of others, or refused with the reason. */
export function unread({ sha256, sizeBytes, hint }: Pick<ParsedDocument, "sha256" | "sizeBytes" | "hint">, carrier: string | null, problem: Problem | null): ParsedDocument {
  return {
    path: "", parentPath: null, sha256, sizeBytes, hint, carrier, problem,
    state: problem === null ? "read" : "refused",
    room: null, reading: null, identities: [], notes: [], signatures: 0,
  };
}
