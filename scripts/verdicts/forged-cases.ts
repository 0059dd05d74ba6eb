import { PREDICATE, asBundle, DIGEST, forge, ISSUER, OTHER_DIGEST, SUBJECT } from "../../tests/conformance/forge/documents";
import { policyWith, type Alteration } from "../../tests/conformance/forge/alteration";
import { COMMON, untouched } from "../../tests/conformance/forge/alterations";
import { CONTENT } from "../../tests/conformance/forge/content-alterations";
import { PROOFS } from "../../tests/conformance/forge/log-alterations";
import { newKey, pemOf } from "../../tests/conformance/forge/certificates";
import { asKeyedBundle, forgeKeyed, keyedRecipe } from "../../tests/conformance/forge/keyed";
import { KEYED, keyPolicy, keyRule } from "../../tests/conformance/forge/keyed-alterations";
import { newWorld, rootJson, rootOf } from "../../tests/conformance/forge/world";
import type { TrustPolicy } from "../../domain/verification/policy-model";
import { verifyDocument } from "../../domain/verification/verify-document";
import { answered, writer, type VerdictCase } from "./verdict-case";

/**
 * The tamper matrix of tests/conformance as bundles, under a root of our own. Alterations of what is asked (policy,
 * root, digest) are left out: cosign is asked in other words. What both are asked is the same digest, signer and root.
 */
export function forgedCases(folder: string): VerdictCase[] {
  const write = writer(folder, "forged");
  const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
  const root = write(JSON.stringify(rootJson(worlds.ours)), ".root.json");
  const key = newKey();
  const keyFile = write(pemOf(key), ".pub");
  const keyless = ["--certificate-identity", SUBJECT, "--certificate-oidc-issuer", ISSUER];
  const asked = (group: string, name: string, bytes: Buffer, signer: string[], policy: TrustPolicy, digest = DIGEST): VerdictCase => ({
    group, name,
    argv: ["verify-blob-attestation", "--bundle", write(bytes, ".sigstore.json"), "--new-bundle-format", "--trusted-root", root, ...signer, "--type", PREDICATE, "--digest", digest, "--digestAlg", "sha256"],
    ...answered(verifyDocument({ bytes, kind: "sigstore-bundle", digest, predicateType: PREDICATE, trust: { policy, root: rootOf(worlds.ours), now: "2026-03-02T00:00:00Z" } })),
  });

  const withCertificate = (name: string, bytes: Buffer, digest?: string) => asked("bundles with a certificate", name, bytes, keyless, policyWith({}), digest);
  const base = untouched(worlds);
  const plain = asBundle(forge({ ...base, timestamp: "good" }, "envelope")).bytes;
  const documents = [...COMMON, ...PROOFS].filter((one) => one.request === undefined);
  const keyed = keyedRecipe(worlds.ours, key);
  const withKey = (name: string, bytes: Buffer, digest?: string) => asked("bundles with a key", name, bytes, ["--key", keyFile], keyPolicy(keyRule(key)), digest);
  const context = { recipe: keyed, style: "envelope" as const, key, ...worlds };
  return [
    withCertificate("untouched", plain),
    withCertificate("untouched, shown under another digest", plain, OTHER_DIGEST),
    ...documents.map((one) => withCertificate(one.name, alteredBundle(one, worlds))),
    ...CONTENT.map((one) => withCertificate(one.name, asBundle(forge({ ...base, payload: one.text(base, "envelope") }, "envelope")).bytes)),
    withKey("untouched", asKeyedBundle(forgeKeyed(keyed, "envelope")).bytes),
    withKey("untouched, shown under another digest", asKeyedBundle(forgeKeyed(keyed, "envelope")).bytes, OTHER_DIGEST),
    ...KEYED.filter((one) => one.request === undefined).map((one) => {
      const recipe = { ...keyed, ...one.recipe?.(context) };
      const forged = forgeKeyed(recipe, "envelope");
      return withKey(one.name, asKeyedBundle(one.forged?.(forged, { ...context, recipe }) ?? forged).bytes);
    }),
    ...CONTENT.map((one) => withKey(one.name, asKeyedBundle(forgeKeyed({ ...keyed, payload: one.text(base, "envelope") }, "envelope")).bytes)),
  ];
}

function alteredBundle(alteration: Alteration, worlds: Parameters<typeof untouched>[0]): Buffer {
  const base = untouched(worlds);
  const recipe = { ...base, ...alteration.recipe?.(base, worlds) };
  const forged = forge(recipe, "envelope");
  return asBundle(alteration.forged?.(forged, { recipe, style: "envelope", worlds }) ?? forged).bytes;
}
