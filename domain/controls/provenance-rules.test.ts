import { describe, expect, it } from "vitest";
import { evaluateDigest } from "../evaluation/evaluate-digest";
import { attestation, evidence, facts, policy } from "../evaluation/test-facts";
import type { ProvenanceFacts } from "../model/document";
import type { AttestationRecord, Because, ControlResult, DigestFacts } from "../model/evaluation";
import type { ProvenanceExpectation } from "../provenance/model";

const BUILDER = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@refs/tags/v2.0.0";
const COMMIT = "4f9a1c7e".repeat(5);
const BASE = "c".repeat(64);
const read: ProvenanceFacts = {
  predicateType: "https://slsa.dev/provenance/v1", builderId: BUILDER, buildType: "t", source: null, materials: [], invocationId: null, startedAt: null, finishedAt: null, builderVersion: {},
  sourceRepository: "https://github.com/example/app", sourceRef: "refs/heads/main", sourceCommit: COMMIT, entryPoint: ".github/workflows/build.yml", parameters: [], parametersLeftOut: 0,
  images: [{ uri: "docker://golang", name: "golang", sha256: BASE }],
  claims: { parametersComplete: null, environmentComplete: null, materialsComplete: null, reproducible: null, hermetic: null },
};
const verified = (rest: Partial<AttestationRecord> = {}): AttestationRecord =>
  attestation({ evidence: "E-10", state: "verified", builderId: BUILDER, buildType: "t", source: "https://github.com/example/app", sourceRevision: COMMIT, signer: BUILDER, issuer: "https://token.actions.githubusercontent.com", materials: [{ uri: "docker://golang", digest: `sha256:${BASE}` }], provenance: read, ...rest });
const signature = attestation({ evidence: "E-07", predicateType: "https://sigstore.dev/cosign/sign/v1", title: "Image signature", state: "verified", signer: "ci" });
const wants = (rest: Partial<ProvenanceExpectation>): ProvenanceExpectation => ({ version: 2, sourceRepository: null, builderId: null, ref: null, workflow: null, minimumLevel: null, author: "lead", recordedAt: "2026-11-01T00:00:00Z", ...rest });
const FAILED = [{ id: "signature", name: "The signature fits content and key", expected: "a good signature", got: "another content", ok: false, required: true }];

/** A signed digest that runs, with these provenance records. */
function given(records: AttestationRecord[], rest: Partial<DigestFacts> = {}): DigestFacts {
  const all = [signature, ...records];
  return facts({
    current: { is: true, basis: "deployment", since: "2026-11-05T00:00:00Z" }, attestations: all,
    evidence: [...facts().evidence, ...all.map((one) => evidence(one.evidence, one === signature ? "signature" : "provenance", { verification: one.state, binding: "subject" }))], ...rest,
  });
}
const of = (all: DigestFacts, framework: string, control: string): ControlResult => {
  const found = evaluateDigest(all).results.find((one) => one.framework === framework && one.control === control);
  if (!found) throw new Error(`no result for ${framework} ${control}`);
  return found;
};
const fed = (all: DigestFacts, control: string): ControlResult => of(all, "fedramp-rev5-moderate", control);
const nist = (all: DigestFacts): ControlResult => of(all, "nist-800-190", "4.1.5");
const cis = (all: DigestFacts, control: string): ControlResult => of(all, "cis-docker", control);
const reason = (result: ControlResult, lookedFor: string): Because | undefined => result.because.find((one) => one.lookedFor.startsWith(lookedFor));
const ORIGIN: readonly (readonly [string, (all: DigestFacts) => ControlResult])[] = [
  ["4.1.5", nist], ...["SI-7", "SR-3", "SA-10", "SA-15", "CM-2"].map((control) => [control, (all: DigestFacts) => fed(all, control)] as const),
];

describe.each(ORIGIN)("%s and verified provenance", (_control, ask) => {
  it("says who built it, from what, and the level that is supported with what keeps it from a higher one", () => {
    const own = "https://github.com/example/app/.github/workflows/build.yml@refs/heads/main";
    const because = ask(given([verified({ builderId: own, signer: own })]));
    expect(reason(because, "Who built it")).toMatchObject({ found: own, so: "note", evidence: ["E-10"] });
    expect(reason(because, "What it was built from, by")?.found).toBe(`https://github.com/example/app, refs/heads/main, commit ${COMMIT}`);
    expect(reason(because, "The SLSA build level")?.found).toMatch(/supports SLSA Build L2\. L3 is not supported\. Looked for: a builder that is known to be isolated/);
  });

  it("never rests on provenance that is not verified", () => {
    for (const state of ["unsigned", "unknown"] as const) {
      const result = ask(given([verified({ state, signer: null, issuer: null })]));
      const point = reason(result, "Verified build provenance");
      expect(point?.found).toContain("It supports nothing here");
      expect(point?.so).toBe(_control === "SI-7" ? "note" : "needs_evidence");
      expect(reason(result, "Who built it")).toBeUndefined();
    }
  });

  it("fails when verified provenance breaks what the line expects, and cannot tell without verification", () => {
    const broken = ask(given([verified()], { expectation: wants({ sourceRepository: "https://github.com/other/app", builderId: "https://ci.example.org" }) }));
    expect(broken.outcome).toBe("fail");
    expect(broken.says).toContain("Not as expected");
    const point = broken.because[0];
    expect(point).toMatchObject({ so: "fail", evidence: ["E-10"] });
    expect(point?.lookedFor).toMatch(/^As the image line expects: .* \(expectation version 2\)$/);
    const open = ask(given([], { expectation: wants({ sourceRepository: "https://github.com/example/app", builderId: BUILDER }) }));
    expect(open.because.find((one) => one.lookedFor.startsWith("As the image line expects"))?.so).toBe("needs_evidence");
    expect(open.outcome).toBe("needs_evidence");
  });
});

describe("provenance whose verification failed", () => {
  const failed = verified({ state: "invalid", checks: FAILED });
  it("fails the controls about integrity, with the step that failed", () => {
    for (const result of [fed(given([failed]), "SI-7"), nist(given([failed]))]) {
      expect(result.outcome).toBe("fail");
      expect(reason(result, "Build provenance whose verification")?.found).toBe("Build provenance: verification failed at “The signature fits content and key” (expected a good signature, got another content)");
    }
    expect(cis(given([failed]), "4.12")).toMatchObject({ outcome: "fail" });
  });
  it("is missing evidence where the control asks for provenance", () => {
    for (const control of ["SR-3", "SA-10", "SA-15", "CM-2"]) expect(fed(given([failed]), control)).toMatchObject({ outcome: "needs_evidence" });
  });
  it("is not counted beside provenance that is verified", () => {
    const result = fed(given([verified(), verified({ evidence: "E-11", state: "invalid", checks: FAILED })]), "SI-7");
    expect(result.outcome).toBe("pass");
    expect(reason(result, "Every provenance verifies")).toMatchObject({ so: "note", evidence: ["E-11"] });
  });
});

describe("a pass", () => {
  const approving = policy({ approved: { ...policy().approved, builders: [BUILDER] } });
  it("of SI-7 needs the signature and what is expected, not provenance that nobody asked for", () => {
    expect(fed(given([]), "SI-7").outcome).toBe("pass");
    expect(fed(given([verified()], { expectation: wants({ minimumLevel: 3 }) }), "SI-7").outcome).toBe("pass");
  });
  it("of SA-15 needs a verified, approved and hosted builder", () => {
    expect(fed(given([verified()], { policy: approving }), "SA-15")).toMatchObject({ outcome: "pass", says: "An approved, hosted builder was verified." });
    expect(fed(given([verified()], { expectation: wants({ builderId: BUILDER }) }), "SA-15").outcome).toBe("pass");
    expect(fed(given([verified()]), "SA-15")).toMatchObject({ outcome: "needs_evidence", says: "Nobody has said which builders are approved.", wouldDecide: ["approved_lists"] });
    expect(fed(given([verified({ builderId: "https://ci.example.org" })], { policy: approving }), "SA-15")).toMatchObject({ outcome: "fail", says: "The builder is not on the approved list." });
    expect(fed(given([verified({ signer: "somebody" })], { policy: approving }), "SA-15")).toMatchObject({ outcome: "needs_evidence", says: "Verified provenance is held, and it does not show a hosted builder." });
  });
  it("of SR-3 needs every step from the commit to what runs", () => {
    expect(fed(given([verified()], { policy: approving }), "SR-3").outcome).toBe("pass");
    const commitless = verified({ sourceRevision: null, provenance: { ...read, sourceCommit: null } });
    expect(reason(fed(given([commitless], { policy: approving }), "SR-3"), "The source commit")).toMatchObject({ so: "needs_evidence" });
    const baseless = verified({ provenance: { ...read, images: [] } });
    expect(reason(fed(given([baseless], { policy: approving }), "SR-3"), "Images it was built from")).toMatchObject({ so: "needs_evidence", found: "None is named" });
    expect(fed(given([verified()], { policy: approving, current: { is: true, basis: "tag", since: null } }), "SR-3").outcome).toBe("needs_evidence");
    expect(fed(given([verified()], { policy: policy({ approved: { ...approving.approved, bases: [] } }) }), "SR-3")).toMatchObject({ outcome: "fail", says: "The base image is not on the approved list." });
  });
  it("of SA-15 and SR-3 rests on one provenance that says all of it, not on parts of two", () => {
    const other = "https://ci.example.org";
    const partial = verified({ builderId: BUILDER, signer: "somebody", sourceRevision: null, provenance: { ...read, sourceCommit: null } });
    const unapproved = verified({ evidence: "E-11", builderId: other, signer: other });
    const mixed = given([partial, unapproved], { policy: approving });
    for (const control of ["SA-15", "SR-3"]) {
      expect(fed(mixed, control).outcome, control).toBe("needs_evidence");
      expect(fed(given([partial, verified({ evidence: "E-11" })], { policy: approving }), control).outcome, control).toBe("pass");
    }
    expect(reason(fed(mixed, "SR-3"), "Builder, source commit and base images")).toMatchObject({ so: "needs_evidence", evidence: ["E-10", "E-11"] });
  });
  it("of SA-10 and CM-2 is nothing that provenance alone gives", () => {
    const all = given([verified()], { policy: approving, expectation: wants({ sourceRepository: "https://github.com/example/app" }) });
    expect(fed(all, "SA-10")).toMatchObject({ outcome: "needs_evidence", says: "The commit it was built from was not shown to have been reviewed." });
    expect(fed(all, "CM-2")).toMatchObject({ outcome: "manual", wouldDecide: ["control_statement"] });
    expect(reason(fed(given([verified()]), "CM-2"), "The baseline of the image line")).toMatchObject({ so: "needs_evidence" });
    const nothing = verified({ source: null, buildType: null, provenance: { ...read, sourceRepository: null } });
    expect(fed(given([nothing]), "CM-2")).toMatchObject({ outcome: "fail", says: "The digest runs, and its verified provenance names no build definition." });
  });
});

describe("the benchmark", () => {
  it("4.2 says which builder confirms the base, and that unverified provenance confirms none", () => {
    const listed = policy({ approved: { ...policy().approved, bases: [{ digest: BASE, name: "golang", expiresAt: null }] } });
    expect(reason(cis(given([verified()], { policy: listed }), "4.2"), "The base on the approved list")?.found).toBe(`golang, confirmed by verified provenance of ${BUILDER}`);
    expect(reason(cis(given([verified({ state: "unknown" })]), "4.2"), "The digest of the base image")).toMatchObject({ found: "Only provenance names one, and it is not verified", evidence: ["E-10"] });
    expect(reason(cis(given([verified({ state: "invalid" })]), "4.2"), "The digest of the base image")?.found).toBe("Only provenance names one, and its verification failed");
  });
  it("4.11 counts the inputs that verified provenance lists, and does not take the list for a check", () => {
    const listed = cis(given([verified()]), "4.11");
    expect(listed).toMatchObject({ outcome: "needs_evidence", wouldDecide: ["build_source"] });
    expect(reason(listed, "Build inputs with hashes")).toMatchObject({ so: "note", found: `one input by verified provenance of ${BUILDER}, each with a hash` });
    const bare = cis(given([verified({ materials: [{ uri: "https://example.org/tool.tgz", digest: null }] })]), "4.11");
    expect(reason(bare, "Build inputs with hashes")).toMatchObject({ so: "manual" });
    expect(reason(cis(given([verified({ state: "unknown" })]), "4.11"), "Build inputs with hashes")).toBeUndefined();
  });
});

it("says a broken expectation once in the verdict, however many controls fail for it", () => {
  const { verdict } = evaluateDigest(given([verified()], { expectation: wants({ ref: "refs/tags/**" }) }));
  expect(verdict.result).toBe("fail");
  expect(verdict.sentence).toMatch(/^Not ready to accept\. Its provenance is not as expected, /);
  expect(verdict.sentence).not.toMatch(/signature is not good|trusted image|supply chain/);
});
