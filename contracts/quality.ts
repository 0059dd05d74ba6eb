import { z } from "zod";
import { count } from "./common";

/** What an SBOM states and lacks, counted; never a score. Counts are of components. */
export const sbomQuality = z.object({
  components: count,
  withPurl: count,
  badPurl: count.describe("a package address stands there and does not parse"),
  withVersion: count,
  withSupplier: count,
  withLicence: count,
  withCpe: count,
  withRef: count,
  withHash: count.nullable().describe("null: the reader of this format does not look for it"),
  duplicates: count.describe("repeat type, namespace, name and version of an earlier one"),
  duplicateIds: count.describe("repeat an earlier one's id inside the document"),
  graph: z
    .object({
      relations: count,
      covered: count.describe("components that a dependency statement speaks of"),
      dangling: count.describe("relations with an end that the document does not have"),
      cyclic: count.describe("components on a cycle"),
    })
    .nullable()
    .describe("null: the reader of this format does not look for it"),
  os: z.object({ id: z.string(), version: z.string().nullable() }).nullable(),
  complete: z.boolean().nullable().describe("what the document claims of itself; null when it claims nothing"),
});
export type SbomQualityShape = z.infer<typeof sbomQuality>;

export const sbomGap = z.object({
  code: z.string().describe("sbom/no-purl, sbom/no-os …"),
  says: z.string(),
  count: count.nullable().describe("components it is about; null when it is about the document"),
});
export type SbomGap = z.infer<typeof sbomGap>;

/** The facts of an SBOM and its gaps in words. */
export const sbomReport = z.object({
  /** null where the file was read before this was counted. */
  quality: sbomQuality.nullable(),
  gaps: z.array(sbomGap),
});
export type SbomReport = z.infer<typeof sbomReport>;
