import { z } from "zod";
import { actor, bindingState, count, digestText, instant, paging, problem, q, sha256Hex, verificationState } from "./common";

/** One document of the evidence: the file it came from, who handed it in, when, how it is bound and verified. */
export const evidenceItem = z.object({
  id: z.string().nullable().describe("E-01 … within a digest; null outside one"),
  documentId: z.guid(),
  sha256: sha256Hex.describe("of this document's bytes"),
  fileSha256: sha256Hex.describe("of the file that was handed in: raw bytes are served under it"),
  fileName: z.string(),
  path: z.string(),
  format: z.string().nullable(),
  version: z.string().nullable(),
  kind: z.string(),
  state: z.enum(["read", "opaque", "refused"]),
  title: z.string(),
  tool: z.string().nullable(),
  sizeBytes: count,
  observedAt: instant.nullable(),
  recordedAt: instant,
  submittedBy: actor,
  claimedImage: z.string().nullable(),
  claimedDigest: digestText.nullable(),
  receipt: z.guid(),
  bindings: z.array(z.object({ digest: digestText.nullable(), state: bindingState, why: z.string() })),
  verification: z.object({
    state: verificationState,
    signer: z.string().nullable(),
    issuer: z.string().nullable(),
    at: instant.nullable(),
    checks: z
      .array(
        z.object({ id: z.string(), name: z.string(), expected: z.string(), got: z.string(), ok: z.boolean().nullable(), required: z.boolean() }),
      )
      .describe("every step; null = not reached or not decidable"),
    signedAt: z.array(z.string()).describe("times of signing that a trusted party signed"),
    log: z.array(z.object({ logId: z.string(), index: z.string(), kind: z.string() })).describe("proven transparency log entries"),
    policy: z.string().nullable().describe("the version of the trust settings that was asked"),
    rule: z.string().nullable(),
    root: z.string().nullable().describe("trust root and its version"),
    about: z.array(digestText).optional().describe("the digests that have this verdict; about others nothing is said"),
  }),
  problem: problem.nullable(),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const evidenceFilters = z.object({
  ...paging,
  q,
  kind: z.string().trim().max(60).optional(),
  status: bindingState.optional(),
  verification: verificationState.optional(),
});
export type EvidenceFilters = z.infer<typeof evidenceFilters>;
