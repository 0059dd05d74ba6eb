import { sign, type KeyObject } from "node:crypto";
import { preAuthEncoding } from "../../../domain/verification/pre-auth-encoding";
import type { DetachedSignature } from "../../../domain/verification/model";
import { newKey, pemOf, sha256, type KeyPair } from "./certificates";
import { DIGEST, signingText, statementText, type Handed, type Style } from "./documents";
import { forgeEntry, type ForgedEntry } from "./log";
import { forgeTimestamp } from "./timestamp";
import { minutes, SIGNED_AT, type World } from "./world";

/** Everything that can be changed before a document is signed with a key; the defaults make one that is verified. */
export interface KeyedRecipe {
  world: World;
  key: KeyPair;
  payloadType: string;
  /** Exact payload text; null for a statement or signing payload about the digest of the tests. */
  payload: string | null;
  /** What the signature is made over, in place of what it should be. */
  signOver: ((payload: Buffer) => Buffer) | null;
  logged: KeyPair;
  loggedAt: Date;
  /** What the log entry says in place of what this document says; `signer` is PEM. */
  loggedInstead: { payload?: Buffer; signature?: Buffer; signer?: string };
  timestamp: "none" | "good" | "foreign" | "other-signature";
}

export interface KeyedForged {
  payloadType: string;
  payload: Buffer;
  signature: Buffer;
  entry: ForgedEntry | null;
  timestamp: Buffer | null;
}

export const keyedRecipe = (world: World, key: KeyPair = newKey()): KeyedRecipe => ({
  world,
  key,
  payloadType: "application/vnd.in-toto+json",
  payload: null,
  signOver: null,
  logged: world.log,
  loggedAt: SIGNED_AT,
  loggedInstead: {},
  timestamp: "none",
});

export const signWith = (key: KeyObject, bytes: Buffer): Buffer => sign("sha256", bytes, key);

export function forgeKeyed(given: KeyedRecipe, style: Style): KeyedForged {
  const text = given.payload ?? (style === "envelope" ? statementText(DIGEST) : signingText(DIGEST));
  const payload = Buffer.from(text);
  const covered = style === "envelope" ? preAuthEncoding(given.payloadType, payload) : payload;
  const signature = signWith(given.key.privateKey, given.signOver?.(payload) ?? covered);
  const entry = keyedEntry({ payload, signature, signer: pemOf(given.key), ...given.loggedInstead }, given, style);
  return { payloadType: given.payloadType, payload, signature, entry, timestamp: timestampOf(given, signature) };
}

function timestampOf({ timestamp, world }: KeyedRecipe, signature: Buffer): Buffer | null {
  const { authority, key } = world.timestamps;
  if (timestamp === "none") return null;
  const over = timestamp === "other-signature" ? Buffer.from("another") : signature;
  return forgeTimestamp(over, minutes(1), authority, timestamp === "foreign" ? newKey() : key);
}

interface Logged {
  payload: Buffer;
  signature: Buffer;
  signer: string;
}

/** An entry as the log writes it for a key: the verifier is the public key. */
export function keyedEntry({ payload, signature, signer }: Logged, given: Pick<KeyedRecipe, "logged" | "loggedAt">, style: Style): ForgedEntry {
  const verifier = Buffer.from(signer).toString("base64");
  const content = signature.toString("base64");
  const hash = { algorithm: "sha256", value: sha256(payload).toString("hex") };
  const [kind, spec] =
    style === "artifact"
      ? ["hashedrekord", { data: { hash }, signature: { content, publicKey: { content: verifier } } }]
      : ["dsse", { envelopeHash: hash, payloadHash: hash, signatures: [{ signature: content, verifier }] }];
  return forgeEntry({ apiVersion: "0.0.1", kind, spec }, String(kind), "0.0.1", given.loggedAt, given.logged);
}

const keyedEnvelopeJson = ({ payloadType, payload, signature }: KeyedForged): Record<string, unknown> => ({
  payloadType,
  payload: payload.toString("base64"),
  signatures: [{ keyid: "", sig: signature.toString("base64") }],
});

export const keyedBundleJson = (forged: KeyedForged, content?: Record<string, unknown>): Record<string, unknown> => ({
  mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
  verificationMaterial: {
    publicKey: { hint: "a key" },
    tlogEntries: forged.entry === null ? [] : [forged.entry],
    ...(forged.timestamp === null
      ? {}
      : { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: forged.timestamp.toString("base64") }] } }),
  },
  ...(content ?? { dsseEnvelope: keyedEnvelopeJson(forged) }),
});

export const asKeyedBundle = (forged: KeyedForged): Handed => ({
  kind: "sigstore-bundle",
  bytes: Buffer.from(JSON.stringify(keyedBundleJson(forged))),
});

export const asKeyedEnvelope = (forged: KeyedForged): Handed => ({
  kind: "dsse",
  bytes: Buffer.from(JSON.stringify(keyedEnvelopeJson(forged))),
  detached: annotations(forged, ""),
});

export const asKeyedSigning = (forged: KeyedForged): Handed => ({
  kind: "cosign-simple-signing",
  bytes: forged.payload,
  detached: annotations(forged, forged.signature.toString("base64")),
});

function annotations({ entry, timestamp }: KeyedForged, signature: string): DetachedSignature {
  const rekor = entry && {
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
    certificate: null,
    rekorBundle: rekor === null ? null : JSON.stringify(rekor),
    rfc3161: timestamp === null ? null : JSON.stringify({ SignedRFC3161Timestamp: timestamp.toString("base64") }),
  };
}
