import { z } from "zod";
import { controlOutcome, count, digestText, instant, outcomeCounts, platform, problem, severityCounts, sha256Hex } from "./common";

export const sealKind = z.enum(["signature", "provenance", "sbom", "scan", "vex"]);
export const seal = z.object({
  kind: sealKind,
  state: z.enum(["verified", "present", "missing", "failed"]),
  stateWords: z.string(),
  why: z.string(),
  evidence: z.array(z.string()),
  line: z.string().optional().describe("the state in full: Verified by {identity} · {time}, Failed: {step}"),
});
export type SealShape = z.infer<typeof seal>;

export const shape = z.object({
  kind: z.enum(["full-os", "minimal-with-shell", "distroless", "scratch-static", "undetermined"]),
  title: z.string(),
  debug: z.boolean(),
  reasons: z.array(z.object({ fact: z.string(), points: z.string(), evidence: z.array(z.string()) })),
});

export const verdict = z.object({
  result: z.enum(["fail", "needs_evidence", "manual", "pass"]),
  sentence: z.string(),
  basis: z.string(),
});
export type VerdictShape = z.infer<typeof verdict>;

const evidenceIds = z.array(z.string());
export const provenanceAssessment = z.object({
  level: z.object({
    supports: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).describe("SLSA build level that the evidence supports, never above what is verified"),
    track: z.string(),
    says: z.string(),
    evidence: z.string().nullable(),
    reasons: z.array(z.object({ level: z.union([z.literal(1), z.literal(2), z.literal(3)]), lookedFor: z.string(), found: z.string(), met: z.boolean().nullable(), evidence: evidenceIds })),
  }),
  expectations: z.object({
    version: z.int().nullable(),
    state: z.enum(["met", "violated", "cannot_tell", "none"]),
    says: z.string(),
    points: z.array(
      z.object({
        what: z.enum(["source repository", "builder", "branch or tag", "workflow", "build level"]),
        expected: z.string(),
        got: z.string().nullable(),
        state: z.enum(["met", "violated", "cannot_tell"]),
        because: z.string(),
        evidence: evidenceIds,
      }),
    ),
  }),
  bases: z.array(z.object({ name: z.string(), sha256: sha256Hex, by: z.enum(["provenance", "annotation", "label"]), proven: z.boolean(), evidence: z.string().nullable() })),
});
export type ProvenanceShape = z.infer<typeof provenanceAssessment>;

export const frameworkResult = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  counts: outcomeCounts,
  worst: controlOutcome,
});
export type FrameworkResult = z.infer<typeof frameworkResult>;

export const ladder = z.object({
  breached: count,
  within24h: count,
  within7d: count,
  later: count,
  accepted: count,
  noClock: count,
});
export type LadderShape = z.infer<typeof ladder>;

export const digestTag = z.object({
  image: z.string(),
  tag: z.string(),
  from: instant,
  to: instant.nullable().describe("null: still"),
});

/** What one digest comes to. `evaluation` is null until the first evaluation has run: nothing is known, nothing passes. */
export const digestDetail = z.object({
  digest: digestText,
  kind: z.enum(["index", "manifest", "unknown"]),
  mediaType: z.string().nullable(),
  platform: platform.nullable(),
  platforms: z.array(z.object({ digest: digestText, platform: platform.nullable() })),
  parents: z.array(digestText).describe("indexes that list this manifest"),
  configDigest: digestText.nullable(),
  sizeBytes: count.nullable(),
  layerCount: count.nullable(),
  firstSeenAt: instant,
  images: z.array(z.string()).describe("image lines that hold this digest"),
  image: z.string().nullable().describe("the line the evaluation below is about"),
  tags: z.array(digestTag),
  evaluation: z
    .object({
      asOf: instant,
      recordedAt: instant,
      validUntil: instant.nullable(),
      expired: z.boolean().describe("true: past validUntil, shown as history and being evaluated again"),
      behind: z.boolean().describe("true: facts arrived after it, being evaluated again"),
      policy: z.object({ id: z.string(), version: z.int(), preset: z.string() }),
      verdict,
      shape,
      seals: z.array(seal),
      components: count,
      findings: z.object({ raw: severityCounts, afterVex: severityCounts, open: severityCounts }),
      ladder,
      frameworks: z.array(frameworkResult),
      provenance: provenanceAssessment.optional().describe("absent in evaluations made before it existed"),
    })
    .nullable(),
  evaluationProblem: problem.optional().describe("why evaluating it was given up; what is above, if anything, is from before. Absent: it was not"),
});
export type DigestDetail = z.infer<typeof digestDetail>;

/** A row of a list of digests. */
export const digestRow = z.object({
  digest: digestText,
  kind: z.enum(["index", "manifest", "unknown"]),
  platform: platform.nullable(),
  tags: z.array(z.string()),
  firstSeenAt: instant,
  evaluatedAt: instant.nullable(),
  verdict: verdict.nullable(),
  shape: z.object({ kind: shape.shape.kind, title: z.string(), debug: z.boolean() }).nullable(),
  seals: z.array(seal.pick({ kind: true, state: true, stateWords: true })),
  components: count.nullable(),
  open: severityCounts.nullable(),
  raw: severityCounts.nullable(),
  ladder: ladder.nullable(),
  frameworks: z.array(frameworkResult),
});
export type DigestRow = z.infer<typeof digestRow>;
