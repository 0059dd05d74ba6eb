import type { CheckId, VerifyRequest } from "../../../domain/verification/model";
import type { TrustPolicy, TrustRule } from "../../../domain/verification/policy-model";
import { ISSUER, SUBJECT, type Forged, type Recipe, type Style } from "./documents";
import type { World } from "./world";

/** The ways a document travels that every alteration is tried on. */
export type Carried = "bundle" | "envelope" | "signing";
export const CARRIED: readonly Carried[] = ["bundle", "envelope", "signing"];

/** One change to an otherwise verified document, and the step that must name it. */
export interface Alteration {
  name: string;
  step: CheckId | Partial<Record<Carried, CheckId>>;
  recipe?: (given: Recipe, worlds: Worlds) => Partial<Recipe>;
  forged?: (given: Forged, context: { recipe: Recipe; style: Style; worlds: Worlds }) => Forged;
  request?: (given: VerifyRequest, worlds: Worlds) => Partial<VerifyRequest>;
}

export interface Worlds {
  ours: World;
  /** A second infrastructure that uses the same names with other keys. */
  theirs: World;
}

export const RULE: TrustRule = {
  id: "build",
  name: "our builds",
  signer: { type: "identity", issuer: ISSUER, subject: { type: "exact", value: SUBJECT } },
  predicateTypes: null,
  images: null,
  validFrom: null,
  validTo: null,
};

export const policyWith = (changes: Partial<TrustRule>): TrustPolicy => ({
  id: "test policy",
  rules: [{ ...RULE, ...changes }],
  acceptUnsignedFrom: [],
});

/** The same bytes with the last bit turned. */
export function flip(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const last = copy.length - 1;
  copy.writeUInt8(copy.readUInt8(last) ^ 1, last);
  return copy;
}
