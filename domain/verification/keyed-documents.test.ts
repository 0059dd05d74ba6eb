import { constants, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CheckId, Verdict, VerifyRequest } from "./model";
import type { TrustRule } from "./policy-model";
import { preAuthEncoding } from "./pre-auth-encoding";
import { verifyDocument } from "./verify-document";

const DIGEST = "c".repeat(64);
const TYPE = "application/vnd.in-toto+json";
const statement = (digest: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      _type: "https://in-toto.io/Statement/v0.1",
      subject: [{ name: "x", digest: { sha256: digest } }],
      predicateType: "https://spdx.dev/Document",
      predicate: {},
    }),
  );
type Pair = { privateKey: KeyObject; publicKey: KeyObject };
const ec = (namedCurve: string): Pair => generateKeyPairSync("ec", { namedCurve });
const rsa: Pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const edwards: Pair = generateKeyPairSync("ed25519");
const [first, second, third] = [ec("P-256"), ec("P-256"), ec("P-256")];
const [p384, p521] = [ec("P-384"), ec("P-521")];

const ruleOf = (pair: Pair, changes: Partial<TrustRule> = {}, requireLog = false): TrustRule => ({
  id: "release",
  name: "release key",
  signer: { type: "key", pem: pair.publicKey.export({ format: "pem", type: "spki" }).toString(), requireLog },
  predicateTypes: null,
  images: null,
  validFrom: null,
  validTo: null,
  ...changes,
});
const envelope = (payload: Buffer, signatures: Buffer[], payloadType = TYPE): Buffer =>
  Buffer.from(
    JSON.stringify({
      payloadType,
      payload: payload.toString("base64"),
      signatures: signatures.map((sig) => ({ keyid: "", sig: sig.toString("base64") })),
    }),
  );
const over = (pair: Pair, payload: Buffer, hash: string | null = "sha256"): Buffer =>
  sign(hash, preAuthEncoding(TYPE, payload), pair.privateKey);

function ask(bytes: Buffer, rules: TrustRule[], changes: Partial<VerifyRequest> = {}): Verdict {
  const trust = { policy: { id: "p", rules, acceptUnsignedFrom: [] }, root: null, now: "2026-06-01T00:00:00Z" };
  return verifyDocument({ bytes, kind: "dsse", digest: DIGEST, trust, ...changes });
}

const open = (verdict: Verdict): CheckId[] =>
  verdict.checks.filter((check) => check.required && check.ok !== true).map((check) => check.id);

describe("envelopes signed with a key", () => {
  const payload = statement(DIGEST);
  const pss = sign("sha256", preAuthEncoding(TYPE, payload), {
    key: rsa.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  });
  it.each([
    ["ECDSA P-256", first, over(first, payload)],
    ["ECDSA P-384, SHA-384", p384, over(p384, payload, "sha384")],
    ["ECDSA P-384, SHA-256", p384, over(p384, payload)],
    ["ECDSA P-521", p521, over(p521, payload, "sha512")],
    ["Ed25519", edwards, over(edwards, payload, null)],
    ["RSA PKCS#1", rsa, over(rsa, payload)],
    ["RSA PSS", rsa, pss],
  ])("%s is verified", (_name, pair, signature) => {
    expect(ask(envelope(payload, [signature]), [ruleOf(pair)])).toMatchObject({
      state: "verified",
      ruleId: "release",
      predicateType: "https://spdx.dev/Document",
    });
  });

  const signatures = [over(first, payload), over(second, payload), over(third, payload)];
  it.each([0, 1, 2])("of three signatures number %i is enough, and all are reported", (index) => {
    const pair = [first, second, third][index] ?? first;
    const verdict = ask(envelope(payload, signatures), [ruleOf(pair)]);
    expect(verdict.state).toBe("verified");
    const each = verdict.checks.filter((check) => check.id === "signature" && !check.required).map((check) => check.ok);
    expect(each).toEqual([0, 1, 2].map((at) => at === index));
  });

  it("one of two trusted keys is enough, and the verdict names its rule", () => {
    const verdict = ask(envelope(payload, [over(second, payload)]), [
      ruleOf(first, { id: "old" }),
      ruleOf(second, { id: "new" }),
    ]);
    expect(verdict).toMatchObject({ state: "verified", ruleId: "new" });
  });

  it("a key that holds under a rule for other images is not helped by another rule", () => {
    const rules = [ruleOf(first, { id: "there", images: ["other/*"] }), ruleOf(second, { id: "here" })];
    expect(open(ask(envelope(payload, [over(first, payload)]), rules, { image: "ours/app" }))).toEqual(["rule-image"]);
  });
});

describe("altered envelopes are never verified, and the step is named", () => {
  const payload = statement(DIGEST);
  const good = over(first, payload);
  const parsed = (bytes: Buffer, change: (text: string) => string): Buffer => Buffer.from(change(bytes.toString()));
  const cases: [string, CheckId, Buffer, TrustRule[]?, Partial<VerifyRequest>?][] = [
    ["another key", "signature", envelope(payload, [over(second, payload)])],
    [
      "another payload",
      "signature",
      envelope(statement("d".repeat(64)), [good]),
      undefined,
      { digest: "d".repeat(64) },
    ],
    ["another digest", "subject", envelope(statement("d".repeat(64)), [over(first, statement("d".repeat(64)))])],
    ["shown under another digest", "subject", envelope(payload, [good]), undefined, { digest: "d".repeat(64) }],
    ["another payload type under the old signature", "signature", envelope(payload, [good], "application/json")],
    [
      "another payload type, signed",
      "payload-type",
      envelope(payload, [sign("sha256", preAuthEncoding("text/plain", payload), first.privateKey)], "text/plain"),
    ],
    ["a signature over the bare payload", "signature", envelope(payload, [sign("sha256", payload, first.privateKey)])],
    [
      "a signature over the digest",
      "signature",
      envelope(payload, [sign("sha256", Buffer.from(DIGEST, "hex"), first.privateKey)]),
    ],
    [
      "three signatures, none ours",
      "signature",
      envelope(payload, [over(second, payload), over(third, payload), over(p384, payload)]),
    ],
    ["our signature with a byte more", "signature", envelope(payload, [Buffer.concat([good, Buffer.from([0])])])],
    ["no signature", "structure", envelope(payload, [])],
    ["an empty signature beside ours", "structure", envelope(payload, [Buffer.alloc(0), good])],
    [
      "too many signatures",
      "structure",
      envelope(
        payload,
        Array.from({ length: 65 }, () => good),
      ),
    ],
    [
      "a payload that is no text",
      "structure",
      parsed(envelope(payload, [good]), (text) => text.replace(/"payload":"[^"]*"/, '"payload":7')),
    ],
    [
      "signatures that are no list",
      "structure",
      parsed(envelope(payload, [good]), (text) => text.replace(/"signatures":\[.*\]/, '"signatures":"x"')),
    ],
    [
      "two payloads",
      "duplicate-keys",
      parsed(envelope(payload, [good]), (text) =>
        text.replace(/}$/, `,"payload":"${statement("d".repeat(64)).toString("base64")}"}`),
      ),
    ],
    ["a policy without rules", "signing-key", envelope(payload, [good]), []],
    [
      "a rule whose key is broken",
      "signing-key",
      envelope(payload, [good]),
      [ruleOf(first, { signer: { type: "key", pem: "x", requireLog: false } })],
    ],
    ["a rule that asks for a log entry", "log-presence", envelope(payload, [good]), [ruleOf(first, {}, true)]],
    [
      "a rule that has ended",
      "rule-period",
      envelope(payload, [good]),
      [ruleOf(first, { validTo: "2026-01-01T00:00:00Z" })],
    ],
    [
      "a rule that has not begun",
      "rule-period",
      envelope(payload, [good]),
      [ruleOf(first, { validFrom: "2027-01-01T00:00:00Z" })],
    ],
    [
      "a rule for another type",
      "rule-predicate",
      envelope(payload, [good]),
      [ruleOf(first, { predicateTypes: ["https://openvex.dev/ns"] })],
    ],
    [
      "a request for another type",
      "predicate-type",
      envelope(payload, [good]),
      undefined,
      { predicateType: "https://openvex.dev/ns" },
    ],
    [
      "a log entry beside it that nobody can check",
      "structure",
      envelope(payload, [good]),
      undefined,
      { detached: { signature: null, certificate: null, rekorBundle: "{}", rfc3161: null } },
    ],
  ];
  it.each(cases)("%s: %s", (_name, step, bytes, rules, changes) => {
    const verdict = ask(bytes, rules ?? [ruleOf(first)], changes);
    expect(verdict.state).not.toBe("verified");
    expect(verdict.signer).toBeNull();
    expect(open(verdict)).toContain(step);
  });
});

describe("image signatures made with a key", () => {
  const text = (digest: string, type = "cosign container image signature"): Buffer =>
    Buffer.from(
      JSON.stringify({
        critical: {
          identity: { "docker-reference": "ghcr.io/other/name" },
          image: { "docker-manifest-digest": `sha256:${digest}` },
          type,
        },
        optional: {},
      }),
    );
  const beside = (signature: Buffer | null): VerifyRequest["detached"] => ({
    signature: signature?.toString("base64") ?? null,
    certificate: null,
    rekorBundle: null,
    rfc3161: null,
  });
  const signed = (payload: Buffer, pair: Pair = first): Partial<VerifyRequest> => ({
    kind: "cosign-simple-signing",
    detached: beside(sign("sha256", payload, pair.privateKey)),
  });

  it("is verified on the manifest it names, whatever repository it mentions", () => {
    expect(ask(text(DIGEST), [ruleOf(first)], signed(text(DIGEST)))).toMatchObject({
      state: "verified",
      predicateType: null,
    });
  });

  const other = text("d".repeat(64));
  const cases: [string, CheckId, Buffer, Partial<VerifyRequest>][] = [
    ["about another manifest", "subject", other, signed(other)],
    ["altered after signing", "signature", text(DIGEST), signed(other)],
    ["of another key", "signature", text(DIGEST), signed(text(DIGEST), second)],
    ["of another type", "signed-type", text(DIGEST, "x"), signed(text(DIGEST, "x"))],
    ["without its signature", "structure", text(DIGEST), { kind: "cosign-simple-signing", detached: beside(null) }],
    ["without anything beside it", "signature", text(DIGEST), { kind: "cosign-simple-signing" }],
    [
      "asked for as an attestation",
      "predicate-type",
      text(DIGEST),
      { ...signed(text(DIGEST)), predicateType: "https://slsa.dev/provenance/v1" },
    ],
    ["with white space in front", "signature", Buffer.concat([Buffer.from(" "), text(DIGEST)]), signed(text(DIGEST))],
  ];
  it.each(cases)("%s it is not: %s", (_name, step, bytes, changes) => {
    const verdict = ask(bytes, [ruleOf(first)], changes);
    expect(verdict.state).not.toBe("verified");
    expect(open(verdict)).toContain(step);
  });
});
