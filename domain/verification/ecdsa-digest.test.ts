import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CURVES, readDerSignature, toInteger, verifyEcdsaDigest } from "./ecdsa-digest";

const NAMES: Record<string, string> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };

describe.each(Object.keys(CURVES))("ECDSA over a digest on %s", (curve) => {
  it.each(["sha256", "sha384", "sha512"])(
    "agrees with the runtime about signatures over %s, and about broken ones",
    (hash) => {
      for (let round = 0; round < 2; round += 1) {
        const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: NAMES[curve] ?? "" });
        const data = Buffer.from(`round ${round}`);
        const digest = createHash(hash).update(data).digest();
        const signature = readDerSignature(sign(hash, data, privateKey));
        const { x = "", y = "" } = publicKey.export({ format: "jwk" });
        const key = { x: toInteger(Buffer.from(x, "base64url")), y: toInteger(Buffer.from(y, "base64url")) };
        if (signature === null) throw new Error("the runtime writes DER");
        expect(verifyEcdsaDigest(curve, key, digest, signature)).toBe(true);
        expect(verifyEcdsaDigest(curve, key, createHash(hash).update("other").digest(), signature)).toBe(false);
        expect(verifyEcdsaDigest(curve, key, digest, { r: signature.r + 1n, s: signature.s })).toBe(false);
        expect(verifyEcdsaDigest(curve, key, digest, { r: signature.r, s: signature.s + 1n })).toBe(false);
        expect(verifyEcdsaDigest(curve, { x: key.x, y: key.y + 1n }, digest, signature)).toBe(false);
      }
    },
  );

  it("refuses zero, the group order and more", () => {
    const { n, g } = CURVES[curve] ?? { n: 0n, g: { x: 0n, y: 0n } };
    const digest = Buffer.alloc(32, 1);
    for (const [r, s] of [
      [0n, 1n],
      [1n, 0n],
      [n, 1n],
      [1n, n],
      [-1n, 1n],
    ] as const) {
      expect(verifyEcdsaDigest(curve, g, digest, { r, s })).toBe(false);
    }
    expect(verifyEcdsaDigest(curve, { x: 0n, y: 0n }, digest, { r: 1n, s: 1n })).toBe(false);
  });
});

describe("DER signatures", () => {
  it.each([
    ["nothing", ""],
    ["a sequence without content", "3000"],
    ["one integer", "3003020101"],
    ["three integers", "3009020101020101020101"],
    ["a negative integer", "3006020181020101"],
    ["a superfluous zero", "300702020001020101"],
    ["bytes behind the end", "300602010102010100"],
    ["a length past the end", "3007020101020101"],
    ["a long length that is short", "308106020101020101"],
  ])("refuses %s", (_name, hex) => {
    expect(readDerSignature(Buffer.from(hex, "hex"))).toBeNull();
  });
});

it("knows no other curve", () => {
  expect(verifyEcdsaDigest("secp256k1", { x: 1n, y: 1n }, Buffer.alloc(32), { r: 1n, s: 1n })).toBe(false);
});
