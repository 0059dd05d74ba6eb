import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { fail, ok, type Result } from "../../domain/model/problem";
import type { ParseLimits } from "./parsed-document";

/** Takes the compression off a file that is itself compressed. Runs in the parsing thread. Problem: ingest/unpack. */
export function unpackFile(bytes: Uint8Array, layer: "gzip" | "zstd", limits: ParseLimits): Result<Uint8Array> {
  const byRatio = Math.max(1024 * 1024, bytes.byteLength * limits.maxRatio);
  const maxOutputLength = Math.min(limits.maxDocumentBytes, byRatio);
  try {
    return ok(layer === "gzip" ? gunzipSync(bytes, { maxOutputLength }) : zstdDecompressSync(bytes, { maxOutputLength }));
  } catch (error) {
    if (error instanceof RangeError) {
      const name = maxOutputLength === limits.maxDocumentBytes ? "bytes of a document" : "unpacked bytes of this file";
      return fail({ code: "ingest/unpack", detail: `The ${layer} content is larger than accepted.`, limit: { name, max: maxOutputLength } });
    }
    return fail({ code: "ingest/unpack", detail: `The ${layer} content is broken: ${error instanceof Error ? error.message : String(error)}` });
  }
}
