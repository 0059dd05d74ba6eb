import { brokenBytes, STRANGE_TEXTS } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { example } from "./example";

const doc = (over: object): object => ({ ...example, ...over });
const envelope = (value: unknown): object => doc({ dsseEnvelope: value });
const dsse = (over: object): object => envelope({ ...example.dsseEnvelope, ...over });
const material = (value: unknown): object => doc({ verificationMaterial: value });
const message = (value: unknown): object => doc({ dsseEnvelope: undefined, messageSignature: value });
const digest = (value: unknown, algorithm: unknown = "SHA2_256"): object => message({ messageDigest: { algorithm, digest: value }, signature: "AA==" });
const type = (mediaType: unknown): object => doc({ mediaType });

describeHostile("sigstore-bundle", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ["words behind a bundle", `${JSON.stringify(example)}\ntrust me\n`, "ingest/text-behind-document"],
  ["two envelopes", JSON.stringify(example).replace('"dsseEnvelope"', '"dsseEnvelope":{},"dsseEnvelope"'), "ingest/duplicate-keys"],
  ["two payloads", JSON.stringify(example).replace('"payload"', '"payload":"e30=","payload"'), "ingest/duplicate-keys"],
  ["no media type", type(undefined), "sigstore-bundle/media-type"],
  ["a media type of null", type(null), "sigstore-bundle/media-type"],
  ["a media type that is a list", type([example.mediaType]), "sigstore-bundle/media-type"],
  ["version 0.9 is read as what it says", type("application/vnd.dev.sigstore.bundle.v0.9+json"), "read"],
  ["version 1.0", type("application/vnd.dev.sigstore.bundle.v1.0+json"), "sigstore-bundle/media-type"],
  ["version 0.10", type("application/vnd.dev.sigstore.bundle.v0.10+json"), "sigstore-bundle/media-type"],
  ["a media type with a line feed", type(`${example.mediaType}\n`), "sigstore-bundle/media-type"],
  ["a media type in capitals", type(example.mediaType.toUpperCase()), "sigstore-bundle/media-type"],
  ["a media type that goes on", type(`${example.mediaType}; evil`), "sigstore-bundle/media-type"],
  ["the old way to write a version", type("application/vnd.dev.sigstore.bundle+json;version=0.1"), "read"],
  ["no material", material(undefined), "sigstore-bundle/material"],
  ["material of null", material(null), "sigstore-bundle/material"],
  ["material that is a list", material([]), "sigstore-bundle/material"],
  ["material that is text", material("certificate"), "sigstore-bundle/material"],
  ["material of nothing", material({}), "noted:sigstore-bundle/no-key"],
  ["a certificate that is text", material({ certificate: "AA==" }), "noted:sigstore-bundle/no-key"],
  ["a certificate of null", material({ certificate: null }), "noted:sigstore-bundle/no-key"],
  ["a chain in version 0.3", material({ x509CertificateChain: { certificates: [] } }), "noted:sigstore-bundle/chain"],
  ["a chain that is null in version 0.3", material({ certificate: {}, x509CertificateChain: null }), "noted:sigstore-bundle/chain"],
  ["log entries that are text", material({ certificate: { rawBytes: "AA==" }, tlogEntries: "none" }), "read"],
  ["log entries of null", material({ certificate: { rawBytes: "AA==" }, tlogEntries: [null] }), "read"],
  ["both an envelope and a signature", doc({ messageSignature: { signature: "AA==" } }), "sigstore-bundle/content"],
  ["an envelope and a signature of null", doc({ messageSignature: null }), "sigstore-bundle/content"],
  ["neither envelope nor signature", envelope(undefined), "noted:sigstore-bundle/no-content"],
  ["an envelope of null", envelope(null), "sigstore-bundle/content"],
  ["an envelope that is text", envelope("e30="), "sigstore-bundle/content"],
  ["an envelope that is a list", envelope([example.dsseEnvelope]), "sigstore-bundle/content"],
  ["an envelope of nothing", envelope({}), "noted:sigstore-bundle/signatures"],
  ["an envelope without signatures", dsse({ signatures: [] }), "noted:sigstore-bundle/signatures"],
  ["an envelope with two signatures", dsse({ signatures: [{ sig: "AA==" }, { sig: "AQ==" }] }), "noted:sigstore-bundle/signatures"],
  ["an envelope whose signatures are text", dsse({ signatures: "AA==" }), "dsse/signatures"],
  ["an envelope with a signature of null", dsse({ signatures: [null] }), "dsse/signature"],
  ["an envelope with 101 signatures", dsse({ signatures: Array.from({ length: 101 }, () => ({ sig: "AA==" })) }), "dsse/too-many"],
  ["an envelope whose payload is no base64", dsse({ payload: "{}" }), "dsse/payload"],
  ["an envelope whose payload is an object", dsse({ payload: {} }), "dsse/payload"],
  ["an envelope of no payload type", dsse({ payloadType: null }), "dsse/payload-type"],
  ["an envelope whose payload broke off", dsse({ payload: btoa('{"a":') }), "json/truncated"],
  ["an envelope whose payload reaches for the prototype", dsse({ payload: btoa('{"__proto__":1}') }), "json/forbidden-key"],
  ["a bundle in the envelope", dsse({ payload: btoa(JSON.stringify(example)) }), "read"],
  ["a signature that is text", message("AA=="), "sigstore-bundle/content"],
  ["a signature that is a list", message([]), "sigstore-bundle/content"],
  ["a signature of nothing names no artifact", message({}), "read"],
  ["a digest of 31 bytes", digest(btoa("a".repeat(31))), "sigstore-bundle/digest"],
  ["a digest of 33 bytes", digest(btoa("a".repeat(33))), "sigstore-bundle/digest"],
  ["a digest in hexadecimal", digest("a".repeat(64)), "sigstore-bundle/digest"],
  ["a digest that is no base64", digest("sha256:abc"), "sigstore-bundle/digest"],
  ["a digest that is a number", digest(7), "sigstore-bundle/digest"],
  ["a digest of null", digest(null), "sigstore-bundle/digest"],
  ["an empty digest", digest(""), "sigstore-bundle/digest"],
  ["a digest of 32 bytes", digest(btoa("a".repeat(32))), "read"],
  ["a digest of another algorithm names no artifact", digest(btoa("a".repeat(48)), "SHA2_384"), "read"],
  ["a digest of an algorithm that is a number", digest(btoa("a".repeat(32)), 1), "read"],
  ["a list of bundles", [example], "opaque"],
  ["the material alone", { verificationMaterial: example.verificationMaterial }, "sigstore-bundle/media-type"],
  ["bundle and image index at once", doc({ schemaVersion: 2, manifests: [] }), "opaque"],
  ...STRANGE_TEXTS.map(([what, text]): HostileCase => [`the type of the payload is ${what}`, dsse({ payloadType: text }), "noted:dsse/unknown-payload-type"]),
]);
