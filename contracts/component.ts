import { z } from "zod";
import { paging, q, sha256Hex } from "./common";

/** A component as one SBOM states it, with the place it stands at. */
export const component = z.object({
  packageId: z.guid(),
  packageKey: z.string(),
  type: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  version: z.string().nullable(),
  purl: z.string().nullable(),
  cpe: z.string().nullable(),
  supplier: z.string().nullable(),
  licences: z.array(z.string()),
  layer: z.string().nullable(),
  paths: z.array(z.string()),
  source: z.object({ documentId: z.guid(), sha256: sha256Hex, at: z.string() }),
});
export type Component = z.infer<typeof component>;

export const componentFilters = z.object({
  ...paging,
  q,
  kind: z.string().trim().max(60).optional().describe("package type: deb, golang, npm …"),
  document: z.guid().optional().describe("one SBOM; without it the newest one that is bound to the digest"),
});
export type ComponentFilters = z.infer<typeof componentFilters>;
