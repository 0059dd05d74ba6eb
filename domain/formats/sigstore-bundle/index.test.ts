import { expect, it } from "vitest";
import { noteCodes, readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("opens the envelope as a document of its own", () => {
  const node = readText(example);
  expect([node.reading?.formatVersion, node.children.map((child) => [child.path, child.room])]).toEqual(["0.3", [["dsseEnvelope", "dsse"]]]);
});

it("turns the base64 digest of a signed artifact into an identity", () => {
  const digest = Buffer.from("a".repeat(64), "hex").toString("base64");
  const { dsseEnvelope: _, ...rest } = example;
  const reading = readingOf({ ...rest, messageSignature: { messageDigest: { algorithm: "SHA2_256", digest }, signature: "AA==" } });
  expect(reading.identities).toEqual([{ type: "subject", sha256: "a".repeat(64), at: "/messageSignature/messageDigest/digest" }]);
});

it("reads both spellings of the media type", () => {
  expect(readingOf({ ...example, mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1" }).formatVersion).toBe("0.1");
});

it("warns of what verifiers refuse", () => {
  const { dsseEnvelope: _, ...rest } = example;
  expect(noteCodes(readingOf({ ...rest, verificationMaterial: {} }))).toEqual(["sigstore-bundle/no-content", "sigstore-bundle/no-key"]);
  const two = { ...example.dsseEnvelope, signatures: [{ sig: "AA==" }, { sig: "AA==" }] };
  expect(noteCodes(readingOf({ ...example, dsseEnvelope: two, verificationMaterial: { x509CertificateChain: {} } }))).toEqual(["sigstore-bundle/signatures", "sigstore-bundle/chain"]);
});

it.each([
  [{ ...example, mediaType: "this is wrong" }, "sigstore-bundle/media-type /mediaType"],
  [{ ...example, verificationMaterial: [] }, "sigstore-bundle/material /verificationMaterial"],
  [{ ...example, messageSignature: {} }, "sigstore-bundle/content /messageSignature"],
  [{ ...example, dsseEnvelope: "x" }, "sigstore-bundle/content /dsseEnvelope"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
