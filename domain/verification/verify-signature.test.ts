import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifySignature } from "./verify-signature";

const data = Buffer.from("what is signed");
const sha256 = createHash("sha256").update(data).digest();
const whole = { bytes: data, sha256 };
const digestOnly = { bytes: null, sha256 };
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const edwards = generateKeyPairSync("ed25519");
const curve = (namedCurve: string): { privateKey: KeyObject; publicKey: KeyObject } =>
  generateKeyPairSync("ec", { namedCurve });
const [p256, p384, p521] = [curve("P-256"), curve("P-384"), curve("P-521")];

/** name, key, signature, what the digest alone can tell */
const cases: [string, KeyObject, Buffer, boolean | null][] = [
  ["ECDSA P-256 with SHA-256", p256.publicKey, sign("sha256", data, p256.privateKey), true],
  ["ECDSA P-384 with SHA-384", p384.publicKey, sign("sha384", data, p384.privateKey), null],
  ["ECDSA P-384 with SHA-256", p384.publicKey, sign("sha256", data, p384.privateKey), true],
  ["ECDSA P-521 with SHA-512", p521.publicKey, sign("sha512", data, p521.privateKey), null],
  ["ECDSA P-521 with SHA-256", p521.publicKey, sign("sha256", data, p521.privateKey), true],
  ["Ed25519", edwards.publicKey, sign(null, data, edwards.privateKey), null],
  ["RSA PKCS#1 with SHA-256", rsa.publicKey, sign("sha256", data, rsa.privateKey), true],
  ["RSA PKCS#1 with SHA-512", rsa.publicKey, sign("sha512", data, rsa.privateKey), false],
  ["RSA PSS with SHA-256", rsa.publicKey, sign("sha256", data, { key: rsa.privateKey, ...pss }), null],
  ["RSA PSS with SHA-512", rsa.publicKey, sign("sha512", data, { key: rsa.privateKey, ...pss }), null],
];

describe.each(cases)("%s", (_name, key, signature, byDigest) => {
  it("holds over the bytes", () => expect(verifySignature(key, whole, signature)).toBe(true));
  it("over the digest alone holds, fails or stays open as the scheme allows", () =>
    expect(verifySignature(key, digestOnly, signature)).toBe(byDigest));
  it("does not hold over other bytes", () => {
    const other = Buffer.from("something else");
    const digest = createHash("sha256").update(other).digest();
    expect(verifySignature(key, { bytes: other, sha256: digest }, signature)).toBe(false);
    expect(verifySignature(key, { bytes: null, sha256: digest }, signature)).not.toBe(true);
  });
  it("does not hold when it is empty, cut or foreign", () => {
    for (const broken of [Buffer.alloc(0), signature.subarray(0, 10), Buffer.alloc(signature.length, 7)]) {
      expect(verifySignature(key, whole, broken)).toBe(false);
      expect(verifySignature(key, digestOnly, broken)).not.toBe(true);
    }
  });
});

it("SHA-1 is no hash anybody may sign with", () => {
  expect(verifySignature(rsa.publicKey, whole, sign("sha1", data, rsa.privateKey))).toBe(false);
  expect(verifySignature(p256.publicKey, whole, sign("sha1", data, p256.privateKey))).toBe(false);
});
