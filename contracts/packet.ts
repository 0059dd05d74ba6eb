import { z } from "zod";
import { digestText, instant, problem } from "./common";

/** A packet that is not there yet (202) or could not be built. */
export const packetStatus = z.object({
  id: z.guid().nullable().describe("null while the digest is still being evaluated"),
  state: z.enum(["evaluating", "requested", "building", "ready", "failed"]),
  digest: digestText,
  image: z.string().nullable(),
  asOf: instant.nullable(),
  problem: problem.nullable(),
});
export type PacketStatus = z.infer<typeof packetStatus>;

export const packetQuery = z.object({
  image: z.string().max(500).optional(),
  asOf: z.iso.datetime({ offset: true }).optional(),
});
