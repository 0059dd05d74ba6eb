import type { Receipt, ReceiptDocument } from "../../contracts/receipt";
import type { Tone } from "../ui/status";
import { plural } from "../ui/prepare-time";

export interface ReceiptStateView {
  tone: Tone;
  word: string;
  means: string;
}

export const RECEIPT_STATES: Record<Receipt["state"], ReceiptStateView> = {
  stored: { tone: "risk", word: "Stored", means: "The bytes are safe and wait to be read." },
  processing: { tone: "risk", word: "Being read", means: "Documents are being read one by one. What is done already counts." },
  done: { tone: "met", word: "Done", means: "Everything was read. Below is what became of each document." },
  rejected: { tone: "breach", word: "Rejected", means: "The bytes are kept, and nothing of them counts." },
};

export const isWaiting = (state: Receipt["state"]): boolean => state === "stored" || state === "processing";

/** "3 documents: 2 applied, 1 pending." Conflicts and refusals first. */
export function receiptSentence(receipt: Receipt): { lead: string; rest: string } {
  const documents = receipt.submissions.flatMap((submission) => submission.documents);
  if (documents.length === 0) {
    return isWaiting(receipt.state)
      ? { lead: `${plural(receipt.submissions.length, "file")} stored.`, rest: " Nothing is read yet." }
      : { lead: "No document was read.", rest: "" };
  }
  const refused = documents.filter((document) => document.state === "refused").length;
  const conflict = documents.filter((document) => document.conflict).length;
  const pending = documents.filter((document) => document.pending).length;
  const opaque = documents.filter((document) => document.state === "opaque").length;
  const parts: string[] = [];
  if (refused > 0) parts.push(`${refused} refused`);
  if (conflict > 0) parts.push(`${conflict} in conflict`);
  if (pending > 0) parts.push(`${pending} pending`);
  if (opaque > 0) parts.push(`${opaque} kept without being understood`);
  const fine = documents.length - refused - conflict - pending - opaque;
  return { lead: `${fine} of ${plural(documents.length, "document")} applied`, rest: parts.length === 0 ? "." : `, ${parts.join(", ")}.` };
}

/** What became of one document, in one word with its tone. */
export function documentState(document: ReceiptDocument): { tone: Tone; word: string } {
  if (document.state === "refused") return { tone: "fail", word: "Refused" };
  if (document.conflict) return { tone: "fail", word: "In conflict" };
  if (document.pending) return { tone: "needs", word: "Pending" };
  if (document.state === "opaque") return { tone: "none", word: "Kept, not understood" };
  return { tone: "met", word: "Applied" };
}

/** "214 components, 3 findings" from the rows written. */
export function appliedText(document: ReceiptDocument): string {
  const parts = Object.entries(document.applied).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind.replaceAll("_", " ")}`);
  return parts.length === 0 ? "no rows" : parts.join(", ");
}
