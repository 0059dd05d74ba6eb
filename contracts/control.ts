import { z } from "zod";
import { controlOutcome, paging, q } from "./common";

export const because = z.object({
  lookedFor: z.string(),
  found: z.string(),
  so: z.enum(["pass", "fail", "not_applicable", "needs_evidence", "manual", "note"]),
  evidence: z.array(z.string()),
});

export const controlResult = z.object({
  framework: z.string(),
  control: z.string(),
  title: z.string(),
  section: z.string().nullable(),
  claim: z.enum(["image", "supports", "context"]),
  responsibility: z.enum([
    "image-owned", "deployment-configured", "platform-inherited", "organisation-inherited", "undetermined",
  ]),
  outcome: controlOutcome,
  says: z.string(),
  because: z.array(because),
  wouldDecide: z.array(z.string()),
  mapsTo: z.array(z.string()),
  rule: z.object({ id: z.string(), revision: z.int() }),
});
export type ControlResultShape = z.infer<typeof controlResult>;

export const controlFilters = z.object({
  ...paging,
  q,
  image: z.string().max(500).optional(),
  framework: z.string().trim().max(100).optional(),
  status: controlOutcome.optional(),
});
export type ControlFilters = z.infer<typeof controlFilters>;
