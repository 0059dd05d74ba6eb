import type { Verdict, VerifyRequest } from "./model";
import type { TrustPolicy, TrustRule } from "./policy-model";
import type { TrustRoot } from "./trust-root";
import { verifyDocument } from "./verify-document";

/** The root that an identity rule means when it names none: Sigstore's public-good instance. */
export const PUBLIC_GOOD = "public-good";

export interface NamedRoot {
  name: string;
  root: TrustRoot;
}

export type UnderRoots = Omit<VerifyRequest, "trust"> & {
  policy: TrustPolicy;
  roots: readonly NamedRoot[];
  /** ISO 8601 UTC. */
  now: string;
};

/**
 * The best verdict over every trust root, each with the rules that mean it. An authority can put any issuer and subject
 * into its certificates, so a rule about an identity holds under its own root alone: a private authority cannot speak
 * for the identities of another. Keys belong to no root; theirs only proves log entries.
 */
export function verifyUnderRoots({ policy, roots, now, ...document }: UnderRoots): Verdict {
  const verdicts =
    roots.length === 0
      ? [verifyDocument({ ...document, trust: { policy, root: null, now } })]
      : roots.map(({ name, root }) => verifyDocument({ ...document, trust: { policy: rulesOf(policy, name), root, now } }));
  const [best] = verdicts.toSorted((a, b) => nearness(b) - nearness(a));
  if (!best) throw new Error("no verdict was reached");
  return best;
}

function rulesOf(policy: TrustPolicy, root: string): TrustPolicy {
  return { ...policy, rules: policy.rules.filter((rule) => rootOf(rule) === null || rootOf(rule) === root) };
}

function rootOf({ signer }: TrustRule): string | null {
  return signer.type === "identity" ? (signer.root ?? PUBLIC_GOOD) : null;
}

/** Verified first, then whichever failed fewest steps, then whichever reached most of them. */
function nearness({ state, checks }: Verdict): number {
  const required = checks.filter((check) => check.required);
  const failed = required.filter((check) => check.ok === false).length;
  const held = required.filter((check) => check.ok === true).length;
  return (state === "verified" ? 1_000_000 : 0) - failed * 1_000 + held;
}
