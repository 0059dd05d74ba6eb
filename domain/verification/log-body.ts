import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto";
import type { SignedEntity } from "@sigstore/verify";
import { listAt, objectAt, textAt } from "../formats/shared/values";
import { decided } from "./check-list";
import type { Check } from "./model";
import { fingerprintOf } from "./public-key";
import { readSignedJson } from "./read-json";

type LogEntry = SignedEntity["tlogEntries"][number];

/** Whether the entry names the signer of the document: the same certificate, or the same public key where it holds only that. */
export function checkLogSigner(entry: LogEntry, signer: { key: KeyObject; certificate: Buffer | null }): Check {
  const expected = `${signer.certificate === null ? "the key" : "the certificate"} of this document`;
  const read = readSignedJson(entry.canonicalizedBody);
  if (!read.ok) return decided("log-signer", false, expected, `the entry is unreadable: ${read.problem.code}`);
  const named = signersNamed(read.value.value);
  const fits = named.length === 1 && named.every((bytes) => sameSigner(bytes, signer));
  return decided(
    "log-signer",
    fits,
    expected,
    named.length === 1 ? (fits ? expected : "another signer") : `${named.length} signers`,
  );
}

/** Verifiers an entry of any supported kind carries, as PEM or DER bytes. */
function signersNamed(body: unknown): Buffer[] {
  const spec = objectAt(body, "spec");
  const second = objectAt(spec, "hashedRekordV002");
  const envelopes = [...listAt(objectAt(spec, "dsseV002"), "signatures"), second.signature].map((signature) =>
    verifierBytes(objectAt(signature, "verifier")),
  );
  const texts = [
    textAt(objectAt(objectAt(spec, "signature"), "publicKey"), "content"),
    textAt(spec, "publicKey"),
    ...listAt(spec, "signatures").map((signature) => textAt(signature, "verifier")),
    ...listAt(objectAt(objectAt(spec, "content"), "envelope"), "signatures").map((signature) =>
      textAt(signature, "publicKey"),
    ),
  ];
  return [...envelopes, ...texts].flatMap((text) => (text === null ? [] : [Buffer.from(text, "base64")]));
}

function verifierBytes(verifier: unknown): string | null {
  return (
    textAt(objectAt(verifier, "x509Certificate"), "rawBytes") ?? textAt(objectAt(verifier, "publicKey"), "rawBytes")
  );
}

function sameSigner(bytes: Buffer, signer: { key: KeyObject; certificate: Buffer | null }): boolean {
  const certificate = tryRead(() => new X509Certificate(bytes));
  if (certificate !== null) return signer.certificate !== null ? certificate.raw.equals(signer.certificate) : false;
  const pem = bytes.subarray(0, 5).toString("latin1") === "-----";
  const key = tryRead(() =>
    pem ? createPublicKey(bytes) : createPublicKey({ key: bytes, format: "der", type: "spki" }),
  );
  return key !== null && fingerprintOf(key) === fingerprintOf(signer.key);
}

function tryRead<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The proof's own root hash and tree size, which the library does not look at, against the signed checkpoint. */
export function checkCheckpoint(entry: LogEntry): Check | null {
  const proof = entry.inclusionProof;
  const envelope = proof?.checkpoint?.envelope;
  if (proof === undefined || envelope === undefined) return null;
  const [, size = "", root = ""] = envelope.split("\n");
  const sameRoot = proof.rootHash.length === 0 || proof.rootHash.toString("base64") === root;
  const sameSize = proof.treeSize === "0" || proof.treeSize === size;
  return decided(
    "log-checkpoint",
    sameRoot && sameSize,
    `size ${size}, root ${root}`,
    `size ${proof.treeSize}, root ${proof.rootHash.toString("base64")}`,
  );
}
