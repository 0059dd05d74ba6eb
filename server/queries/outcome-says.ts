import type { Receipt, UnderstoodDocument } from "../../contracts/receipt";

type Outcome = "refused" | "conflict" | "pending" | "opaque" | "applied";
type Sentence = Receipt["says"];

/** What became of a document, the worst first. Only what counts is called applied. */
export function outcomeOf({ state, conflict, pending }: Pick<UnderstoodDocument, "state" | "conflict" | "pending">): Outcome {
  if (state === "refused") return "refused";
  if (conflict) return "conflict";
  if (pending) return "pending";
  return state === "opaque" ? "opaque" : "applied";
}

const WORDS: Record<Exclude<Outcome, "applied">, string> = {
  refused: "refused", conflict: "in conflict", pending: "pending", opaque: "kept without being understood",
};

/** "2 of 3 documents applied, 1 pending. About sha256:aaaa…" `would` speaks of files that are not stored. */
export function outcomeSays(documents: readonly UnderstoodDocument[], would = false): Sentence {
  const counts = { refused: 0, conflict: 0, pending: 0, opaque: 0, applied: 0 };
  for (const document of documents) counts[outcomeOf(document)] += 1;
  const parts = (["refused", "conflict", "pending", "opaque"] as const).filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${WORDS[one]}`);
  const lead = `${counts.applied} of ${plural(documents.length, "document")} ${would ? "would be applied" : "applied"}`;
  return { lead, rest: `${parts.length === 0 ? "" : `, ${parts.join(", ")}`}.${about(documents)}` };
}

/** What a receipt says before and after its documents are read. */
export function receiptSays({ state, submissions }: Pick<Receipt, "state" | "submissions">): Sentence {
  const documents = submissions.flatMap((submission) => submission.documents);
  if (documents.length > 0) return outcomeSays(documents);
  const waiting = state === "stored" || state === "processing";
  return waiting ? { lead: `${plural(submissions.length, "file")} stored.`, rest: " Nothing is read yet." } : { lead: "No document was read.", rest: "" };
}

function about(documents: readonly UnderstoodDocument[]): string {
  const bound = new Set<string>();
  for (const { bindings } of documents) for (const { digest, state } of bindings) if (digest !== null && state !== "conflict" && state !== "pending") bound.add(digest);
  const [only] = bound;
  if (only === undefined) return " Nothing of it is bound to a digest.";
  return bound.size === 1 ? ` About ${only.slice(0, 15)}…` : ` About ${bound.size} digests.`;
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
