import { z } from "zod";
import list from "./builders.json";

const builder = z.object({
  id: z.string(), title: z.string(), prefix: z.string().optional(), holds: z.string().optional(), exact: z.array(z.string()).optional(),
  level: z.union([z.literal(2), z.literal(3)]), signer: z.enum(["same-workflow", "issuer", "key"]), issuer: z.string().nullable(), delegates: z.array(z.string()).optional(), source: z.url(), why: z.string(),
});

export type KnownBuilder = z.infer<typeof builder>;

export const KNOWN_BUILDERS: readonly KnownBuilder[] = z.array(builder).parse(list.builders);

/** The first entry of the list that a builder id belongs to, null when nobody listed it. */
export function knownBuilder(builderId: string): KnownBuilder | null {
  return KNOWN_BUILDERS.find((one) =>
    one.exact !== undefined ? one.exact.includes(builderId) : one.prefix !== undefined && builderId.startsWith(one.prefix) && (one.holds === undefined || builderId.includes(one.holds))) ?? null;
}

const RELEASE = /@refs\/tags\/v\d+\.\d+\.\d+$/;
const withoutRef = (workflow: string): string => workflow.split("@")[0] ?? workflow;

/** Whether a verified signature is by who may speak for the builder; the words say what was looked for and found. */
export function signedByBuilder(known: KnownBuilder, builderId: string, signer: string | null, issuer: string | null): { ok: boolean; lookedFor: string; found: string } {
  const found = signer === null ? "no signer is named" : issuer === null ? `key ${signer}` : `${signer}, vouched for by ${issuer}`;
  if (known.signer === "key") return { ok: signer !== null && issuer === null, lookedFor: "A signature by a key that the trust settings name for this builder", found };
  const vouched = signer !== null && issuer === known.issuer;
  if (known.signer === "issuer") return { ok: vouched, lookedFor: `A signer vouched for by ${known.issuer}`, found };
  const own = vouched && withoutRef(signer) === withoutRef(builderId);
  const delegated = vouched && (known.delegates ?? []).includes(withoutRef(signer)) && RELEASE.test(signer) && RELEASE.test(builderId);
  const orDelegate = known.delegates === undefined ? "" : ", or a delegator of the SLSA generator where both are releases";
  return { ok: own || delegated, lookedFor: `The builder's own workflow as the signer${orDelegate}, vouched for by ${known.issuer}`, found };
}
