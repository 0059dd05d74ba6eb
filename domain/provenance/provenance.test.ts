import { describe, expect, it } from "vitest";
import { evidenceIndex } from "../controls/basis/standing";
import { attestation, DIGEST, evidence, facts, policy } from "../evaluation/test-facts";
import type { ProvenanceFacts } from "../model/document";
import type { AttestationRecord, DigestFacts } from "../model/evaluation";
import { assessProvenance } from "./assess-provenance";
import { normalRepository } from "./expectations";
import { KNOWN_BUILDERS } from "./known-builder";
import type { ProvenanceExpectation } from "./model";

const WORKFLOW = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@refs/tags/v2.0.0";
const GITHUB = "https://token.actions.githubusercontent.com";
const read: ProvenanceFacts = {
  predicateType: "https://slsa.dev/provenance/v1", builderId: WORKFLOW, buildType: "t", source: null, materials: [], invocationId: null, startedAt: null, finishedAt: null, builderVersion: {},
  sourceRepository: "https://github.com/example/app", sourceRef: "refs/tags/v1.2", sourceCommit: null, entryPoint: ".github/workflows/build.yml", parameters: [], parametersLeftOut: 0, images: [],
  claims: { parametersComplete: null, environmentComplete: null, materialsComplete: null, reproducible: null, hermetic: null },
};
const proven = (rest: Partial<AttestationRecord> = {}): AttestationRecord =>
  attestation({ evidence: "E-04", predicateType: "https://slsa.dev/provenance/v1", state: "verified", subjectMatches: true, builderId: WORKFLOW, buildType: "t", source: "git+https://github.com/example/app@refs/tags/v1.2", signer: WORKFLOW, issuer: GITHUB, provenance: read, ...rest });
const given = (records: AttestationRecord[], rest: Partial<DigestFacts> = {}): DigestFacts =>
  facts({ attestations: records, evidence: records.map((one) => evidence(one.evidence, "provenance", { verification: one.state, binding: "subject" })), ...rest });
const assess = (records: AttestationRecord[], rest: Partial<DigestFacts> = {}) => {
  const all = given(records, rest);
  return assessProvenance(all, evidenceIndex(all));
};
const level = (records: AttestationRecord[], rest: Partial<DigestFacts> = {}): number => assess(records, rest).level.supports;
const approving = (...builders: string[]): Partial<DigestFacts> => ({ policy: policy({ approved: { ...policy().approved, builders } }) });

describe("the SLSA build level that is supported", () => {
  it("is none without provenance, and says so", () => {
    expect(assess([]).level).toMatchObject({ supports: 0, says: "No SLSA build level is supported: no build provenance of this digest was received." });
  });

  it("is L3 where the isolated builder's own workflow was verified as the signer", () => {
    expect(assess([proven()]).level).toMatchObject({ supports: 3, says: "This evidence supports SLSA Build L3." });
  });

  it.each(["unknown", "unsigned"] as const)("is L1 at most while the provenance is %s, and says that it is not verified", (state) => {
    const { supports, says } = assess([proven({ state, signer: null, issuer: null })]).level;
    expect(supports).toBe(1);
    expect(says).toContain("It is not verified, and unverified provenance supports no more than L1.");
  });

  it.each([
    ["failed verification", { state: "invalid" }],
    ["names no SHA-256 digest", { subjectMatches: null }],
    ["names no builder", { builderId: null }],
    ["states no build type", { buildType: null }],
    ["names no input", { source: null, materials: [] }],
  ] as const)("is none where the provenance %s", (_what, rest) => {
    expect(level([proven(rest as Partial<AttestationRecord>)])).toBe(0);
  });

  it("is L1 where somebody else signed in the isolated builder's name, or another authority vouched", () => {
    expect(level([proven({ signer: "https://github.com/example/app/.github/workflows/own.yml@refs/heads/main" })])).toBe(1);
    expect(level([proven({ issuer: "https://example.org" })])).toBe(1);
    expect(level([proven({ signer: "sha256:abc", issuer: null })])).toBe(1);
  });

  it("is L2 for a hosted builder that is not isolated, and L3 once this system approves it", () => {
    const own = "https://github.com/example/app/.github/workflows/build.yml@refs/heads/main";
    const record = proven({ builderId: own, signer: own });
    expect(level([record])).toBe(2);
    expect(level([record], approving(own))).toBe(3);
  });

  describe("of a builder for whom the generator's delegator signs", () => {
    const GENERATOR = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows";
    const DELEGATOR = `${GENERATOR}/delegator_lowperms-generic_slsa3.yml@refs/tags/v2.1.0`;
    const maven = `${GENERATOR}/builder_maven_slsa3.yml@refs/tags/v2.1.0`;
    const foreign = "https://github.com/example/builders/.github/workflows/builder_slsa3.yml@refs/tags/v1.2.3";
    const delegated = (builderId: string, signer = DELEGATOR) => proven({ builderId, signer });

    it("is L3 for the generator's own builders", () => {
      expect(level([delegated(maven)])).toBe(3);
      expect(level([delegated(maven, `${GENERATOR}/delegator_generic_slsa3.yml@refs/tags/v2.1.0`)])).toBe(3);
    });

    it("is L2 for anybody's builder, and L3 once this system approves it", () => {
      expect(level([delegated(foreign)])).toBe(2);
      expect(level([delegated(foreign)], approving(foreign))).toBe(3);
    });

    it.each([
      ["the delegator of another repository", maven, DELEGATOR.replace("slsa-framework", "example")],
      ["another workflow of the generator", maven, `${GENERATOR}/generator_generic_slsa3.yml@refs/tags/v2.1.0`],
      ["the delegator from a branch", maven, DELEGATOR.replace(/@.*/, "@refs/heads/main")],
      ["the delegator for a builder from a branch", maven.replace(/@.*/, "@refs/heads/main"), DELEGATOR],
      ["the delegator for a builder at no ref", maven.replace(/@.*/, ""), DELEGATOR],
    ])("is L1 where the signer is %s", (_who, builder, signer) => {
      expect(level([delegated(builder, signer)], approving(builder))).toBe(1);
    });

    it("is L1 where another authority vouched for the delegator", () => {
      expect(level([proven({ builderId: maven, signer: DELEGATOR, issuer: "https://example.org" })])).toBe(1);
    });
  });

  it("is L1 for a builder that nobody knows or approved, whoever signed", () => {
    const record = proven({ builderId: "https://ci.example.org/builder", signer: "https://ci.example.org" });
    expect(level([record])).toBe(1);
    expect(level([record], approving("https://ci.example.org/builder"))).toBe(3);
  });

  it("takes Google's hosted worker from a trusted key, and from no keyless signer", () => {
    const google = { builderId: "https://cloudbuild.googleapis.com/GoogleHostedWorker" };
    expect(level([proven({ ...google, signer: "sha256:abc", issuer: null })])).toBe(3);
    expect(level([proven(google)])).toBe(1);
  });

  it("does not count provenance that is in quarantine or about another digest", () => {
    expect(level([proven({ subjectMatches: false })])).toBe(0);
    const record = proven();
    const all = facts({ attestations: [record], evidence: [evidence("E-04", "provenance", { verification: "verified", binding: "conflict" })] });
    expect(assessProvenance(all, evidenceIndex(all)).level.supports).toBe(0);
  });

  it("is the best of several records, in whatever order they come", () => {
    const weak = proven({ evidence: "E-05", state: "unsigned", signer: null, issuer: null });
    expect(assess([weak, proven()]).level).toEqual(assess([proven(), weak]).level);
    expect(level([weak, proven()])).toBe(3);
  });

  it("keeps where each builder was looked up", () => {
    expect(KNOWN_BUILDERS.every(({ source }) => source.startsWith("https://"))).toBe(true);
  });
});

describe("what a team expects of its builds", () => {
  it("is not met in parts: one verified provenance has to say all of it", () => {
    const wanted: ProvenanceExpectation = { version: 1, author: "o", recordedAt: "2026-11-01T00:00:00Z", sourceRepository: "https://github.com/example/app", builderId: WORKFLOW, ref: null, workflow: null, minimumLevel: 3 };
    const sourceAlone = proven({ evidence: "E-05", builderId: null, provenance: { ...read, builderId: null } });
    const builderAlone = proven({ evidence: "E-06", source: null, materials: [{ uri: "git+https://elsewhere.example/other", digest: null }], provenance: { ...read, source: null, sourceRepository: null } });
    const { state, points } = assess([sourceAlone, builderAlone], { expectation: wanted }).expectations;
    expect(state).not.toBe("met");
    expect(new Set(points.flatMap((one) => one.evidence)).size).toBe(1);
    expect(assess([sourceAlone, builderAlone, proven()], { expectation: wanted }).expectations.state).toBe("met");
  });

  const wanted: ProvenanceExpectation = { version: 3, sourceRepository: "https://GitHub.com/example/app.git", builderId: WORKFLOW.split("@")[0] ?? "", ref: "refs/tags/v*", workflow: ".github/workflows/build.yml", minimumLevel: null, author: "a", recordedAt: "2026-11-01T00:00:00Z" };
  const expecting = (rest: Partial<ProvenanceExpectation>, records: AttestationRecord[]) => assess(records, { expectation: { ...wanted, ...rest } }).expectations;

  it("is met by verified provenance alone", () => {
    expect(expecting({}, [proven()])).toMatchObject({ version: 3, state: "met", says: "Verified provenance is as expected." });
    expect(expecting({}, [proven({ state: "unknown" })]).state).toBe("cannot_tell");
    expect(expecting({}, []).state).toBe("cannot_tell");
  });

  it.each([
    ["source repository", { sourceRepository: "https://github.com/example/app2" }],
    ["builder", { builderId: "https://ci.example.org" }],
    ["branch or tag", { ref: "refs/heads/*" }],
    ["workflow", { workflow: ".github/workflows/other.yml" }],
  ] as const)("is violated by another %s, with what was expected and got", (what, rest) => {
    const { state, says, points } = expecting(rest, [proven()]);
    expect(state).toBe("violated");
    expect(says).toContain(`the ${what} is`);
    expect(points.find((one) => one.state === "violated")).toMatchObject({ what, because: "Verified provenance says otherwise" });
  });

  it("is violated by unverified provenance that says otherwise, and not where a verified one is as expected", () => {
    const forged = proven({ evidence: "E-05", state: "unsigned", source: "https://github.com/evil/app" });
    expect(expecting({}, [forged]).says).toContain("(by unverified provenance)");
    expect(expecting({}, [forged, proven()]).state).toBe("met");
  });

  it("cannot be told where the provenance does not say it", () => {
    expect(expecting({}, [proven({ provenance: { ...read, sourceRef: null } })])).toMatchObject({ state: "cannot_tell", points: [{ state: "met" }, { state: "met" }, { state: "cannot_tell", got: null }, { state: "met" }] });
  });

  it("holds the level that verified provenance supports against the least that is expected", () => {
    const own = "https://github.com/example/app/.github/workflows/build.yml@refs/heads/main";
    const hosted = proven({ builderId: own, signer: own });
    const least = (minimumLevel: 1 | 2 | 3, records: AttestationRecord[]) => expecting({ builderId: null, minimumLevel }, records).points.at(-1);
    expect(least(2, [hosted])).toMatchObject({ what: "build level", expected: "L2 or higher", got: "L2", state: "met", evidence: ["E-04"] });
    expect(least(3, [proven()])).toMatchObject({ expected: "L3", got: "L3", state: "met" });
    expect(least(3, [hosted])).toMatchObject({ got: "L2", state: "violated", because: "Verified provenance supports less" });
    expect(least(1, [proven({ state: "unsigned" })])).toMatchObject({ got: "L1", state: "cannot_tell" });
    expect(least(1, [])).toMatchObject({ got: null, state: "cannot_tell" });
    expect(least(1, [proven({ state: "invalid" })])).toMatchObject({ got: null, state: "cannot_tell" });
  });

  it("takes no look-alike repository for the same", () => {
    expect(normalRepository("git+https://user@GitHub.com/a/b.git@refs/heads/main")).toBe("github.com/a/b");
    for (const other of ["https://github.com.evil.org/a/b", "https://github.com/a/b2", "https://evil.org/github.com/a/b", "https://github.com/A/b", "https://evil.org\\@github.com/a/b", "https://evil.org/\t@github.com/a/b", "https://evil.org?x@github.com/a/b"]) expect(normalRepository(other)).not.toBe("github.com/a/b");
  });
});

it("names base images once, the proven before what the image says of itself", () => {
  const images = [{ uri: "u", name: "golang", sha256: "c".repeat(64) }, { uri: "u", name: "self", sha256: DIGEST }, { uri: "u", name: "tag only", sha256: null }];
  const annotations = { "org.opencontainers.image.base.digest": `sha256:${"b".repeat(64)}`, "org.opencontainers.image.base.name": "docker.io/library/debian:12" };
  expect(assess([proven({ provenance: { ...read, images } })], { annotations }).bases).toEqual([
    { name: "golang", sha256: "c".repeat(64), by: "provenance", proven: true, evidence: "E-04" },
    { name: "docker.io/library/debian:12", sha256: "b".repeat(64), by: "annotation", proven: false, evidence: null },
  ]);
  expect(assess([], { annotations: { "org.opencontainers.image.base.digest": "sha256:zz" } }).bases).toEqual([]);
});
