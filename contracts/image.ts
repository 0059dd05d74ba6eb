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

/** What a list of image lines is sorted by, and which way is the plain one: the worst, the most or the newest first; names from A. */
export const IMAGE_SORTS = ["name", "seen", "state", "open", "seals", "controls", "owner"] as const;
export type ImageSort = (typeof IMAGE_SORTS)[number];

export const imageFilters = z.object({
  ...paging,
  q,
  status: z.enum(["fail", "needs_evidence", "manual", "pass", "unevaluated"]).optional().describe("verdict of the current digest"),
  owner: z.string().trim().max(200).optional().describe("team; 'none' for lines without an owner"),
  environment: z.string().trim().max(200).optional().describe("where the line runs, by inventory"),
  signature: z.enum(["verified", "present", "missing", "failed", "unevaluated"]).optional().describe("signature seal of the current digest"),
  framework: z.string().trim().max(200).optional().describe("id of a framework in which a control of the current digest fails"),
  sort: z.enum([...IMAGE_SORTS, ...IMAGE_SORTS.map((name) => `-${name}` as const)]).optional()
    .describe("by name where nothing is said; worst, most or newest first, names from A; with '-' the other way round. What is unknown comes last either way"),
});
export type ImageFilters = z.infer<typeof imageFilters>;

/** What the lists of image lines can be narrowed by. */
export const IMAGE_FACETS = ["status", "owner", "environment", "signature", "framework"] as const;
export type ImageFacet = (typeof IMAGE_FACETS)[number];

export const imageDetail = imageRow.extend({
  createdAt: instant,
  digests: z.array(digestRow).describe("newest first, at most 100"),
  tags: z.array(z.object({ tag: z.string(), digest: z.string(), from: instant, to: instant.nullable() })),
});
export type ImageDetail = z.infer<typeof imageDetail>;
