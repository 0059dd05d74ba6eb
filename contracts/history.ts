import { z } from "zod";
import { instant, severityCounts } from "./common";

/** A row of the audit log. `sealed`: its place in the chain is fixed by a seal. */
export const historyEvent = z.object({
  seq: z.string(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  object: z.string(),
  digest: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  sealed: z.boolean(),
});
export type HistoryEvent = z.infer<typeof historyEvent>;

/** One bar pair of "severity by build": what its own first scan found, and what is known of it now; null = never scanned. */
export const build = z.object({
  digest: z.string(),
  label: z.string(),
  at: instant,
  atBuild: severityCounts.nullable(),
  now: severityCounts.nullable(),
});
export type Build = z.infer<typeof build>;
