import { sign, verify } from "node:crypto";
import type { Verdict } from "../domain/verification/model";
import { preAuthEncoding } from "../domain/verification/pre-auth-encoding";
import { verifyDocument } from "../domain/verification/verify-document";
import { policyWith } from "../tests/conformance/forge/alteration";
import { newKey } from "../tests/conformance/forge/certificates";
import { asBundle, DIGEST, forge, recipe, statementText } from "../tests/conformance/forge/documents";
import { asKeyedBundle, forgeKeyed, keyedRecipe } from "../tests/conformance/forge/keyed";
import { keyPolicy, keyRule } from "../tests/conformance/forge/keyed-alterations";
import { newWorld, rootOf } from "../tests/conformance/forge/world";

const COUNT = 1_000;

export interface VerificationFigures {
  bare: number;
  keyed: number;
  keyless: number;
}

/** 1,000 bundles, each of its own, verified whole, beside as many bare checks of an ECDSA P-256 signature. CPU ms. */
export function measureVerification(): VerificationFigures {
  const world = newWorld("bench");
  const root = rootOf(world);
  const key = newKey();
  const payloads = Array.from({ length: COUNT }, (_, i) => Buffer.from(statementText(DIGEST, { predicate: { invocation: i } })));
  const signed = payloads.map((payload) => {
    const bytes = preAuthEncoding("application/vnd.in-toto+json", payload);
    return { bytes, signature: sign("sha256", bytes, key.privateKey) };
  });
  const keyed = payloads.map((payload) => asKeyedBundle(forgeKeyed({ ...keyedRecipe(world, key), payload: payload.toString() }, "envelope")));
  const keyless = payloads.map((payload) => asBundle(forge({ ...recipe(world), payload: payload.toString() }, "envelope")));
  const ask = (bytes: Buffer, policy: ReturnType<typeof policyWith>): Verdict =>
    verifyDocument({ bytes, kind: "sigstore-bundle", digest: DIGEST, trust: { policy, root, now: "2026-03-02T00:00:00Z" } });
  const all = (run: (i: number) => boolean): number => {
    for (let i = 0; i < 100; i += 1) run(i);
    const start = process.cpuUsage();
    for (let i = 0; i < COUNT; i += 1) if (!run(i)) throw new Error("every document of the bench must hold");
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  return {
    bare: all((i) => verify("sha256", signed[i]?.bytes ?? Buffer.alloc(0), key.publicKey, signed[i]?.signature ?? Buffer.alloc(0))),
    keyed: all((i) => ask(keyed[i]?.bytes ?? Buffer.alloc(0), keyPolicy(keyRule(key))).state === "verified"),
    keyless: all((i) => ask(keyless[i]?.bytes ?? Buffer.alloc(0), policyWith({})).state === "verified"),
  };
}
