import { expect, test } from "vitest";
import type { TrustDetail, TrustRuleShape, TrustSettingsShape } from "../../contracts/trust";
import { howText, prepareDifference, scopeOf, signerView, trustSentence } from "./prepare-trust";

const rule = (id: string, more: Partial<TrustRuleShape> = {}): TrustRuleShape => ({
  id, name: id, signer: { type: "identity", issuer: "https://gitlab.com", subject: { type: "exact", value: "https://gitlab.com/a/b" } },
  predicateTypes: null, images: null, validFrom: null, validTo: null, ...more,
});
const settings = (...rules: TrustRuleShape[]): TrustSettingsShape => ({ rules, acceptUnsignedFrom: [], roots: [] });
const change = (more: Partial<TrustDetail["open"][number]> = {}): TrustDetail["open"][number] => ({
  id: "1", baseVersion: 1, settings: settings(), keys: {}, reason: "r", requestedBy: { id: "user:a", name: "Ada" }, requestedAt: "2026-11-23T09:00:00Z",
  effectiveAt: "2026-11-24T09:00:00Z", mine: false, stale: false, ...more,
});

test("the first sentence says how many are trusted, and until when a change waits", () => {
  const { lead, rest } = trustSentence({ settings: settings(rule("a"), rule("b"), rule("c")), open: [change()] });
  expect(lead).toBe("3 signers are trusted");
  expect(rest).toMatch(/^; 1 change waits for a second administrator until .*2026.*09:00/);
});

test("while nobody is trusted it says what that means, and a change that cannot take effect waits for nobody", () => {
  const { lead, rest } = trustSentence({ settings: settings(), open: [change({ stale: true })] });
  expect(`${lead}${rest}`).toBe("Nobody is trusted to sign; every signature is shown as present, not verified.");
});

test("tokens whose unsigned reports count are never left out of the sentence", () => {
  expect(trustSentence({ settings: { ...settings(rule("a")), acceptUnsignedFrom: ["t1"] }, open: [] }).rest).toContain("unsigned reports of 1 token count");
});

test("a key goes by its fingerprint, an identity by its subject under its issuer and root", () => {
  const key = rule("k", { signer: { type: "key", pem: "PEM", requireLog: true } });
  expect(signerView(key, { k: { fingerprint: "ab", description: "ECDSA prime256v1" } })).toMatchObject({ who: "sha256:ab", how: "ECDSA prime256v1, only with an entry in a transparency log" });
  expect(signerView(key, {}).who).toBe("a key that cannot be read");
  expect(signerView(rule("a"), {})).toMatchObject({ who: "https://gitlab.com/a/b", issuer: "https://gitlab.com", root: "public-good" });
});

test("nothing said is everything, and is said so", () => {
  expect(scopeOf(rule("a"))).toEqual({ what: ["anything, image signatures included"], images: ["any image"], when: "any time" });
  expect(scopeOf(rule("a", { validTo: "2026-11-24T09:00:00Z" })).when).toContain("the beginning to ");
});

test("a difference names each rule, token and root that comes, goes or changes, and nothing else", () => {
  const before = { ...settings(rule("same"), rule("gone"), rule("wider", { images: ["a/*"] })), acceptUnsignedFrom: ["t1"] };
  const after = { ...settings(rule("same"), rule("wider"), rule("new")), roots: [{ name: "own", sha256: "c".repeat(64) }] };
  const found = prepareDifference(before, after);
  expect(found.map(({ what, name }) => `${what} ${name}`)).toEqual([
    "removed Rule gone", "changed Rule wider", "added Rule new", "removed Unsigned reports of the token t1", `added Trust root own = sha256:${"c".repeat(64)}`,
  ]);
  expect(found[1]?.fields).toEqual([{ field: "Images", before: "a/*", after: "any image" }]);
  expect(prepareDifference(before, before)).toEqual([]);
});

test("a change of the pattern's kind shows as both, so that nobody reads a pattern as an exact subject", () => {
  const pattern = rule("a", { signer: { type: "identity", issuer: "https://gitlab.com", subject: { type: "pattern", value: "https://gitlab.com/a/b" } } });
  expect(prepareDifference(settings(rule("a")), settings(pattern))[0]?.fields.map(({ field }) => field).sort()).toEqual(["Exact subject", "Pattern"]);
});

test("how a version came about names who decided", () => {
  expect(howText({ how: "approved", decidedBy: { id: "user:b", name: "Bert" } })).toBe("Approved by Bert");
  expect(howText({ how: "elapsed", decidedBy: null })).toContain("24 hours");
});
