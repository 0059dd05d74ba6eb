import { sign } from "node:crypto";
import { preAuthEncoding } from "../../../domain/verification/pre-auth-encoding";
import type { CarrierKind, DetachedSignature } from "../../../domain/verification/model";
import {
  certificatePem,
  CODE_SIGNING,
  issueLeaf,
  newKey,
  sha256,
  type KeyPair,
  type LeafOptions,
} from "./certificates";
import { forgeEntry, type ForgedEntry } from "./log";
import { forgeTimestamp } from "./timestamp";
import { minutes, SIGNED_AT, type World } from "./world";

export const DIGEST = "a".repeat(64);
export const OTHER_DIGEST = "b".repeat(64);
export const PREDICATE = "https://slsa.dev/provenance/v1";
export const ISSUER = "https://issuer.test.example";
export const SUBJECT = "https://ci.test.example/org/repo/.github/workflows/build.yml@refs/heads/main";
const STATEMENT_V1 = "https://in-toto.io/Statement/v1";

/** Everything that can be changed before a document is signed; the defaults make one that is verified. */
export interface Recipe {
  world: World;
  key: KeyPair;
  /** Signs in place of `key`, under the certificate of `key`. */
  signWith: KeyPair | null;
  payloadType: string;
  /** Exact payload text; null for a statement or signing payload about `digest`. */
  payload: string | null;
  digest: string;
  leaf: LeafOptions;
  /** Issues the certificate in place of the world's authority. */
  issuedBy: World["authority"];
  logged: KeyPair;
  loggedAt: Date;
  /** What is logged instead of this document. */
  loggedInstead: Partial<Material> | null;
  timestamp: "none" | "good" | "foreign" | "other-signature" | "too-late";
}

export interface Material {
  payload: Buffer;
  signature: Buffer;
  certificate: Buffer;
}

/** One forged document with what lies beside it, ready to be altered once more. */
export interface Forged extends Material {
  payloadType: string;
  entry: ForgedEntry;
  timestamp: Buffer | null;
}

export function recipe(world: World): Recipe {
  const leaf: LeafOptions = {
    subject: { uri: SUBJECT },
    issuer: ISSUER,
    oldIssuerExtension: false,
    notBefore: minutes(-1),
    notAfter: minutes(9),
    uses: [CODE_SIGNING],
    isAuthority: false,
    certificateLog: world.certificateLog,
    breakLogPromise: false,
  };
  return {
    world,
    key: newKey(),
    signWith: null,
    payloadType: "application/vnd.in-toto+json",
    payload: null,
    digest: DIGEST,
    leaf,
    issuedBy: world.authority,
    logged: world.log,
    loggedAt: SIGNED_AT,
    loggedInstead: null,
    timestamp: "none",
  };
}

export function statementText(digest: string, changes: object = {}): string {
  return JSON.stringify({
    _type: STATEMENT_V1,
    subject: [{ name: "image", digest: { sha256: digest } }],
    predicateType: PREDICATE,
    predicate: {},
    ...changes,
  });
}

export function signingText(digest: string, type = "cosign container image signature"): string {
  return JSON.stringify({
    critical: {
      identity: { "docker-reference": "registry.test.example/app" },
      image: { "docker-manifest-digest": `sha256:${digest}` },
      type,
    },
    optional: null,
  });
}

export type Style = "envelope" | "artifact";

/** Signs, certifies, logs and timestamps what the recipe says. `style` decides what is signed: an envelope or the bare payload. */
export function forge(given: Recipe, style: Style): Forged {
  const text = given.payload ?? (style === "envelope" ? statementText(given.digest) : signingText(given.digest));
  const payload = Buffer.from(text);
  const covered = style === "envelope" ? preAuthEncoding(given.payloadType, payload) : payload;
  const signature = sign("sha256", covered, (given.signWith ?? given.key).privateKey);
  const certificate = issueLeaf(given.issuedBy, given.key, given.leaf);
  const material = { payload, signature, certificate };
  const entry = logEntry({ ...material, ...given.loggedInstead }, given, style);
  return { ...material, payloadType: given.payloadType, entry, timestamp: timestampOf(given, signature) };
}

function timestampOf({ timestamp, world }: Recipe, signature: Buffer): Buffer | null {
  const { authority, key } = world.timestamps;
  if (timestamp === "none") return null;
  if (timestamp === "foreign") return forgeTimestamp(signature, SIGNED_AT, authority, newKey());
  if (timestamp === "other-signature") return forgeTimestamp(Buffer.from("another"), SIGNED_AT, authority, key);
  return forgeTimestamp(signature, timestamp === "good" ? SIGNED_AT : minutes(60), authority, key);
}

function logEntry({ payload, signature, certificate }: Material, given: Recipe, style: Style): ForgedEntry {
  const signer = Buffer.from(certificatePem(certificate)).toString("base64");
  const sig = signature.toString("base64");
  const hash = { algorithm: "sha256", value: sha256(payload).toString("hex") };
  if (style === "artifact") {
    const spec = { data: { hash }, signature: { content: sig, publicKey: { content: signer } } };
    return forgeEntry(
      { apiVersion: "0.0.1", kind: "hashedrekord", spec },
      "hashedrekord",
      "0.0.1",
      given.loggedAt,
      given.logged,
    );
  }
  const spec = { envelopeHash: hash, payloadHash: hash, signatures: [{ signature: sig, verifier: signer }] };
  return forgeEntry({ apiVersion: "0.0.1", kind: "dsse", spec }, "dsse", "0.0.1", given.loggedAt, given.logged);
}

/** A document as it is handed to verification. */
export interface Handed {
  kind: CarrierKind;
  bytes: Buffer;
  detached?: DetachedSignature;
}

export const envelopeJson = (forged: Forged): Record<string, unknown> => ({
  payloadType: forged.payloadType,
  payload: forged.payload.toString("base64"),
  signatures: [{ keyid: "", sig: forged.signature.toString("base64") }],
});

export function asBundleJson(forged: Forged): Record<string, unknown> {
  return {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: {
      certificate: { rawBytes: forged.certificate.toString("base64") },
      tlogEntries: [forged.entry],
      ...(forged.timestamp === null
        ? {}
        : {
            timestampVerificationData: {
              rfc3161Timestamps: [{ signedTimestamp: forged.timestamp.toString("base64") }],
            },
          }),
    },
    dsseEnvelope: envelopeJson(forged),
  };
}

export const asBundle = (forged: Forged): Handed => ({
  kind: "sigstore-bundle",
  bytes: Buffer.from(JSON.stringify(asBundleJson(forged))),
});

export const asAnnotatedEnvelope = (forged: Forged): Handed => ({
  kind: "dsse",
  bytes: Buffer.from(JSON.stringify(envelopeJson(forged))),
  detached: annotations(forged, ""),
});

export const asSimpleSigning = (forged: Forged): Handed => ({
  kind: "cosign-simple-signing",
  bytes: forged.payload,
  detached: annotations(forged, forged.signature.toString("base64")),
});

function annotations({ certificate, entry, timestamp }: Forged, signature: string): DetachedSignature {
  const rekor = {
    SignedEntryTimestamp: entry.inclusionPromise?.signedEntryTimestamp,
    Payload: {
      body: entry.canonicalizedBody,
      integratedTime: Number(entry.integratedTime),
      logIndex: Number(entry.logIndex),
      logID: Buffer.from(entry.logId.keyId, "base64").toString("hex"),
    },
  };
  return {
    signature,
    certificate: certificatePem(certificate),
    rekorBundle: entry.canonicalizedBody === "" ? null : JSON.stringify(rekor),
    rfc3161: timestamp === null ? null : JSON.stringify({ SignedRFC3161Timestamp: timestamp.toString("base64") }),
  };
}
