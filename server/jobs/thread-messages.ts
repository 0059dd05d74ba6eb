import type { ParsedDocument, ParseRequest } from "./parsed-document";

/** A file to read, then its bytes one piece for each time the thread asks; null says that was all. */
export type ToThread = { type: "file"; file: Omit<ParseRequest, "pieces"> } | { type: "piece"; bytes: Uint8Array | null };

export type FromThread = { type: "next" } | { type: "documents"; documents: ParsedDocument[] };
