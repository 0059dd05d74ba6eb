import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { expect, it } from "vitest";
import { unwrapOk } from "../model/problem";
import { readPublicKey } from "./public-key";

const pkix = (key: KeyObject): string => key.export({ format: "pem", type: "spki" }).toString();
const code = (pem: string): string => {
  const read = readPublicKey(pem);
  return read.ok ? "read" : read.problem.code;
};

it("a key goes by the SHA-256 of its DER form", () => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const expected = createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex");
  expect(unwrapOk(readPublicKey(pkix(publicKey)))).toMatchObject({
    fingerprint: expected,
    description: "ECDSA prime256v1",
  });
});

it("both PEM spellings of an RSA key are the same key", () => {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const old = publicKey.export({ format: "pem", type: "pkcs1" }).toString();
  expect(unwrapOk(readPublicKey(old)).fingerprint).toBe(unwrapOk(readPublicKey(pkix(publicKey))).fingerprint);
});

it("private, foreign, weak and broken keys are refused, each with its reason", () => {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect(code(pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString())).toBe("verification/key-not-public");
  expect(code("ssh-ed25519 AAAA")).toBe("verification/key-not-public");
  expect(code("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")).toBe("verification/key-unreadable");
  expect(code(pkix(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey))).toBe(
    "verification/key-unsupported",
  );
  expect(code(pkix(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey))).toBe(
    "verification/key-unsupported",
  );
  expect(code(pkix(generateKeyPairSync("x25519").publicKey))).toBe("verification/key-unsupported");
});
