import type { Receipt, ReceiptRow } from "../../contracts/receipt";
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

export const OUTCOMES = ["applied", "pending", "conflict", "refused", "opaque"] as const;
export const OUTCOME_LABELS: Record<(typeof OUTCOMES)[number], string> = {
  applied: "Some applied", pending: "Some pending", conflict: "Some in conflict", refused: "Some refused", opaque: "Some not understood",
};

/** What became of a receipt's documents in a list: what does not count comes first and is never left out. */
export function documentsText({ documents, state }: Pick<ReceiptRow, "documents" | "state">): { tone: Tone; text: string } {
  const { total, applied, refused, conflict, pending, opaque } = documents;
  if (total === 0) return { tone: "none", text: isWaiting(state) ? "not read yet" : "no document" };
  const parts = [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(conflict > 0 ? [`${conflict} in conflict`] : []),
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(opaque > 0 ? [`${opaque} not understood`] : []),
  ];
  if (parts.length === 0) return { tone: "met", text: total === 1 ? "1 document applied" : `all ${total} documents applied` };
  const tone = refused + conflict > 0 ? "fail" : pending > 0 ? "needs" : "none";
  return { tone, text: `${parts.join(", ")}; ${applied} of ${plural(total, "document")} applied` };
}
