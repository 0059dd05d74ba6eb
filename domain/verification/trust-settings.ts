import { z } from "zod";
import { ok, type Problem, type Result } from "../model/problem";
import { policyProblems } from "./policy";
import type { TrustPolicy } from "./policy-model";
import { PUBLIC_GOOD } from "./verify-under-roots";

const text = (max: number) => z.string().min(1).max(max);
const instant = z.iso.datetime({ offset: true }).nullable().default(null);

const identity = z.strictObject({
  type: z.literal("identity"),
  issuer: text(512),
  subject: z.strictObject({ type: z.enum(["exact", "pattern"]), value: text(1024) }),
  root: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens").optional(),
});

const key = z.strictObject({ type: z.literal("key"), pem: text(16_384), requireLog: z.boolean().default(false) });

const rule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, "lower-case letters, digits, dots, hyphens and underscores"),
  name: text(200),
  signer: z.discriminatedUnion("type", [identity, key]),
  predicateTypes: z.array(text(512)).min(1).max(64).nullable().default(null),
  images: z.array(text(512)).min(1).max(64).nullable().default(null),
  validFrom: instant,
  validTo: instant,
});

const root = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens"),
  /** SHA-256 of the trusted_root.json as it was imported. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits"),
});

/** What a system believes: who may sign what, under which authorities, and whose unsigned reports count. */
export const trustSettingsSchema = z.strictObject({
  rules: z.array(rule).max(500),
  /** Ids of API tokens, never their names: a name can be given twice. */
  acceptUnsignedFrom: z.array(text(128)).max(100),
  roots: z.array(root).max(20).default([]),
});

export type TrustSettings = z.infer<typeof trustSettingsSchema>;

/** Nobody is trusted and nothing unsigned counts: what a system begins with. */
export const NO_TRUST: TrustSettings = { rules: [], acceptUnsignedFrom: [], roots: [] };

/**
 * Settings as somebody wrote them, with every problem at once and a pointer to each place. Patterns that match more
 * than they seem to are refused. Codes: trust/shape, trust/twice, trust/root, verification/….
 */
export function readTrustSettings(value: unknown): Result<TrustSettings, Problem[]> {
  const read = trustSettingsSchema.safeParse(value);
  if (!read.success) return { ok: false, problem: read.error.issues.map(({ path, message }) => ({ code: "trust/shape", detail: message, at: `/${path.join("/")}` })) };
  const problems = [...policyProblems(policyOf(read.data, "")), ...repeated(read.data), ...unknownRoots(read.data)];
  return problems.length === 0 ? ok(read.data) : { ok: false, problem: problems };
}

/** The policy that verification asks, under the id that verdicts keep. */
export function policyOf({ rules, acceptUnsignedFrom }: TrustSettings, id: string): TrustPolicy {
  return { id, rules: rules.map((one) => ({ ...one, signer: one.signer })) as TrustPolicy["rules"], acceptUnsignedFrom };
}

function repeated({ rules, roots }: TrustSettings): Problem[] {
  const twice = (ids: string[], place: string): Problem[] =>
    ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ code: "trust/twice", detail: `"${id}" stands twice`, at: `/${place}/${i}` }] : []));
  return [...twice(rules.map(({ id }) => id), "rules"), ...twice(roots.map(({ name }) => name), "roots")];
}

function unknownRoots({ rules, roots }: TrustSettings): Problem[] {
  const known = new Set([PUBLIC_GOOD, ...roots.map(({ name }) => name)]);
  return rules.flatMap(({ signer }, i) =>
    signer.type === "identity" && signer.root !== undefined && !known.has(signer.root)
      ? [{ code: "trust/root", detail: `no trust root is called "${signer.root}"`, at: `/rules/${i}/signer/root` }]
      : []);
}
