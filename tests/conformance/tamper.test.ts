import { describe, expect, it } from "vitest";
import { failingStep } from "../../domain/verification/check-list";
import type { CheckId, DetachedSignature, Verdict, VerifyRequest } from "../../domain/verification/model";
import { verifyDocument } from "../../domain/verification/verify-document";
import { CARRIED, policyWith, type Alteration, type Carried } from "./forge/alteration";
import { COMMON, untouched } from "./forge/alterations";
import { CONTENT, type ContentAlteration } from "./forge/content-alterations";
import { PROOFS } from "./forge/log-alterations";
import {
  asAnnotatedEnvelope,
  asBundle,
  asBundleJson,
  asSimpleSigning,
  DIGEST,
  envelopeJson,
  forge,
  PREDICATE,
  type Forged,
  type Handed,
  type Style,
} from "./forge/documents";
import { newWorld, rootOf, type RootOptions } from "./forge/world";

const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
const HAND: Record<Carried, (forged: Forged) => Handed> = {
  bundle: withoutMissingEntry,
  envelope: asAnnotatedEnvelope,
  signing: asSimpleSigning,
};
const styleOf = (carried: Carried): Style => (carried === "signing" ? "artifact" : "envelope");

/** An emptied entry stands for none at all. */
function withoutMissingEntry(forged: Forged): Handed {
  if (forged.entry.canonicalizedBody !== "") return asBundle(forged);
  const json = JSON.stringify(asBundleJson(forged)).replace(
    /"tlogEntries":\[\{.*?"canonicalizedBody":""\}\]/,
    '"tlogEntries":[]',
  );
  return { kind: "sigstore-bundle", bytes: Buffer.from(json) };
}

function ask(
  handed: Handed,
  changes: (given: VerifyRequest) => Partial<VerifyRequest> = () => ({}),
  options: RootOptions = {},
): Verdict {
  const trust = { policy: policyWith({}), root: rootOf(worlds.ours, options), now: "2026-03-02T00:00:00Z" };
  const request: VerifyRequest = { ...handed, digest: DIGEST, image: "registry.test.example/org/app", trust };
  return verifyDocument({ ...request, ...changes(request) });
}

function alter(carried: Carried, alteration: Alteration): Verdict {
  const base = untouched(worlds);
  const changed = { ...base, ...alteration.recipe?.(base, worlds) };
  const style = styleOf(carried);
  const forged = forge(changed, style);
  const handed = HAND[carried](alteration.forged?.(forged, { recipe: changed, style, worlds }) ?? forged);
  return ask(handed, (given) => alteration.request?.(given, worlds) ?? {});
}

function alterContent(carried: Carried, alteration: ContentAlteration): Verdict {
  const base = untouched(worlds);
  const style = styleOf(carried);
  return ask(HAND[carried](forge({ ...base, payload: alteration.text(base, style) }, style)));
}

function expectNamed(verdict: Verdict, step: CheckId | undefined): void {
  expect(verdict.state).not.toBe("verified");
  expect(verdict).toMatchObject({ signer: null, issuer: null, signedAt: [], log: [] });
  expect(failingStep(verdict.checks)).not.toBeNull();
  const named = verdict.checks.filter((check) => check.required && check.ok !== true).map((check) => check.id);
  expect(named).toContain(step);
}

const stepFor = (step: Alteration["step"], carried: Carried): CheckId | undefined =>
  typeof step === "string" ? step : step[carried];

describe.each(CARRIED)("%s: untouched", (carried) => {
  it.each(["none", "good"] as const)("is verified, with a timestamp: %s", (timestamp) => {
    const verdict = ask(HAND[carried](forge({ ...untouched(worlds), timestamp }, styleOf(carried))));
    expect(verdict.checks.filter((check) => check.required && check.ok !== true)).toEqual([]);
    expect(verdict).toMatchObject({
      state: "verified",
      ruleId: "build",
      trustRootVersion: "test root 1",
      issuer: "https://issuer.test.example",
    });
  });

  it("is verified with a timestamp alone where the root lists no log", () => {
    const forged = forge({ ...untouched(worlds), timestamp: "good" }, styleOf(carried));
    const verdict = ask(HAND[carried]({ ...forged, entry: { ...forged.entry, canonicalizedBody: "" } }), undefined, {
      logs: false,
    });
    expect(verdict).toMatchObject({ state: "verified", log: [] });
  });
});

describe.each(CARRIED)("%s: altered", (carried) => {
  it("is altered in at least 40 ways", () => {
    expect(COMMON.length + CONTENT.length).toBeGreaterThanOrEqual(40);
  });

  it.each(COMMON)("$name is never verified and named", (alteration) => {
    expectNamed(alter(carried, alteration), stepFor(alteration.step, carried));
  });

  it.each(CONTENT)("$name is never verified and named", (alteration) => {
    expectNamed(alterContent(carried, alteration), stepFor(alteration.step, carried));
  });
});

describe("bundle: altered proofs", () => {
  it.each(PROOFS)("$name is never verified and named", (alteration) => {
    expectNamed(alter("bundle", alteration), stepFor(alteration.step, "bundle"));
  });
});

describe.each(["envelope", "signing"] as const)("%s: altered annotations", (carried) => {
  const handed = HAND[carried](forge({ ...untouched(worlds), timestamp: "good" }, styleOf(carried)));
  const { detached } = handed;
  if (!detached?.rekorBundle || !detached.certificate || !detached.rfc3161) throw new Error("everything lies beside it");
  const changed = (key: keyof DetachedSignature, change: (text: string) => string | null): DetachedSignature => ({ ...detached, [key]: change(detached[key] ?? "") });
  const cases: [string, CheckId, DetachedSignature][] = [
    ["a time of logging that nobody signed", "structure", changed("rekorBundle", (text) => text.replace(/"SignedEntryTimestamp":"[^"]*",/, ""))],
    ["an emptied promise", "structure", changed("rekorBundle", (text) => text.replace(/"SignedEntryTimestamp":"[^"]*"/, '"SignedEntryTimestamp":""'))],
    ["a log bundle with a key twice", "structure", changed("rekorBundle", (text) => text.replace(/}$/, ',"Payload":{}}'))],
    ["a log bundle that is none", "structure", changed("rekorBundle", () => "[]")],
    ["a body that is no base64", "structure", changed("rekorBundle", (text) => text.replace(/"body":"[^"]*"/, '"body":"%%"'))],
    ["a time of logging as text", "structure", changed("rekorBundle", (text) => text.replace(/"integratedTime":(\d+)/, '"integratedTime":"$1"'))],
    ["a log's name that is no hash", "structure", changed("rekorBundle", (text) => text.replace(/"logID":"[^"]*"/, '"logID":"log"'))],
    ["no certificate", "signing-key", changed("certificate", () => null)],
    ["a certificate that is none", "structure", changed("certificate", () => "-----BEGIN CERTIFICATE-----")],
    ["a timestamp that is none", "structure", changed("rfc3161", () => "{}")],
    ["a timestamp cut short", "structure", changed("rfc3161", (text) => text.replace(/.{40}"}$/, '"}'))],
  ];
  it.each(cases)("%s is never verified and named", (_name, step, beside) => {
    expectNamed(ask({ ...handed, detached: beside }), step);
  });

  it("nothing beside it: a signature by nobody in particular", () => {
    const { detached: _none, ...alone } = handed;
    expectNamed(ask(alone), carried === "envelope" ? "signing-key" : "signature");
  });
});

describe.each(["bundle", "envelope"] as const)("%s: the type that is asked for", (carried) => {
  const handed = HAND[carried](forge(untouched(worlds), styleOf(carried)));
  it.each([PREDICATE, PREDICATE.replace("https://", "")])("%s is the same type", (predicateType) => {
    expect(ask(handed, () => ({ predicateType })).state).toBe("verified");
    expect(ask(handed, ({ trust }) => ({ trust: { ...trust, policy: policyWith({ predicateTypes: [predicateType] }) } })).state).toBe("verified");
  });
  it.each([`${PREDICATE}/`, PREDICATE.replace("https", "http"), PREDICATE.toUpperCase(), PREDICATE.slice(0, -1), `${PREDICATE}.1`, "", `https://https://${PREDICATE}`])("%j is another type", (predicateType) => {
    expectNamed(ask(handed, () => ({ predicateType })), "predicate-type");
    expectNamed(ask(handed, ({ trust }) => ({ trust: { ...trust, policy: policyWith({ predicateTypes: [predicateType] }) } })), "rule-predicate");
  });
});

describe("altered bytes", () => {
  const forged = forge(untouched(worlds), "envelope");
  const bundle = JSON.stringify(asBundleJson(forged));
  const envelope = JSON.stringify(envelopeJson(forged));
  const { detached } = asAnnotatedEnvelope(forged);
  const twice = {
    ...envelopeJson(forged),
    signatures: [envelopeJson(forged).signatures, envelopeJson(forged).signatures].flat(),
  };
  const certificate = forged.certificate.toString("base64");
  const cases: [string, CheckId, (text: string) => string][] = [
    [
      "a key that occurs twice",
      "duplicate-keys",
      (text) => text.replace(/}$/, ',"payloadType":"x","payloadType":"y"}'),
    ],
    ["something behind the end", "structure", (text) => `${text} {}`],
    ["an end that is missing", "structure", (text) => text.slice(0, -5)],
    ["nothing at all", "structure", () => ""],
    ["a list around it", "structure", (text) => `[${text}]`],
    ["a prototype key", "structure", (text) => text.replace(/}$/, ',"__proto__":{}}')],
    ["a payload with a foreign character", "structure", (text) => text.replace('"payload":"', '"payload":"!')],
    ["a signature with a foreign character", "structure", (text) => text.replace('"sig":"', '"sig":" ')],
    ["no payload", "structure", (text) => text.replace(/"payload":"[^"]*"/, '"payload":""')],
    ["no signature", "structure", (text) => text.replace(/"signatures":\[[^\]]*\]/, '"signatures":[]')],
    [
      "another payload type",
      "signature",
      (text) => text.replace("application/vnd.in-toto+json", "application/vnd.other+json"),
    ],
  ];
  it.each(cases)("%s in a bundle", (_name, step, change) => {
    expectNamed(ask({ kind: "sigstore-bundle", bytes: Buffer.from(change(bundle)) }), step);
  });
  it.each(cases)("%s in an envelope", (_name, step, change) => {
    expectNamed(ask({ kind: "dsse", bytes: Buffer.from(change(envelope)), detached }), step);
  });

  const bundles: [string, CheckId, string][] = [
    ["an unknown media type", "structure", bundle.replace("bundle.v0.3", "bundle.v9.9")],
    ["no media type", "structure", bundle.replace("mediaType", "mediaTypo")],
    [
      "a certificate chain in a 0.3 bundle",
      "structure",
      bundle.replace(
        /"certificate":\{[^}]*\}/,
        `"x509CertificateChain":{"certificates":[{"rawBytes":"${certificate}"}]}`,
      ),
    ],
    [
      "two kinds of key material",
      "structure",
      bundle.replace('"tlogEntries"', '"publicKey":{"hint":""},"tlogEntries"'),
    ],
    [
      "two contents",
      "structure",
      bundle.replace(
        /}$/,
        ',"messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"AA=="},"signature":"AA=="}}',
      ),
    ],
    ["a second signature", "structure", JSON.stringify({ ...asBundleJson(forged), dsseEnvelope: twice })],
    [
      "the same entry twice",
      "whole-bundle",
      bundle.replace(/"tlogEntries":\[(.*)\]\}(,"dsseEnvelope")/, '"tlogEntries":[$1,$1]}$2'),
    ],
    [
      "a key instead of the certificate",
      "signing-key",
      bundle.replace(/"certificate":\{[^}]*\}/, '"publicKey":{"hint":"x"}'),
    ],
  ];
  it.each(bundles)("%s", (_name, step, text) => {
    expect(text).not.toBe(bundle);
    expectNamed(ask({ kind: "sigstore-bundle", bytes: Buffer.from(text) }), step);
  });

  it("a second signature in an envelope takes its certificate away", () => {
    expectNamed(ask({ kind: "dsse", bytes: Buffer.from(JSON.stringify(twice)), detached }), "signing-key");
  });

  it("the older spelling of media type 0.3 is verified too", () => {
    const older = bundle.replace(
      "application/vnd.dev.sigstore.bundle.v0.3+json",
      "application/vnd.dev.sigstore.bundle+json;version=0.3",
    );
    expect(ask({ kind: "sigstore-bundle", bytes: Buffer.from(older) }).state).toBe("verified");
  });

  it("0.1 and 0.2 bundles with a chain are verified, whatever else the chain holds", () => {
    for (const version of ["0.1", "0.2"]) {
      const root = worlds.ours.authority.der.toString("base64");
      const chained = bundle
        .replace(
          "application/vnd.dev.sigstore.bundle.v0.3+json",
          `application/vnd.dev.sigstore.bundle+json;version=${version}`,
        )
        .replace(
          /"certificate":\{[^}]*\}/,
          `"x509CertificateChain":{"certificates":[{"rawBytes":"${certificate}"},{"rawBytes":"${root}"}]}`,
        );
      expect(ask({ kind: "sigstore-bundle", bytes: Buffer.from(chained) }).state).toBe("verified");
    }
  });

  it("a bare statement is unsigned, whatever it says", () => {
    const verdict = ask({ kind: "in-toto-statement", bytes: forged.payload });
    expect(verdict).toMatchObject({ state: "unsigned", predicateType: PREDICATE, signer: null });
  });
});
