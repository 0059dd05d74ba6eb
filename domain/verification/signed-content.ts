import { createHash, type KeyObject } from "node:crypto";
import type { SignedEntity } from "@sigstore/verify";
import { preAuthEncoding } from "./pre-auth-encoding";
import { loggedEnvelope, type LoggedEnvelope } from "./older-entry";
import type { SubjectDigests } from "./statement";
import { verifySignature, type SignedContent } from "./verify-signature";

/** One signature and what it was made over. */
export interface Signed {
  content: SignedContent;
  signature: Buffer;
  /** Digests of the thing itself (DSSE payload, artifact), which log entries of some kinds record. */
  digests: Buffer[];
  /** Digests of the exact signed bytes, which log entries of the other kinds record. */
  signedDigests: Buffer[];
  /** Hashes of the envelope as it lies there, where that is one file; older log entries name them. */
  envelope: LoggedEnvelope | null;
}

/** A DSSE signature: made over the pre-authentication encoding of type and payload. */
export function signedEnvelope(
  payloadType: string,
  payload: Uint8Array,
  signature: Buffer,
  file: Uint8Array | null,
): Signed {
  const bytes = preAuthEncoding(payloadType, payload);
  const envelope = file === null ? null : loggedEnvelope(file, payload);
  return {
    content: { bytes, sha256: hash("sha256", bytes) },
    signature,
    digests: allDigests(payload),
    signedDigests: allDigests(bytes),
    envelope,
  };
}

/** A signature over an artifact of which at least the SHA-256 is known. */
export function signedArtifact(sha256: Buffer, bytes: Uint8Array | null, signature: Buffer): Signed {
  const digests = bytes === null ? [sha256] : allDigests(bytes);
  return { content: { bytes, sha256 }, signature, digests, signedDigests: digests, envelope: null };
}

/** Digests a document may name its subject by: all that are known of the artifact. */
export function subjectDigests(sha256: string, artifact: Uint8Array | undefined): SubjectDigests {
  if (artifact === undefined) return { sha256 };
  return { sha256, sha384: hash("sha384", artifact).toString("hex"), sha512: hash("sha512", artifact).toString("hex") };
}

/**
 * The signature as the library asks for it. It differs from the library's own in three ways: an artifact may be known
 * by its digest alone, keys may use the other hashes cosign writes, and what the document claims as its digest is not
 * believed.
 */
export function librarySignature(signed: Signed): SignedEntity["signature"] {
  return {
    signature: signed.signature,
    compareSignature: (other: Buffer) => other.equals(signed.signature),
    compareDigest: (other: Buffer) => signed.digests.some((digest) => digest.equals(other)),
    compareSignedDigest: (other: Buffer) => signed.signedDigests.some((digest) => digest.equals(other)),
    verifySignature: (key: KeyObject) => verifySignature(key, signed.content, signed.signature) === true,
  };
}

function allDigests(bytes: Uint8Array): Buffer[] {
  return ["sha256", "sha384", "sha512"].map((name) => hash(name, bytes));
}

function hash(name: string, bytes: Uint8Array): Buffer {
  return createHash(name).update(bytes).digest();
}
