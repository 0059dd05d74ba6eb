import { bundleFromJSON, ValidationError, type Bundle } from "@sigstore/bundle";
import { isObject, listAt, objectAt, type JsonObject } from "../formats/shared/values";
import { reasonOf } from "./check-list";
import { fail, ok, type Result } from "../model/problem";
import { decodeBase64 } from "./strict-base64";

export const BUNDLE_MEDIA_TYPES: readonly string[] = [
  "application/vnd.dev.sigstore.bundle+json;version=0.1",
  "application/vnd.dev.sigstore.bundle+json;version=0.2",
  "application/vnd.dev.sigstore.bundle+json;version=0.3",
  "application/vnd.dev.sigstore.bundle.v0.3+json",
];

/** Members whose text is bytes. `signature` and `payload` are checked too although statements use the words freely: none is inside. */
const BYTE_MEMBERS = new Set([
  "payload",
  "sig",
  "signature",
  "digest",
  "rawBytes",
  "keyId",
  "signedEntryTimestamp",
  "rootHash",
  "canonicalizedBody",
  "signedTimestamp",
]);

/** Each piece costs public key operations, so their number is bounded. */
const MANY: readonly [(material: JsonObject) => unknown[], number, string][] = [
  [(material) => listAt(material, "tlogEntries"), 16, "log entries"],
  [(material) => listAt(objectAt(material, "timestampVerificationData"), "rfc3161Timestamps"), 16, "timestamps"],
  [(material) => listAt(objectAt(material, "x509CertificateChain"), "certificates"), 16, "certificates"],
];

/**
 * Reads a Sigstore bundle 0.1 to 0.3 more strictly than the library does: exactly one content and one kind of key
 * material, bytes in clean base64, a media type of the known four. A missing message digest is filled in from the
 * digest the artifact is shown under, which is what the signature is held against anyway. A 0.1 inclusion proof
 * without a checkpoint proves nothing and is left out. Codes: verification/bundle-type, -ambiguous, -limit,
 * -bytes, -unreadable.
 */
export function readBundle(value: JsonObject, shownUnder: string): Result<Bundle> {
  if (typeof value.mediaType !== "string" || !BUNDLE_MEDIA_TYPES.includes(value.mediaType)) {
    return fail({
      code: "verification/bundle-type",
      detail: `media type ${JSON.stringify(value.mediaType)} is none of the known bundle types`,
      at: "/mediaType",
    });
  }
  const contents = ["dsseEnvelope", "messageSignature"].filter((key) => value[key] !== undefined);
  const material = objectAt(value, "verificationMaterial");
  const keys = ["publicKey", "x509CertificateChain", "certificate"].filter((key) => material[key] !== undefined);
  if (contents.length !== 1 || keys.length !== 1) {
    return fail({
      code: "verification/bundle-ambiguous",
      detail: `exactly one content and one key material expected, got ${[...contents, ...keys].join(", ") || "none"}`,
    });
  }
  const crowded = MANY.find(([list, most]) => list(material).length > most);
  if (crowded !== undefined)
    return fail({
      code: "verification/bundle-limit",
      detail: "more pieces than a bundle is read with",
      limit: { name: crowded[2], max: crowded[1] },
    });
  const bad = foulBytes(value, "", 0);
  if (bad !== null) return fail({ code: "verification/bundle-bytes", detail: "not clean base64", at: bad });
  try {
    return ok(bundleFromJSON(completed(value, material, shownUnder)));
  } catch (thrown) {
    return fail({
      code: "verification/bundle-unreadable",
      detail: thrown instanceof ValidationError ? `${thrown.message}: ${thrown.fields.join(", ")}` : reasonOf(thrown),
    });
  }
}

function foulBytes(value: unknown, at: string, depth: number): string | null {
  if (depth > 16) return at;
  if (Array.isArray(value))
    return firstFoul(
      value.map((item, index) => [String(index), item]),
      at,
      depth,
    );
  return isObject(value) ? firstFoul(Object.entries(value), at, depth) : null;
}

function firstFoul(entries: [string, unknown][], at: string, depth: number): string | null {
  for (const [key, member] of entries) {
    const here = `${at}/${key}`;
    if (BYTE_MEMBERS.has(key) && typeof member === "string" && decodeBase64(member) === null) return here;
    if (key === "hashes" && Array.isArray(member) && member.some((item) => decodeBase64(item) === null)) return here;
    const inside = foulBytes(member, here, depth + 1);
    if (inside !== null) return inside;
  }
  return null;
}

function completed(value: JsonObject, material: JsonObject, shownUnder: string): JsonObject {
  const result: JsonObject = { ...value };
  if (isObject(value.messageSignature) && value.messageSignature.messageDigest === undefined) {
    result.messageSignature = {
      ...value.messageSignature,
      messageDigest: { algorithm: "SHA2_256", digest: Buffer.from(shownUnder, "hex").toString("base64") },
    };
  }
  if (value.mediaType === BUNDLE_MEDIA_TYPES[0]) {
    result.verificationMaterial = { ...material, tlogEntries: listAt(material, "tlogEntries").map(withoutBareProof) };
  }
  return result;
}

function withoutBareProof(entry: unknown): unknown {
  if (!isObject(entry) || !isObject(entry.inclusionProof) || entry.inclusionProof.checkpoint !== undefined)
    return entry;
  const { inclusionProof: _unprovable, ...rest } = entry;
  return rest;
}
