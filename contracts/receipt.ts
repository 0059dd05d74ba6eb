import { z } from "zod";
import { actor, bindingState, count, digestText, instant, paging, problem, q, sha256Hex } from "./common";
import { sbomReport } from "./quality";

export const receiptState = z.enum(["stored", "processing", "done", "rejected"]);

/** One digest a document is about, and what led to that: each identity it names and what the held manifests say of it. */
export const receiptBinding = z.object({
  digest: digestText.nullable(),
  state: bindingState,
  why: z.string(),
  because: z
    .array(z.object({ kind: z.string(), digest: digestText, name: z.string().nullable(), at: z.string(), relation: z.string() }))
    .describe("at most 10 identities the document names: index, manifest, manifest-local, repo-digest, image-id or subject"),
});

/** What is understood of one document, before it is stored (preview) and after. */
export const understoodDocument = z.object({
  path: z.string().describe("empty for the file itself, payload/predicate for what was inside"),
  sha256: sha256Hex,
  sizeBytes: count,
  state: z.enum(["read", "opaque", "refused"]),
  format: z.string().nullable().describe("room that claimed it; null when none did"),
  formatTitle: z.string().nullable(),
  version: z.string().nullable(),
  revision: z.int(),
  kind: z.string(),
  summary: z.string(),
  tool: z.string().nullable(),
  observedAt: instant.nullable().describe("the document's own time"),
  signatures: count.describe("signatures around it; checking them is another matter"),
  bindings: z.array(receiptBinding),
  applied: z.record(z.string(), count).describe("rows written, by kind: components, findings, vex_statements …"),
  counts: z.record(z.string(), z.int()).describe("what the reader counted in the document"),
  sbom: sbomReport.nullable().describe("how complete the inventory is; null where there is none"),
  ignored: z.array(problem.extend({ count: count.optional() })),
  warnings: z.array(problem.extend({ count: count.optional() })),
  pending: z.boolean(),
  conflict: z.boolean(),
  why: z.string(),
  resolves: z.array(z.string()).describe("what would settle what is pending, refused or in conflict"),
  problem: problem.nullable(),
});
export type UnderstoodDocument = z.infer<typeof understoodDocument>;

/** What became of one document read out of a submission. */
export const receiptDocument = understoodDocument.extend({ id: z.guid() });
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
  says: z.object({ lead: z.string(), rest: z.string() }).describe("the answer in one sentence"),
  pages: z.array(digestText).describe("digests among the bindings that have a page of their own"),
  submissions: z.array(receiptSubmission),
});
export type Receipt = z.infer<typeof receipt>;

/** A file of a preview: nothing of it is stored. */
export const previewFile = z.object({
  fileName: z.string(),
  sha256: sha256Hex,
  sizeBytes: count,
  held: z.object({ receipt: z.guid(), recordedAt: instant }).nullable().describe("the same bytes under the same image and digest were handed in before"),
  documents: z.array(understoodDocument),
});

/** What handing in would do, by what is held at this moment. */
export const preview = z.object({
  system: z.string(),
  claimedImage: z.string().nullable(),
  claimedDigest: digestText.nullable(),
  claimedTag: z.string().nullable(),
  says: z.object({ lead: z.string(), rest: z.string() }),
  pages: z.array(digestText).describe("digests among the bindings that have a page of their own already"),
  files: z.array(previewFile),
});
export type Preview = z.infer<typeof preview>;

export const receiptOutcome = z.enum(["applied", "refused", "conflict", "pending", "opaque"]);

export const receiptFilters = z.object({
  ...paging,
  q: q.describe("part of a file's name, an image, a hash or who handed it in"),
  state: receiptState.optional(),
  outcome: receiptOutcome.optional().describe("receipts with at least one document that became this"),
});
export type ReceiptFilters = z.infer<typeof receiptFilters>;

export const receiptRow = z.object({
  id: z.guid(),
  state: receiptState,
  actor: z.string(),
  recordedAt: instant,
  doneAt: instant.nullable(),
  files: z.array(z.string()),
  claimedImage: z.string().nullable(),
  claimedDigest: digestText.nullable(),
  documents: z.object({ total: count, applied: count, refused: count, conflict: count, pending: count, opaque: count }),
  problem: problem.nullable(),
});
export type ReceiptRow = z.infer<typeof receiptRow>;

export const evidenceQuery = z.object({
  image: z.string().trim().min(1).max(500).optional(),
  digest: digestText.optional(),
  tag: z.string().trim().min(1).max(128).optional(),
  filename: z.string().trim().min(1).max(255).optional().describe("name of the file when it is sent as the body itself"),
});
