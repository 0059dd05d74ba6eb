import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runSigstoreConformance } from "../../cli/sigstore-conformance";
import { preAuthEncoding } from "../../domain/verification/pre-auth-encoding";
import { sha256, type KeyPair } from "./forge/certificates";
import { statementText } from "./forge/documents";
import { keyedBundleJson, keyedEntry } from "./forge/keyed";
import { forgeEntry, type ForgedEntry } from "./forge/log";
import { forgeTimestamp } from "./forge/timestamp";
import { newWorld, rootJson, SIGNED_AT, type RootOptions } from "./forge/world";

const folder = mkdtempSync(join(tmpdir(), "managed keys "));
const world = newWorld("test");
const artifact = Buffer.from("an artifact");
const artifactPath = file("the artifact", artifact);
const digest = `sha256:${sha256(artifact).toString("hex")}`;

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Kind {
  pair: { publicKey: KeyObject; privateKey: KeyObject };
  hash: string | null;
  pss?: boolean;
  type?: "pkcs1" | "spki";
  /** Whether the artifact's SHA-256 is enough to decide. */
  bare: boolean;
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 3072 });
const ec = (namedCurve: string): Kind["pair"] => generateKeyPairSync("ec", { namedCurve });
const p256: Kind = { pair: ec("P-256"), hash: "sha256", bare: true };
const p384: Kind = { pair: ec("P-384"), hash: "sha384", bare: false };
const KINDS: Record<string, Kind> = {
  "ECDSA P-256": p256,
  "ECDSA P-384, SHA-384": p384,
  "ECDSA P-384, SHA-256": { pair: ec("P-384"), hash: "sha256", bare: true },
  "ECDSA P-521, SHA-512": { pair: ec("P-521"), hash: "sha512", bare: false },
  "RSA PKCS#1 v1.5": { pair: rsa, hash: "sha256", bare: true },
  "RSA PKCS#1 v1.5, key written as PKCS#1": { pair: rsa, hash: "sha256", type: "pkcs1", bare: true },
  "RSA PSS": { pair: rsa, hash: "sha256", pss: true, bare: false },
  Ed25519: { pair: generateKeyPairSync("ed25519"), hash: null, bare: false },
};

function signatureOf({ pair, hash, pss }: Kind, bytes: Buffer): Buffer {
  const key = pss ? { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : pair.privateKey;
  return sign(hash, bytes, key);
}

const asKey = (pair: Kind["pair"]): KeyPair => pair as KeyPair;
const pemFile = (name: string, { pair, type = "spki" }: Kind): string =>
  file(`${name.replaceAll(/[^\w ]/g, "")}.pub`, pair.publicKey.export({ format: "pem", type }).toString());

interface Made {
  entry?: ForgedEntry | null;
  timestamp?: Buffer | null;
}

function bundleOf(name: string, kind: Kind, made: Made = {}): string {
  const signature = signatureOf(kind, artifact);
  const signer = kind.pair.publicKey.export({ format: "pem", type: "spki" }).toString();
  const entry = made.entry === undefined ? keyedEntry({ payload: artifact, signature, signer }, { logged: world.log, loggedAt: SIGNED_AT }, "artifact") : made.entry;
  const messageSignature = { messageDigest: { algorithm: "SHA2_256", digest: sha256(artifact).toString("base64") }, signature: signature.toString("base64") };
  const json = keyedBundleJson({ payloadType: "", payload: artifact, signature, entry, timestamp: made.timestamp ?? null }, { messageSignature });
  return file(`${name.replaceAll(/[^\w ]/g, "")}.sigstore.json`, JSON.stringify(json));
}

const root = (name: string, options: RootOptions = {}): string => file(name, JSON.stringify(rootJson(world, options)));

async function run(bundle: string, key: string, trustedRoot: string, what: string): Promise<{ code: number; err: string }> {
  let err = "";
  const code = await runSigstoreConformance(["verify-bundle", "--bundle", bundle, "--key", key, "--trusted-root", trustedRoot, what], {
    stdout: () => {}, stderr: (text) => (err += text), now: () => "2026-03-02T00:00:00Z",
  });
  return { code, err };
}

it.each(Object.entries(KINDS))("%s: an artifact's bundle is verified by its bytes, and by its digest where that can be", async (name, kind) => {
  const [bundle, key, trusted] = [bundleOf(name, kind), pemFile(name, kind), root("root.json")];
  expect(await run(bundle, key, trusted, artifactPath)).toEqual({ code: 0, err: "" });
  const bare = await run(bundle, key, trusted, digest);
  expect(bare.code, bare.err).toBe(kind.bare ? 0 : 1);
  if (!kind.bare) expect(bare.err).toMatch(/^unknown: signature: /);
  expect((await run(bundle, key, trusted, file("another", "another artifact"))).code).toBe(1);
});

it.each(Object.entries(KINDS))("%s: an attestation's bundle carries its bytes, so that a digest is enough", async (name, kind) => {
  const payload = Buffer.from(statementText(digest.slice(7)));
  const payloadType = "application/vnd.in-toto+json";
  const signature = signatureOf(kind, preAuthEncoding(payloadType, payload));
  const signer = kind.pair.publicKey.export({ format: "pem", type: "spki" }).toString();
  const entry = keyedEntry({ payload, signature, signer }, { logged: world.log, loggedAt: SIGNED_AT }, "envelope");
  const bundle = file("attestation.json", JSON.stringify(keyedBundleJson({ payloadType, payload, signature, entry, timestamp: null })));
  expect(await run(bundle, pemFile(name, kind), root("root.json"), digest)).toEqual({ code: 0, err: "" });
  expect((await run(bundle, pemFile("stranger", { ...kind, pair: ec("P-256"), type: "spki" }), root("root.json"), digest)).code).toBe(1);
});

it("a log entry of another hash than SHA-256 is held against the artifact's bytes", async () => {
  const kind = p384;
  const signature = signatureOf(kind, artifact);
  const verifier = Buffer.from(kind.pair.publicKey.export({ format: "pem", type: "spki" }).toString()).toString("base64");
  const spec = {
    data: { hash: { algorithm: "sha384", value: createHash("sha384").update(artifact).digest("hex") } },
    signature: { content: signature.toString("base64"), publicKey: { content: verifier } },
  };
  const entry = forgeEntry({ apiVersion: "0.0.1", kind: "hashedrekord", spec }, "hashedrekord", "0.0.1", SIGNED_AT, world.log);
  const json = keyedBundleJson({ payloadType: "", payload: artifact, signature, entry, timestamp: null }, {
    messageSignature: { messageDigest: { algorithm: "SHA2_384", digest: createHash("sha384").update(artifact).digest("base64") }, signature: signature.toString("base64") },
  });
  const bundle = file("sha384.json", JSON.stringify(json));
  expect(await run(bundle, pemFile("p384", kind), root("root.json"), artifactPath)).toEqual({ code: 0, err: "" });
});

it("a timestamp alone is enough under a root that lists no log, and never under one that does", async () => {
  const kind = p256;
  const { authority, key } = world.timestamps;
  const signature = signatureOf(kind, artifact);
  const bundle = (timestamp: Buffer | null): string => {
    const messageSignature = { messageDigest: { algorithm: "SHA2_256", digest: sha256(artifact).toString("base64") }, signature: signature.toString("base64") };
    return file("tsa.json", JSON.stringify(keyedBundleJson({ payloadType: "", payload: artifact, signature, entry: null, timestamp }, { messageSignature })));
  };
  const pem = pemFile("tsa", kind);
  const good = forgeTimestamp(signature, SIGNED_AT, authority, key);
  expect(await run(bundle(good), pem, root("tsa root.json", { logs: false }), artifactPath)).toEqual({ code: 0, err: "" });
  expect((await run(bundle(good), pem, root("root.json"), artifactPath)).err).toMatch(/^invalid: log-presence: /);
  const foreign = forgeTimestamp(signature, SIGNED_AT, authority, asKey(ec("P-256")));
  expect((await run(bundle(foreign), pem, root("tsa root.json", { logs: false }), artifactPath)).err).toMatch(/^invalid: signed-time: /);
});
