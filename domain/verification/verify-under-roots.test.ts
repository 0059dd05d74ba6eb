import { describe, expect, it } from "vitest";
import { RULE } from "../../tests/conformance/forge/alteration";
import { untouched } from "../../tests/conformance/forge/alterations";
import { newKey } from "../../tests/conformance/forge/certificates";
import { asBundle, DIGEST, forge, ISSUER, SUBJECT } from "../../tests/conformance/forge/documents";
import { asKeyedBundle, forgeKeyed, keyedRecipe } from "../../tests/conformance/forge/keyed";
import { keyRule } from "../../tests/conformance/forge/keyed-alterations";
import { newWorld, rootOf } from "../../tests/conformance/forge/world";
import { failingStep } from "./check-list";
import type { TrustRule } from "./policy-model";
import { PUBLIC_GOOD, verifyUnderRoots } from "./verify-under-roots";

const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
const roots = [
  { name: PUBLIC_GOOD, root: rootOf(worlds.theirs, { version: "public" }) },
  { name: "private", root: rootOf(worlds.ours, { version: "private" }) },
];
const bundle = asBundle(forge(untouched(worlds), "envelope")).bytes;
const meaning = (root?: string): TrustRule => ({
  ...RULE,
  signer: { type: "identity", issuer: ISSUER, subject: { type: "exact", value: SUBJECT }, ...(root === undefined ? {} : { root }) },
});
const ask = (rules: TrustRule[], under = roots, bytes = bundle) =>
  verifyUnderRoots({ bytes, kind: "sigstore-bundle", digest: DIGEST, policy: { id: "p", rules, acceptUnsignedFrom: [] }, roots: under, now: "2026-03-02T00:00:00Z" });

describe("a document under several trust roots", () => {
  it("is verified by a rule that means the root its certificate came from, wherever that stands", () => {
    for (const under of [roots, roots.toReversed()]) expect(ask([meaning("private")], under)).toMatchObject({ state: "verified", trustRootVersion: "private" });
  });

  it("is not verified by a rule that means another root, though issuer and subject are the same", () => {
    for (const root of [undefined, PUBLIC_GOOD, "elsewhere"]) {
      const verdict = ask([meaning(root)]);
      expect(verdict).toMatchObject({ state: "unknown", signer: null });
      expect(failingStep(verdict.checks)?.id).toBe("identity");
    }
  });

  it("a root that is missing makes no other root stand in for it", () => {
    expect(ask([meaning("private")], roots.slice(0, 1)).state).not.toBe("verified");
    expect(ask([meaning("private")], []).state).toBe("unknown");
  });

  it("a key belongs to no root: its log entry holds under whichever lists the log", () => {
    const key = newKey();
    const keyed = asKeyedBundle(forgeKeyed(keyedRecipe(worlds.ours, key), "envelope")).bytes;
    expect(ask([keyRule(key)], roots, keyed)).toMatchObject({ state: "verified", trustRootVersion: "private" });
    expect(ask([keyRule(key)], roots.slice(0, 1), keyed).state).toBe("invalid");
  });
});
