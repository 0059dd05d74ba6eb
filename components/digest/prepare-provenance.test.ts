import { describe, expect, it } from "vitest";
import type { ProvenanceShape } from "../../contracts/digest";
import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestProvenanceTab } from "../../contracts/pages";
import { lineageGraph, lineageOutline, provenanceFacts, provenanceLead, signerUntrusted, sourceLink } from "./prepare-provenance";
import { prepareProvenanceVerify, shellWord } from "./prepare-provenance-verify";

const facts: DigestProvenanceTab["records"][number]["facts"] = {
  predicateType: "https://slsa.dev/provenance/v1", builderId: "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/x.yml@refs/tags/v2", buildType: "t", source: null, materials: [], invocationId: null, startedAt: null, finishedAt: null,
  builderVersion: { runner: "2.1" }, sourceRepository: "https://github.com/example/app", sourceRef: "refs/tags/v1", sourceCommit: "f".repeat(40), entryPoint: null, parameters: [], parametersLeftOut: 0, images: [],
  claims: { parametersComplete: true, environmentComplete: null, materialsComplete: false, reproducible: false, hermetic: null },
};
const record = { documentId: "d1", evidence: "E-04", predicateType: "https://slsa.dev/provenance/v1", facts };
const item = (verification: Partial<EvidenceItem["verification"]>): EvidenceItem =>
  ({ id: "E-04", documentId: "d1", fileName: "prov.json", fileSha256: "e".repeat(64), kind: "provenance", verification: { state: "verified", signer: "https://github.com/example/app/.github/workflows/b.yml@refs/heads/main", issuer: "https://token.actions.githubusercontent.com", at: null, checks: [], signedAt: [], log: [], policy: null, rule: null, root: null, ...verification } }) as unknown as EvidenceItem;
const target = { origin: "https://proofmark.example", system: "default", image: "registry.example/app", digest: `sha256:${"a".repeat(64)}` };
const assessment = (over: { state?: ProvenanceShape["expectations"]["state"]; bases?: ProvenanceShape["bases"] } = {}): ProvenanceShape => ({
  level: { supports: 1, track: "SLSA v1.1 build track", says: "This evidence supports SLSA Build L1. It is not verified.", evidence: "E-04", reasons: [] },
  expectations: { version: 1, state: over.state ?? "cannot_tell", says: over.state === "violated" ? "Not as expected: the builder is x." : "Cannot be told.", points: [] },
  bases: over.bases ?? [],
});
const tab = (provenance?: ProvenanceShape): Pick<DigestProvenanceTab, "header" | "held" | "records"> =>
  ({ records: [record], held: ["b".repeat(64)], header: { detail: { digest: target.digest, evaluation: provenance ? { provenance } : null }, successor: { digest: `sha256:${"c".repeat(64)}`, firstSeenAt: "" } } }) as unknown as DigestProvenanceTab;

describe("the first sentence", () => {
  it("is the broken expectation before any level", () => {
    expect(provenanceLead(assessment({ state: "violated" }), 1)).toEqual({ tone: "fail", lead: "Not as expected: the builder is x.", rest: "This evidence supports SLSA Build L1. It is not verified." });
  });

  it("looks like doubt below L2 and where nothing was evaluated", () => {
    expect(provenanceLead(assessment(), 1)).toMatchObject({ tone: "risk", lead: "This evidence supports SLSA Build L1." });
    expect(provenanceLead(null, 0)).toMatchObject({ tone: "risk", rest: "No provenance of this digest is held." });
  });
});

it("says what is complete and what is not, and leaves out what is not claimed", () => {
  expect(provenanceFacts(facts).at(-1)?.values).toEqual(["complete: parameters", "not complete: materials", "not reproducible"]);
});

it("links a commit only on hosts whose addresses are known", () => {
  expect(sourceLink(facts)).toBe(`https://github.com/example/app/commit/${"f".repeat(40)}`);
  expect(sourceLink({ ...facts, sourceRepository: "https://github.com.evil.example/a/b" })).toBe("https://github.com.evil.example/a/b");
});

it("leads from base and source over the build to this digest and the next, and says what nobody vouches for", () => {
  const bases: ProvenanceShape["bases"] = [{ name: "debian:12", sha256: "b".repeat(64), by: "annotation", proven: false, evidence: null }];
  const steps = lineageOutline(tab(assessment({ bases })), [item({ state: "unknown" })]);
  expect(steps.map(({ step }) => step)).toEqual(["Base image, by its own word", "Source", "Build", "This digest", "Next build of the line"]);
  expect(steps[0]).toMatchObject({ link: true, note: "by an annotation of its manifest: nobody vouches for it" });
  expect(steps[2]?.note).toBe("somebody's word: not verified");
  const graph = lineageGraph(steps);
  expect(graph.boxes).toHaveLength(5);
  expect(graph.lines).toHaveLength(4);
});

it("counts inputs beyond five in the picture, never in the outline", () => {
  const bases = Array.from({ length: 9 }, (_, i): ProvenanceShape["bases"][number] => ({ name: `b${i}`, sha256: String(i).repeat(64), by: "provenance", proven: true, evidence: null }));
  const steps = lineageOutline(tab(assessment({ bases })), []);
  expect(steps).toHaveLength(13);
  expect(lineageGraph(steps).boxes.map(({ text }) => text)).toContain("6 more");
});

describe("commands to verify with", () => {
  const commands = (verification: Partial<EvidenceItem["verification"]>): string => prepareProvenanceVerify(target, [record], [item(verification)]).map(({ command }) => command).join("\n");

  it("name the signer, the issuer and the exact digest", () => {
    expect(commands({})).toContain("--certificate-identity 'https://github.com/example/app/.github/workflows/b.yml@refs/heads/main'");
    expect(commands({})).toContain(`'registry.example/app@${target.digest}'`);
    expect(commands({})).toContain("slsa-verifier verify-image");
  });

  it("name no signer where none was verified", () => {
    expect(commands({ state: "unknown" })).not.toContain("cosign");
  });

  it("quote whatever an identity holds, and carry no control characters", () => {
    expect(shellWord("a'; rm -rf ~ #")).toBe("'a'\\''; rm -rf ~ #'");
    for (const text of ["a\nb", "a\u202eb", "a\u001b[31m", "é", ""]) expect(shellWord(text)).toBeNull();
    expect(commands({ signer: "x\nrm -rf ~" })).not.toContain("rm -rf");
  });
});

describe("signerUntrusted", () => {
  const of = (state: "verified" | "invalid" | "unsigned" | "unknown", checks: [id: string, ok: boolean | null][]) =>
    signerUntrusted({ verification: { state, checks: checks.map(([id, ok]) => ({ id, ok, name: "", expected: "", got: "", required: true })) } as EvidenceItem["verification"] });

  it("speaks of trust where only a rule is wanting, and not where the document is at fault or carries no signature", () => {
    expect(of("invalid", [["signature", true], ["identity", false]])).toBe(true);
    expect(of("unknown", [["trust-root", null], ["signature", null]])).toBe(true);
    expect(of("unknown", [])).toBe(true);
    expect(of("invalid", [["signature", false], ["identity", false]])).toBe(false);
    expect(of("invalid", [["subject", false]])).toBe(false);
    expect(of("unsigned", [])).toBe(false);
    expect(of("verified", [["identity", true]])).toBe(false);
  });
});
