import { z } from "zod";
import { instant } from "./common";

/**
 * Clocks with a due instant that are not accepted, at the end of a UTC day. Up to `now` it is what was open; after it,
 * what would be if nothing were fixed.
 */
export const burnDownDay = z.object({
  day: z.iso.date(),
  /** End of the day; of today, now. */
  at: instant,
  ahead: z.boolean(),
  /** Running and not past due. */
  inside: z.number().int(),
  /** Running and past due. */
  breached: z.number().int(),
  /** Running ones whose due instant lies in this day. */
  due: z.number().int(),
});
export type BurnDownDay = z.infer<typeof burnDownDay>;
