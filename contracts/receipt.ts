import { z } from "zod";
import { actor, bindingState, count, digestText, instant, problem, sha256Hex } from "./common";

export const receiptState = z.enum(["stored", "processing", "done", "rejected"]);

/** What became of one document read out of a submission. */
export const receiptDocument = z.object({
  id: z.guid(),
  path: z.string().describe("empty for the file itself, payload/predicate for what was inside"),
  sha256: sha256Hex,
  state: z.enum(["read", "opaque", "refused"]),
  format: z.string().nullable().describe("room that claimed it; null when none did"),
  version: z.string().nullable(),
  revision: z.int(),
  kind: z.string(),
  summary: z.string(),
  bindings: z.array(z.object({ digest: digestText.nullable(), state: bindingState, why: z.string() })),
  applied: z.record(z.string(), z.int()).describe("rows written, by kind"),
  ignored: z.array(problem.extend({ count: count.optional() })),
  warnings: z.array(problem.extend({ count: count.optional() })),
  pending: z.boolean(),
  conflict: z.boolean(),
  why: z.string(),
  problem: problem.nullable(),
});
export type ReceiptDocument = z.infer<typeof receiptDocument>;

export const receiptSubmission = z.object({
  id: z.guid(),
  fileName: z.string(),
  sha256: sha256Hex,
  sizeBytes: count,
  mediaType: z.string().nullable(),
  claimedImage: z.string().nullable(),
  claimedDigest: digestText.nullable(),
  claimedTag: z.string().nullable(),
  recordedAt: instant,
  documents: z.array(receiptDocument),
});

export const receipt = z.object({
  id: z.guid(),
  system: z.string(),
  state: receiptState,
  actor,
  recordedAt: instant,
  updatedAt: instant,
  doneAt: instant.nullable(),
  attempts: count,
  problem: problem.nullable(),
  submissions: z.array(receiptSubmission),
});
export type Receipt = z.infer<typeof receipt>;

export const evidenceQuery = z.object({
  image: z.string().trim().min(1).max(500).optional(),
  digest: digestText.optional(),
  tag: z.string().trim().min(1).max(128).optional(),
  filename: z.string().trim().min(1).max(255).optional().describe("name of the file when it is sent as the body itself"),
});
