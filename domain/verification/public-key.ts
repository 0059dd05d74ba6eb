import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { fail, ok, type Result } from "../model/problem";
import { remember } from "../model/remember";

export interface VerificationKey {
  key: KeyObject;
  /** SHA-256 of the DER SubjectPublicKeyInfo, hex: the name keys go by everywhere. */
  fingerprint: string;
  /** For people: "ECDSA prime256v1", "RSA 3072". */
  description: string;
}

const SMALLEST_RSA = 2048;
const CURVE_NAMES = new Set(["prime256v1", "secp384r1", "secp521r1"]);
const PUBLIC_LABEL = /^\s*-----BEGIN (?:RSA )?PUBLIC KEY-----/;

/**
 * Reads a PEM public key as cosign writes it: PKIX or PKCS#1; ECDSA on P-256, P-384 or P-521, Ed25519, RSA of at least
 * 2048 bits. A private key is refused rather than quietly turned into its public half.
 * Codes: verification/key-not-public, verification/key-unreadable, verification/key-unsupported.
 */
export const readPublicKey = remember((pem: string): Result<VerificationKey> => {
  if (!PUBLIC_LABEL.test(pem))
    return fail({
      code: "verification/key-not-public",
      detail: "a PEM block PUBLIC KEY or RSA PUBLIC KEY was expected",
    });
  try {
    return describeKey(createPublicKey({ key: pem, format: "pem" }));
  } catch {
    return fail({ code: "verification/key-unreadable", detail: "the PEM block holds no readable public key" });
  }
});

/** Names a key and refuses kinds and sizes that no signature is accepted from. */
function describeKey(key: KeyObject): Result<VerificationKey> {
  const description = kindOf(key);
  if (description === null) {
    return fail({
      code: "verification/key-unsupported",
      detail: `keys of kind ${key.asymmetricKeyType ?? "unknown"} with these parameters are not accepted`,
    });
  }
  return ok({ key, fingerprint: fingerprintOf(key), description });
}

export function fingerprintOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ format: "der", type: "spki" }))
    .digest("hex");
}

function kindOf(key: KeyObject): string | null {
  const details = key.asymmetricKeyDetails;
  switch (key.asymmetricKeyType) {
    case "ec":
      return details?.namedCurve !== undefined && CURVE_NAMES.has(details.namedCurve)
        ? `ECDSA ${details.namedCurve}`
        : null;
    case "ed25519":
      return "Ed25519";
    case "rsa":
    case "rsa-pss":
      return (details?.modulusLength ?? 0) >= SMALLEST_RSA
        ? `${key.asymmetricKeyType === "rsa" ? "RSA" : "RSA-PSS"} ${details?.modulusLength}`
        : null;
    default:
      return null;
  }
}
