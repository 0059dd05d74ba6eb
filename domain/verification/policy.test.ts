import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { evaluateTrust, policyProblems, type TrustQuestion } from "./policy";
import type { TrustPolicy, TrustRule } from "./policy-model";
import { readPublicKey } from "./public-key";
import { unwrapOk } from "../model/problem";

const pem = generateKeyPairSync("ed25519").publicKey.export({ format: "pem", type: "spki" }).toString();
const { fingerprint } = unwrapOk(readPublicKey(pem));
const ISSUER = "https://issuer.example";
const SUBJECT = "https://ci.example/org/repo";
const open = { predicateTypes: null, images: null, validFrom: null, validTo: null };
const ours: TrustRule = {
  id: "ours",
  name: "ours",
  signer: { type: "identity", issuer: ISSUER, subject: { type: "exact", value: SUBJECT } },
  ...open,
};
const key: TrustRule = { id: "key", name: "release key", signer: { type: "key", pem, requireLog: false }, ...open };
const policy = (...rules: TrustRule[]): TrustPolicy => ({ id: "p", rules, acceptUnsignedFrom: ["token-1"] });
const question: TrustQuestion = {
  signer: { type: "identity", issuer: ISSUER, subject: SUBJECT },
  predicateType: "https://slsa.dev/provenance/v1",
  image: "ghcr.io/org/app",
  signedAt: [new Date("2026-03-01T00:00:00Z")],
  now: "2026-06-01T00:00:00Z",
};
const failed = (rule: TrustRule, changes: Partial<TrustQuestion> = {}): string[] =>
  evaluateTrust(policy(rule), { ...question, ...changes })
    .checks.filter((check) => check.ok !== true)
    .map((check) => check.id);

describe("who may sign what", () => {
  it("the exact issuer and subject are trusted", () => {
    expect(evaluateTrust(policy(ours), question)).toMatchObject({ trusted: true, ruleId: "ours" });
  });

  it.each([
    ["another issuer", { issuer: `${ISSUER}.evil.test`, subject: SUBJECT }, ["issuer"]],
    ["another subject", { issuer: ISSUER, subject: `${SUBJECT}2` }, ["identity"]],
    ["neither", { issuer: null, subject: null }, ["issuer", "identity"]],
  ])("%s is not", (_name, signer, ids) => {
    expect(failed(ours, { signer: { type: "identity", ...signer } })).toEqual(ids);
  });

  it("a key is known by its fingerprint and nothing else", () => {
    expect(evaluateTrust(policy(ours, key), { ...question, signer: { type: "key", fingerprint } })).toMatchObject({
      trusted: true,
      ruleId: "key",
    });
    expect(failed(key, { signer: { type: "key", fingerprint: "0".repeat(64) } })).toEqual(["signing-key"]);
  });

  it("a rule for some statements, images or times holds for those alone", () => {
    expect(failed({ ...ours, predicateTypes: ["slsa.dev/provenance/v1"] })).toEqual([]);
    expect(failed({ ...ours, predicateTypes: ["https://slsa.dev/provenance/v0.2"] })).toEqual(["rule-predicate"]);
    expect(failed({ ...ours, predicateTypes: ["https://slsa.dev/provenance/v1"] }, { predicateType: null })).toEqual([
      "rule-predicate",
    ]);
    expect(failed({ ...ours, images: ["ghcr.io/org/*"] })).toEqual([]);
    expect(failed({ ...ours, images: ["ghcr.io/*", "ghcr.io/org/ap"] })).toEqual(["rule-image"]);
    expect(failed({ ...ours, images: ["ghcr.io/**"] }, { image: null })).toEqual(["rule-image"]);
    expect(failed({ ...ours, validFrom: "2026-02-01T00:00:00Z", validTo: "2026-04-01T00:00:00Z" })).toEqual([]);
    expect(failed({ ...ours, validTo: "2026-02-01T00:00:00Z" })).toEqual(["rule-period"]);
    expect(failed({ ...ours, validTo: "not a time" })).toEqual(["rule-period"]);
  });

  it("without a signed time the time of checking is held against the period", () => {
    expect(failed({ ...ours, validTo: "2026-04-01T00:00:00Z" }, { signedAt: [] })).toEqual(["rule-period"]);
  });

  it("every signed time must lie in the period", () => {
    const signedAt = [new Date("2026-03-01T00:00:00Z"), new Date("2027-03-01T00:00:00Z")];
    expect(failed({ ...ours, validTo: "2026-04-01T00:00:00Z" }, { signedAt })).toEqual(["rule-period"]);
  });

  it("the rule that comes nearest is explained, all are listed", () => {
    const far: TrustRule = {
      ...ours,
      id: "far",
      signer: { type: "identity", issuer: "https://x.example", subject: { type: "exact", value: "y" } },
    };
    const near: TrustRule = { ...ours, id: "near", images: ["other"] };
    const answer = evaluateTrust(policy(far, near), question);
    expect([answer.trusted, answer.ruleId, answer.considered.map((rule) => rule.ruleId)]).toEqual([
      false,
      "near",
      ["far", "near"],
    ]);
  });

  it("no rule about such signers leaves the question open, it does not fail it", () => {
    expect(evaluateTrust(policy(key), question)).toMatchObject({
      trusted: false,
      ruleId: null,
      checks: [{ id: "identity", ok: null }],
    });
  });

  it("an empty exact subject or issuer trusts nobody", () => {
    const empty: TrustRule = {
      ...ours,
      signer: { type: "identity", issuer: "", subject: { type: "exact", value: "" } },
    };
    expect(failed(empty, { signer: { type: "identity", issuer: "", subject: "" } })).toEqual(["issuer", "identity"]);
  });
});

describe("policies as written", () => {
  it("a sound policy has no problems", () => expect(policyProblems(policy(ours, key))).toEqual([]));
  it("each problem points at its place", () => {
    const loose: TrustRule = {
      ...ours,
      signer: { type: "identity", issuer: "https://*.example", subject: { type: "pattern", value: ".*" } },
      validTo: "soon",
    };
    const broken: TrustRule = { ...key, signer: { type: "key", pem: "nothing", requireLog: true } };
    expect(policyProblems(policy(loose, broken)).map(({ code, at }) => `${code} ${at}`)).toEqual([
      "verification/issuer /rules/0/signer/issuer",
      "verification/pattern-unanchored /rules/0/signer/subject",
      "verification/period /rules/0/validTo",
      "verification/key-not-public /rules/1/signer/pem",
    ]);
  });
});
