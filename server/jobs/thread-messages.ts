import type { ParsedDocument, ParseRequest } from "./parsed-document";
import type { AnsweredQuestion, VerifyTask } from "./verify-file";

/** A file to read, then its bytes one piece for each time the thread asks; null says that was all. Or signatures to judge. */
export type ToThread =
  | { type: "file"; file: Omit<ParseRequest, "pieces"> }
  | { type: "piece"; bytes: Uint8Array | null }
  | { type: "verify"; task: VerifyTask };

/** "begun" is the first answer to a file or to signatures: from then on time counts. */
export type FromThread = { type: "begun" } | { type: "next" } | { type: "documents"; documents: ParsedDocument[] } | { type: "verdicts"; verdicts: AnsweredQuestion[] };
