import type { ParsedDocument, ParseRequest } from "./parsed-document";
import type { AnsweredQuestion, VerifyTask } from "./verify-file";

/** A file to read, then its bytes one piece for each time the thread asks; null says that was all. Or signatures to judge. */
export type ToThread =
  | { type: "file"; file: Omit<ParseRequest, "pieces"> }
  | { type: "piece"; bytes: Uint8Array | null }
  | { type: "verify"; task: VerifyTask };

export type FromThread = { type: "next" } | { type: "documents"; documents: ParsedDocument[] } | { type: "verdicts"; verdicts: AnsweredQuestion[] };
