import type { NamedIdentity } from "../../model/identity";
import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { fromBase64 } from "../shared/base64";
import { Notes, reading, refuse } from "../shared/reading";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../shared/values";

const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=(0\.[1-9])|\.v(0\.[1-9])\+json)$/;

/**
 * Sigstore bundle 0.1–0.3, opened and not verified: what kind of content, and the envelope as a document of its own.
 * Codes: sigstore-bundle/media-type, /material, /content, /digest.
 */
export const sigstoreBundle: FormatRoom = {
  id: "sigstore-bundle",
  title: "Sigstore bundle",
  revision: 3,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && ("verificationMaterial" in json || (textAt(json, "mediaType") ?? "").startsWith("application/vnd.dev.sigstore.bundle")),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const match = MEDIA_TYPE.exec(textAt(json, "mediaType") ?? "");
  if (match === null) return refuse("sigstore-bundle/media-type", "not the media type of a known bundle version", "/mediaType");
  if (!isObject(json["verificationMaterial"])) return refuse("sigstore-bundle/material", "verificationMaterial is an object", "/verificationMaterial");
  const { dsseEnvelope, messageSignature } = json;
  if (dsseEnvelope !== undefined && messageSignature !== undefined) return refuse("sigstore-bundle/content", "a bundle has one content, not two", "/messageSignature");
  const wrong = dsseEnvelope !== undefined && !isObject(dsseEnvelope) ? "dsseEnvelope" : messageSignature !== undefined && !isObject(messageSignature) ? "messageSignature" : null;
  if (wrong !== null) return refuse("sigstore-bundle/content", "the content is an object", `/${wrong}`);
  if (brokenDigest(messageSignature)) return refuse("sigstore-bundle/digest", "a SHA-256 digest is 32 bytes in base64", "/messageSignature/messageDigest/digest");
  return ok(describe(json, match[1] ?? match[2] ?? null));
}

function describe(json: JsonObject, version: string | null): Reading {
  const notes = new Notes();
  const { dsseEnvelope, messageSignature } = json;
  const content = isObject(dsseEnvelope) ? "dsse" : isObject(messageSignature) ? "messageSignature" : null;
  if (content === null) notes.warn("sigstore-bundle/no-content", "the bundle carries neither an envelope nor a signature", "");
  if (content === "dsse" && listAt(dsseEnvelope, "signatures").length !== 1) notes.warn("sigstore-bundle/signatures", "the envelope in a bundle has exactly one signature", "/dsseEnvelope/signatures");
  const missing = content === "dsse" ? ["payloadType", "payload", "signatures"].find((key) => !isObject(dsseEnvelope) || !(key in dsseEnvelope)) : undefined;
  if (missing !== undefined) notes.warn("sigstore-bundle/envelope", `the envelope has no ${missing}: it cannot be opened`, "/dsseEnvelope");
  checkMaterial(objectAt(json, "verificationMaterial"), version, notes);
  const bytes = isObject(dsseEnvelope) ? new TextEncoder().encode(JSON.stringify(dsseEnvelope)) : null;
  return reading({
    room: sigstoreBundle.id,
    revision: sigstoreBundle.revision,
    formatVersion: version,
    summary: `Sigstore bundle${version === null ? "" : ` ${version}`}, ${content === "dsse" ? "attestation" : content === null ? "empty" : "signature"}`,
    identities: messageIdentity(messageSignature),
    children: bytes === null ? [] : [{ path: "dsseEnvelope", bytes, hint: "application/vnd.dsse.envelope.v1+json", identities: [] }],
    notes: notes.list(),
    counts: content === null ? {} : { content },
  });
}

/** Version 0.3 carries the signing certificate alone; a chain there is refused by verifiers. */
function checkMaterial(material: JsonObject, version: string | null, notes: Notes): void {
  if (version === "0.3" && "x509CertificateChain" in material) notes.warn("sigstore-bundle/chain", "a bundle of version 0.3 carries one certificate, not a chain", "/verificationMaterial/x509CertificateChain");
  const keys = ["certificate", "x509CertificateChain", "publicKey"].filter((key) => isObject(material[key]));
  if (keys.length === 0) notes.warn("sigstore-bundle/no-key", "the bundle carries neither certificate nor key hint", "/verificationMaterial");
}

function brokenDigest(value: unknown): boolean {
  return objectAt(value, "messageDigest")["algorithm"] === "SHA2_256" && messageIdentity(value).length === 0;
}

/** The digest of the signed artifact is base64 here, unlike everywhere else. */
function messageIdentity(value: unknown): NamedIdentity[] {
  const digest = objectAt(value, "messageDigest");
  const bytes = digest["algorithm"] === "SHA2_256" ? fromBase64(textAt(digest, "digest") ?? "") : null;
  if (bytes?.length !== 32) return [];
  const sha256 = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [{ type: "subject", sha256, at: "/messageSignature/messageDigest/digest" }];
}
