import { constants, publicDecrypt, verify, type KeyObject } from "node:crypto";
import { readDerSignature, toInteger, verifyEcdsaDigest } from "./ecdsa-digest";

/** What was signed: its bytes where they are at hand, always its SHA-256. */
export interface SignedContent {
  bytes: Uint8Array | null;
  sha256: Uint8Array;
}

/** Hashes a signer may have used, by curve: the one the registry of algorithms names, then SHA-256 as cosign uses it. */
const EC_HASHES: Readonly<Record<string, readonly string[]>> = {
  prime256v1: ["sha256"],
  secp384r1: ["sha384", "sha256"],
  secp521r1: ["sha512", "sha256"],
};
const RSA_HASHES = ["sha256", "sha384", "sha512"] as const;

/**
 * Whether the signature was made by this key over this content. Null when that cannot be decided: the scheme needs the
 * bytes (Ed25519, PSS, another hash than SHA-256) and only their digest is known. Never throws.
 */
export function verifySignature(key: KeyObject, content: SignedContent, signature: Uint8Array): boolean | null {
  if (signature.length === 0) return false;
  try {
    return content.bytes === null
      ? verifyDigest(key, content.sha256, signature)
      : verifyBytes(key, content.bytes, signature);
  } catch {
    return false;
  }
}

function verifyBytes(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  switch (key.asymmetricKeyType) {
    case "ec":
      return (EC_HASHES[key.asymmetricKeyDetails?.namedCurve ?? ""] ?? []).some((hash) =>
        verify(hash, bytes, { key, dsaEncoding: "der" }, signature),
      );
    case "ed25519":
      return verify(null, bytes, key, signature);
    case "rsa":
      return RSA_HASHES.some(
        (hash) =>
          verify(hash, bytes, { key, padding: constants.RSA_PKCS1_PADDING }, signature) ||
          verifyPss(key, hash, bytes, signature),
      );
    case "rsa-pss":
      return RSA_HASHES.some((hash) => verifyPss(key, hash, bytes, signature));
    default:
      return false;
  }
}

function verifyPss(key: KeyObject, hash: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(
      hash,
      bytes,
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
      signature,
    );
  } catch {
    return false;
  }
}

function verifyDigest(key: KeyObject, sha256: Uint8Array, signature: Uint8Array): boolean | null {
  if (key.asymmetricKeyType === "rsa") return verifyPkcs1Digest(key, sha256, signature);
  if (key.asymmetricKeyType !== "ec") return null;
  const curve = key.asymmetricKeyDetails?.namedCurve ?? "";
  const { x, y } = key.export({ format: "jwk" });
  const parsed = readDerSignature(signature);
  if (parsed === null || x === undefined || y === undefined) return false;
  const point = { x: toInteger(Buffer.from(x, "base64url")), y: toInteger(Buffer.from(y, "base64url")) };
  if (verifyEcdsaDigest(curve, point, sha256, parsed)) return true;
  return curve === "prime256v1" ? false : null;
}

/** DER of AlgorithmIdentifier and length in front of a SHA-256 (RFC 8017, 9.2, note 1). */
const SHA256_DIGEST_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");

function verifyPkcs1Digest(key: KeyObject, sha256: Uint8Array, signature: Uint8Array): boolean | null {
  try {
    const signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return signed.equals(Buffer.concat([SHA256_DIGEST_INFO, sha256]));
  } catch {
    return null;
  }
}
