import { z } from "zod";
import { count, digestText, instant, paging, severity } from "./common";
import { digestRow } from "./digest";
import { findingStatus } from "./finding";

export const searchFilters = z.object({
  ...paging,
  limit: paging.limit.default(50),
  q: z.string().trim().max(200).default("").describe("vulnerability id, package (purl or name), digest or its beginning, image name"),
  where: z.enum(["current", "superseded"]).optional(),
  status: findingStatus.optional().describe("of the finding; only for a vulnerability"),
});
export type SearchFilters = z.infer<typeof searchFilters>;

export const currentBasis = z.enum(["deployment", "tag", "newest"]);

/** One place: a digest in an image line that shows the flaw or holds the package. */
export const searchPlace = z.object({
  digest: digestText,
  image: z.string().nullable(),
  tags: z.array(z.string()).describe("that name the digest, or an index that lists it, now"),
  current: currentBasis.nullable().describe("why the digest counts as current in its line; null: superseded"),
  package: z.object({ key: z.string(), type: z.string(), name: z.string(), version: z.string().nullable() }),
  vulnerability: z.string().nullable(),
  status: findingStatus.nullable(),
  severity: severity.nullable(),
  fixedVersion: z.string().nullable(),
  firstObservedAt: instant.nullable(),
  vex: z
    .object({ status: z.string(), author: z.string().nullable(), counts: z.boolean().describe("false: advice without effect"), why: z.string() })
    .nullable(),
  exception: z.string().nullable(),
});
export type SearchPlace = z.infer<typeof searchPlace>;

/** Counts of distinct digests; each stands under the state of its worst finding. */
export const searchCounts = z.object({
  digests: count,
  current: count,
  superseded: count,
  currentImages: count,
  open: count,
  underInvestigation: count,
  excepted: count,
  fixedByVex: count,
  notAffected: count,
  gone: count.describe("shown before, not by the newest complete scan"),
  byDeployment: count.describe("current because deployed"),
  firstObservedAt: instant.nullable(),
});
export type SearchCounts = z.infer<typeof searchCounts>;

export const versionSpread = z.object({
  key: z.string(),
  type: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  digests: count,
  current: count,
});
export type VersionSpread = z.infer<typeof versionSpread>;

export const searchAnswer = z.object({
  q: z.string(),
  kind: z.enum(["nothing-asked", "vulnerability", "package", "names", "nothing-found"]),
  says: z.object({ lead: z.string(), rest: z.string() }).describe("the answer in a sentence"),
  searched: z.string().describe("what was looked through"),
  known: z.object({
    digests: count,
    evidenceRecordedAt: instant.nullable().describe("the newest document"),
    scanRecordedAt: instant.nullable(),
    sbomRecordedAt: instant.nullable(),
  }),
  ids: z.array(z.string()).describe("of a vulnerability: all ids that mean the same flaw"),
  counts: searchCounts.nullable(),
  versions: z.array(versionSpread),
  packages: z.array(z.object({ key: z.string(), type: z.string(), name: z.string(), purl: z.string(), versions: count })),
  images: z.array(z.object({ name: z.string(), digestCount: count, tag: z.string().nullable(), digest: digestText.nullable() })),
  digests: z.array(digestRow),
  items: z.array(searchPlace),
  nextCursor: z.string().nullable(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
