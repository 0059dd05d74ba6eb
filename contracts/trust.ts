import { z } from "zod";
import { digestText, sha256Hex } from "./common";

const at = z.string().describe("ISO 8601 UTC");

const signer = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("identity"),
    issuer: z.string().describe("exact OIDC issuer URL"),
    subject: z.object({ type: z.enum(["exact", "pattern"]), value: z.string() }),
    root: z.string().optional().describe("trust root whose authority must have issued the certificate; public-good when left out"),
  }),
  z.object({ type: z.literal("key"), pem: z.string(), requireLog: z.boolean() }),
]);

export const trustRule = z.object({
  id: z.string(), name: z.string(), signer,
  predicateTypes: z.array(z.string()).nullable(),
  images: z.array(z.string()).nullable().describe("image names, * for anything but /, ** for anything"),
  validFrom: at.nullable(), validTo: at.nullable(),
});
export type TrustRuleShape = z.infer<typeof trustRule>;

export const trustSettings = z.object({
  rules: z.array(trustRule),
  acceptUnsignedFrom: z.array(z.string()).describe("ids of API tokens"),
  roots: z.array(z.object({ name: z.string(), sha256: sha256Hex })),
});
export type TrustSettingsShape = z.infer<typeof trustSettings>;

/** Who did something: kind and id stay whatever they are called today. */
const who = z.object({ id: z.string(), name: z.string() });
export type TrustPerson = z.infer<typeof who>;

/** By rule id: what the key of a rule goes by everywhere. */
const keys = z.record(z.string(), z.object({ fingerprint: z.string().describe("SHA-256 of the DER SubjectPublicKeyInfo"), description: z.string() }));

const trustChange = z.object({
  id: z.guid(), baseVersion: z.int(), settings: trustSettings, keys, reason: z.string(), requestedBy: who, requestedAt: at,
  effectiveAt: at.describe("when it takes effect by itself, unless somebody decides before"),
  mine: z.boolean().describe("the caller asked for it, and can only withdraw it"),
  stale: z.boolean().describe("written against settings that are no longer in force: it cannot take effect"),
});

export const trustDetail = z.object({
  version: z.int().describe("0 where nobody has written any"),
  id: z.string(), effectiveFrom: at.nullable(), now: at,
  settings: trustSettings, keys,
  tokens: z.array(z.object({
    id: z.string(), name: z.string(), role: z.string(), createdAt: at, expiresAt: at, lastUsedAt: at.nullable(), revokedAt: at.nullable(),
    accepted: z.boolean().describe("what it hands in unsigned counts"),
  })),
  roots: z.array(z.object({
    name: z.string().nullable().describe("by which rules mean it; null where the settings name it not"),
    sha256: sha256Hex.nullable(), version: z.string(), source: z.string(), author: who.nullable(), recordedAt: at.nullable(),
  })),
  open: z.array(trustChange),
  history: z.array(z.object({
    version: z.int().nullable().describe("null where nothing came of the change"),
    at, how: z.enum(["first", "approved", "elapsed", "refused", "withdrawn"]),
    author: who, decidedBy: who.nullable(), reason: z.string().nullable(), rules: z.int(), change: z.guid().nullable(),
  })),
  audit: z.array(z.object({ seq: z.string(), at, actor: z.string(), action: z.string(), object: z.string(), sealed: z.boolean() })),
});
export type TrustDetail = z.infer<typeof trustDetail>;

export const trustProposal = z.object({
  settings: z.unknown().describe("TrustSettings"), reason: z.string().max(2_000),
  baseVersion: z.int().min(0).describe("the version the proposer looked at"),
});
export const trustProposed = z.object({ id: z.guid(), effectiveAt: at });
export const trustDecision = z.object({ decision: z.enum(["approved", "refused", "withdrawn"]) });
export const trustDecided = z.object({ decision: z.string(), version: z.int().nullable() });
export const trustRootImported = z.object({ sha256: sha256Hex, held: z.boolean().describe("it was held before") });
export const trustLook = z.object({ settings: z.unknown(), judge: z.boolean().default(true).describe("false: only what is wrong with them") });

const problems = z.array(z.object({ code: z.string(), detail: z.string(), at: z.string().optional() }));

export const trustAhead = z.object({
  problems, keys,
  looked: z.object({
    documents: z.int().describe("signed documents that were judged by the proposal, newest first"),
    of: z.int().describe("signed documents held"),
    gain: z.int().describe("would become verified"), lose: z.int().describe("would no longer be verified"),
    examples: z.array(z.object({ file: z.string(), digest: z.string(), becomes: z.string(), was: z.string(), why: z.string() })),
    says: z.string(),
  }).nullable().describe("null where the proposal has problems, or nobody asked"),
});
export type TrustAhead = z.infer<typeof trustAhead>;

export const trustTest = z.object({
  document: z.string().describe("base64: a Sigstore bundle, a DSSE envelope, or cosign's signature payload"),
  fileName: z.string().max(255).default("document"),
  digest: digestText,
  image: z.string().max(500).nullable().default(null),
  annotations: z.record(z.string().max(200), z.string().max(100_000)).nullable().default(null).describe("of the registry layer: cosign keeps signature, certificate and log entry there"),
  settings: z.unknown().optional().describe("settings to try; those in force when left out"),
});

const step = z.object({ id: z.string(), name: z.string(), expected: z.string(), got: z.string(), ok: z.boolean().nullable(), required: z.boolean() });
export type TrustStep = z.infer<typeof step>;
const state = z.enum(["verified", "invalid", "unsigned", "unknown"]);

export const trustVerdict = z.object({
  room: z.string(), path: z.string(), state, steps: z.array(step), policy: z.string(), rule: z.string().nullable(), root: z.string().nullable(), at,
  signer: z.string().nullable(), issuer: z.string().nullable(), signedAt: z.array(z.string()), predicateType: z.string().nullable(),
  says: z.string(),
  rules: z.array(z.object({ id: z.string(), name: z.string(), holds: z.boolean(), why: z.string().describe("the first step that does not hold, with what was expected and found"), steps: z.array(step) })),
});
export type TrustVerdict = z.infer<typeof trustVerdict>;
