import { z } from "zod";
import { count, digestText, instant, paging, platform, severity } from "./common";
import { findingStatus } from "./finding";

export const compareList = z.enum(["findings", "packages", "configuration", "provenance"]);
export type CompareList = z.infer<typeof compareList>;

export const compareQuery = z.object({
  ...paging,
  a: digestText.describe("the older or first digest"),
  b: digestText.describe("the newer or second digest"),
  image: z.string().max(500).optional().describe("image line to speak about, when both are in it"),
  platform: z.string().max(100).optional().describe("os/architecture[/variant]: which platform of an index"),
  asOf: z.iso.datetime({ offset: true }).optional().describe("what was known then; without it, now"),
  list: compareList.default("findings"),
  change: z.string().max(20).optional().describe("only rows of this change"),
});

const findingSide = z.object({ version: z.string().nullable(), fixedVersion: z.string().nullable(), status: findingStatus });

export const findingDifference = z.object({
  change: z.enum(["fixed", "new", "status", "unknown", "unchanged"]).describe("unknown: only one side shows it, and the scans of the other could not have"),
  vulnerability: z.string(),
  packageKey: z.string(),
  packageName: z.string(),
  severity,
  a: findingSide.nullable(),
  b: findingSide.nullable(),
  why: z.string().nullable(),
});

export const packageDifference = z.object({
  change: z.enum(["added", "removed", "up", "down", "changed", "same"]).describe("changed: other versions, and no rule says which is newer"),
  key: z.string(),
  type: z.string(),
  name: z.string(),
  a: z.array(z.string()),
  b: z.array(z.string()),
});

export const factDifference = z.object({
  change: z.enum(["added", "removed", "changed", "same", "unknown"]),
  field: z.string(),
  name: z.string().nullable(),
  a: z.string().nullable(),
  b: z.string().nullable(),
});

const scanBasis = z.object({
  scanner: z.string(),
  version: z.string().nullable(),
  databaseUpdatedAt: instant.nullable(),
  scannedAt: instant.nullable(),
  counts: z.boolean().describe("false: nothing vouches for it, so its silence proves nothing"),
  why: z.string().nullable().describe("why it does not count; null where it does"),
});

const side = z.object({
  asked: digestText,
  digest: digestText.describe("what was compared: the platform's own manifest where an index was asked for"),
  image: z.string().nullable(),
  tags: z.array(z.string()),
  platform: platform.nullable(),
  firstSeenAt: instant,
  evaluated: z.boolean(),
  scans: z.array(scanBasis).describe("newest complete scan of each scanner"),
  sbom: z.object({ format: z.string(), tool: z.string().nullable(), observedAt: instant.nullable(), componentCount: count, counts: z.boolean(), why: z.string().nullable() }).nullable(),
  config: z.boolean(),
  provenance: z.boolean(),
});
export type CompareSide = z.infer<typeof side>;

const tally = <T extends readonly [string, ...string[]]>(names: T) => z.record(z.enum(names), count);

export const compareHead = z.object({
  state: z.enum(["compared", "choose-platform"]),
  says: z.object({ lead: z.string(), rest: z.string() }).describe("the answer in two sentences"),
  a: side,
  b: side,
  platform: z.string().nullable(),
  platforms: z.array(z.string()).describe("that both have, when one has to be chosen"),
  sameLine: z.boolean(),
  warnings: z.array(z.string()).describe("why the two sides are not one measure"),
  findings: tally(["fixed", "new", "status", "unknown", "unchanged"]),
  packages: tally(["added", "removed", "up", "down", "changed", "same"]).nullable().describe("null: a side has no bill of materials"),
  configuration: tally(["added", "removed", "changed", "same", "unknown"]),
  provenance: tally(["added", "removed", "changed", "same", "unknown"]),
});
export type CompareHead = z.infer<typeof compareHead>;

export const compareAnswer = compareHead.extend({
  list: compareList,
  items: z.array(z.union([findingDifference, packageDifference, factDifference])),
  nextCursor: z.string().nullable(),
});

/** Two digests somebody may want to compare: neighbours in one line. */
export interface CompareSuggestion {
  image: string;
  a: string;
  b: string;
  aLabel: string;
  bLabel: string;
  at: string;
}
