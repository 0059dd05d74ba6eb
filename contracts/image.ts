import { z } from "zod";
import { count, instant, paging, q } from "./common";
import { digestRow } from "./digest";

export const owner = z.object({
  team: z.string().nullable(),
  person: z.string().nullable(),
  contact: z.string().nullable(),
});

/** One image line. `current` is what runs (deployment), else what a tag last named, else the newest digest. */
export const imageRow = z.object({
  id: z.guid(),
  name: z.string(),
  owner,
  criticality: z.string().nullable(),
  exposure: z.string(),
  digestCount: count,
  lastDigestAt: instant.nullable(),
  current: digestRow.nullable(),
  currentBasis: z.enum(["deployment", "tag", "newest", "none"]),
  breached: count.describe("clocks of the line past their deadline, whichever of its current digests keeps them open"),
});
export type ImageRow = z.infer<typeof imageRow>;

export const imageFilters = z.object({
  ...paging,
  q,
  status: z.enum(["fail", "needs_evidence", "manual", "pass", "unevaluated"]).optional(),
  owner: z.string().trim().max(200).optional().describe("team; 'none' for lines without an owner"),
});
export type ImageFilters = z.infer<typeof imageFilters>;

export const imageDetail = imageRow.extend({
  createdAt: instant,
  digests: z.array(digestRow).describe("newest first, at most 100"),
  tags: z.array(z.object({ tag: z.string(), digest: z.string(), from: instant, to: instant.nullable() })),
});
export type ImageDetail = z.infer<typeof imageDetail>;
