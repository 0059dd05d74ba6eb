import type { Sha256Hex } from "../model/identity";
import type { TrustPolicy } from "./policy-model";
import type { TrustRoot } from "./trust-root";

/**
 * - verified: every required check of one trust rule holds
 * - invalid: at least one required check failed; the check says which
 * - unsigned: there is no signature to look at
 * - unknown: nothing failed, but something needed to decide is not at hand (no rule, no key, no trust root)
 */
export type VerdictState = "verified" | "invalid" | "unsigned" | "unknown";

/** One step of a verification. `ok` is null when the step was not reached or cannot be decided; `got` then says why. */
export interface Check {
  id: CheckId;
  name: string;
  expected: string;
  got: string;
  ok: boolean | null;
  /** Only required checks decide the verdict; the others are reported for the reader. */
  required: boolean;
}

export type CheckId = keyof typeof CHECK_NAMES;

/** Every step there is, with the words people read. Ids are stable: stored verdicts refer to them. */
export const CHECK_NAMES = {
  structure: "The document has the shape of its kind",
  "duplicate-keys": "No key occurs twice in signed JSON",
  "payload-type": "The envelope says it carries an in-toto statement",
  "statement-type": "The statement is of a known version",
  subject: "The signed subject is the digest it is shown under",
  "predicate-type": "The statement is of the requested type",
  "signed-type": "The signed payload is an image signature",
  "trust-root": "A trust root is at hand",
  "log-inclusion": "The transparency log vouches for its entry",
  "log-checkpoint": "Inclusion proof and checkpoint name the same tree",
  "log-entry": "The log entry is about this signature",
  "log-signer": "The log entry names the signer of this document",
  "log-presence": "The signature is in a transparency log",
  "signed-time": "A trusted party signed the time of signing",
  "certificate-chain": "The certificate was issued by a trusted authority and valid when it signed",
  "certificate-use": "The certificate may sign code",
  "certificate-log": "The certificate was logged when it was issued",
  "signing-key": "The key is one the policy trusts",
  signature: "The signature fits content and key",
  "whole-bundle": "The independent library accepts the document as a whole",
  issuer: "The signer's identity was vouched for by the trusted issuer",
  identity: "The signer is the one the policy trusts",
  "rule-predicate": "The rule covers this type of statement",
  "rule-image": "The rule covers this image",
  "rule-period": "The rule covers the time of signing",
} as const;

export interface Verdict {
  state: VerdictState;
  checks: Check[];
  policyId: string;
  /** Trust rule that the checks were made under: the one that holds, else the one that came nearest; null without any. */
  ruleId: string | null;
  trustRootVersion: string | null;
  /** When the verdict was reached (ISO 8601 UTC): the `now` that was handed in. */
  at: string;
  /** Certificate subject or "sha256:<key fingerprint>"; only of a verified document. */
  signer: string | null;
  /** OIDC issuer of a verified keyless signer. */
  issuer: string | null;
  /** Times of signing that a trusted party signed (ISO 8601 UTC), only of a verified document. */
  signedAt: string[];
  /** Transparency log entries that were proven, only of a verified document. */
  log: LogReference[];
  /** Predicate type of the statement as read, null where there is none. A claim unless verified. */
  predicateType: string | null;
}

export interface LogReference {
  logId: string;
  index: string;
  kind: string;
}

/** How the signed bytes travel. */
export type CarrierKind = "dsse" | "sigstore-bundle" | "cosign-simple-signing" | "in-toto-statement";

/** What lies beside the signed bytes in a registry: cosign's layer annotations. */
export interface DetachedSignature {
  /** Base64 signature ("dev.cosignproject.cosign/signature"); empty for an attestation, whose envelope carries its own. */
  signature: string | null;
  /** PEM ("dev.sigstore.cosign/certificate"). */
  certificate: string | null;
  /** JSON text ("dev.sigstore.cosign/bundle"). */
  rekorBundle: string | null;
  /** JSON text ("dev.sigstore.cosign/rfc3161timestamp"). */
  rfc3161: string | null;
}

export interface Trust {
  policy: TrustPolicy;
  /** Null when none is installed: keyless documents then stay unknown. */
  root: TrustRoot | null;
  /** ISO 8601 UTC. */
  now: string;
}

export interface VerifyRequest {
  bytes: Uint8Array;
  kind: CarrierKind;
  /** The digest the document is, or would be, shown under. */
  digest: Sha256Hex;
  trust: Trust;
  /** Predicate type the caller asks for; any when left out. */
  predicateType?: string;
  /** Canonical image line name, for rules that are limited to images. */
  image?: string;
  detached?: DetachedSignature;
  /** The artifact itself where there is one: needed for keys that do not sign a bare SHA-256 (Ed25519, P-384, PSS). */
  artifact?: Uint8Array;
}
