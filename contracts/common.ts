import { z } from "zod";

/** 64 lower-case hex digits. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/).describe("SHA-256, 64 lower-case hex digits");
/** "sha256:" and 64 lower-case hex digits: the only way a digest is written on the wire. */
export const digestText = z.string().regex(/^sha256:[0-9a-f]{64}$/).describe("sha256: and 64 lower-case hex digits");
export const instant = z.string().describe("RFC 3339 instant in UTC");
export const count = z.int().min(0);

export const severity = z.enum(["critical", "high", "medium", "low", "negligible", "none", "unknown"]);
export const severityCounts = z.object({
  critical: count,
  high: count,
  medium: count,
  low: count,
  negligible: count,
  none: count,
  unknown: count,
});
export type SeverityCounts = z.infer<typeof severityCounts>;

export const platform = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
  osVersion: z.string().optional(),
});

export const bindingState = z.enum(["subject", "named", "claimed", "pending", "conflict"]);
export const verificationState = z.enum(["verified", "invalid", "unsigned", "unknown"]);
export const controlOutcome = z.enum(["pass", "fail", "not_applicable", "needs_evidence", "manual"]);
export const outcomeCounts = z.object({
  pass: count,
  fail: count,
  not_applicable: count,
  needs_evidence: count,
  manual: count,
});

/** Who did something: a person, an API token, or the product itself. */
export const actor = z.object({
  kind: z.enum(["user", "token", "cli", "worker", "system"]),
  id: z.string(),
  name: z.string(),
});
export type ActorShape = z.infer<typeof actor>;

export const limitHit = z.object({ name: z.string(), max: z.number(), got: z.number().optional() });

/** The problem object of the domain, as receipts carry it. */
export const problem = z.object({
  code: z.string(),
  detail: z.string(),
  at: z.string().optional().describe("JSON pointer, line or file name"),
  limit: limitHit.optional(),
});
export type ProblemShape = z.infer<typeof problem>;

/** RFC 9457. `code`, `pointer` and `limit` are ours. */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  pointer: z.string().optional(),
  limit: limitHit.optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type ProblemDocument = z.infer<typeof problemDocument>;

/** One page of a list: ask again with `cursor` = `nextCursor` until it is null. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export const MAX_LIMIT = 500;
export const paging = {
  cursor: z.string().max(2000).optional().describe("nextCursor of the page before"),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
};
/** A look at the past: what was recorded until then. */
export const asOf = z.iso.datetime({ offset: true }).optional().describe("what was known then; without it, now");
/** Free text of a filter: compared as text, never as a pattern. */
export const q = z.string().trim().max(200).optional();
