import { expect, it } from "vitest";
import { noteCodes, readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads SLSA provenance v1", () => {
  expect(readingOf(example).facts.provenance).toEqual({
    predicateType: "https://slsa.dev/provenance/v1",
    builderId: "https://github.com/actions/runner",
    buildType: "https://actions.github.io/buildtypes/workflow/v1",
    source: { uri: "git+https://github.com/example/app@refs/tags/v1", digest: { gitCommit: "f".repeat(40) } },
    materials: [{ uri: "git+https://github.com/example/app@refs/tags/v1", digest: { gitCommit: "f".repeat(40) } }],
    invocationId: "1",
    startedAt: "2026-11-01T09:00:00Z",
    finishedAt: "2026-11-01T09:10:00Z",
    builderVersion: {},
    sourceRepository: "https://github.com/example/app",
    sourceRef: "refs/tags/v1",
    sourceCommit: "f".repeat(40),
    entryPoint: ".github/workflows/build.yml",
    parameters: [{ name: "workflow.repository", value: "https://github.com/example/app" }, { name: "workflow.path", value: ".github/workflows/build.yml" }],
    parametersLeftOut: 0,
    images: [],
    claims: { parametersComplete: null, environmentComplete: null, materialsComplete: null, reproducible: null, hermetic: null },
  });
});

it("reads BuildKit's v0.2: source, commit, images with digests, and what the builder claims of its record", () => {
  const sha256 = "c".repeat(64);
  const commit = "d".repeat(40);
  const uri = `https://github.com/example/app.git#${commit}`;
  const predicate = {
    builder: { id: "" },
    buildType: "https://mobyproject.org/buildkit@v1",
    materials: [{ uri: `pkg:docker/golang@1.21?digest=sha256:${sha256}&platform=linux%2Famd64`, digest: { sha256 } }, { uri: `docker-image://gcr.io/base@sha256:${sha256}` }, { uri, digest: { sha1: commit } }],
    invocation: { configSource: { uri, digest: { sha1: commit }, entryPoint: "Dockerfile" }, parameters: { args: { "build-arg:NPM_TOKEN": "abc", "build-arg:REMOTE": "https://me:pw@example.org/" }, frontend: "dockerfile.v0" } },
    metadata: { completeness: { parameters: false, environment: true, materials: true }, reproducible: false, "https://mobyproject.org/buildkit@v1#hermetic": true },
  };
  const facts = readingOf({ ...example, predicateType: "https://slsa.dev/provenance/v0.2", predicate }).facts.provenance;
  expect(facts).toMatchObject({
    builderId: null, sourceRepository: "https://github.com/example/app", sourceRef: null, sourceCommit: commit, entryPoint: "Dockerfile",
    images: [{ name: "golang@1.21", sha256 }, { name: "gcr.io/base", sha256 }],
    claims: { parametersComplete: false, environmentComplete: true, materialsComplete: true, reproducible: false, hermetic: true },
  });
  expect(facts?.parameters.map(({ value }) => value)).toEqual(["(value hidden)", "(value hidden)", "dockerfile.v0"]);
});

it("reads Google Cloud Build's v1 and v0.1, and bounds what came from outside", () => {
  const buildConfigSource = { path: "cloudbuild.yaml", ref: "refs/heads/main", repository: "git+https://github.com/example/app" };
  const predicate = { ...example.predicate, buildDefinition: { buildType: "t", externalParameters: { buildConfigSource, substitutions: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`_A${i}`, "x".repeat(400)])) }, resolvedDependencies: [{ uri: "git+https://github.com/example/app@refs/heads/main", digest: { gitCommit: "e".repeat(40) } }] } };
  const v1 = readingOf({ ...example, predicate }).facts.provenance;
  expect(v1).toMatchObject({ sourceRepository: "https://github.com/example/app", sourceRef: "refs/heads/main", sourceCommit: "e".repeat(40), entryPoint: "cloudbuild.yaml", parametersLeftOut: 39 });
  expect(Math.max(...(v1?.parameters ?? []).map(({ value }) => value.length))).toBe(300);
  const old = { builder: { id: "https://cloudbuild.googleapis.com/GoogleHostedWorker@v0.3" }, recipe: { type: "t", entryPoint: "cloudbuild.yaml", arguments: { substitutions: { TAG_NAME: "v1" } } }, materials: [{ uri: "git+https://github.com/example/app", digest: { sha1: "e".repeat(40) } }] };
  expect(readingOf({ ...example, predicateType: "https://slsa.dev/provenance/v0.1", predicate: old }).facts.provenance).toMatchObject({
    sourceRepository: "https://github.com/example/app", sourceCommit: "e".repeat(40), entryPoint: "cloudbuild.yaml", parameters: [{ name: "TAG_NAME", value: "v1" }],
  });
});

it("does not take a dependency from git for the source when the parameters name another one", () => {
  const predicate = { ...example.predicate, buildDefinition: { ...example.predicate.buildDefinition, externalParameters: { workflow: { repository: "https://github.com/example/app" } }, resolvedDependencies: [{ uri: "git+https://github.com/example/app-tools@main" }] } };
  expect(readingOf({ ...example, predicate }).facts.provenance).toMatchObject({ sourceRepository: "https://github.com/example/app", sourceCommit: null });
});

it("reads a SLSA verification summary as somebody's verdict, and names other predicates by their type", () => {
  const predicate = { verifier: { id: "https://example.org/v" }, timeVerified: "2026-11-01T09:00:00Z", resourceUri: "pkg:oci/app", policy: { uri: "p" }, verificationResult: "PASSED", verifiedLevels: ["SLSA_BUILD_LEVEL_2"] };
  const reading = readingOf({ ...example, predicateType: "https://slsa.dev/verification_summary/v1", predicate });
  expect(reading.facts.statement?.verificationSummary).toEqual({ verifier: "https://example.org/v", result: "PASSED", levels: ["SLSA_BUILD_LEVEL_2"], resource: "pkg:oci/app", policy: "p", verifiedAt: "2026-11-01T09:00:00Z" });
  expect(reading.facts.provenance).toBeUndefined();
  expect(readingOf({ ...example, predicateType: "https://docker.com/dhi/fips/v0.1", predicate: [{ name: "OpenSSL" }] }).summary).toBe("Docker Hardened Images FIPS attestation https://docker.com/dhi/fips/v0.1 about 1 subject");
});

it("says that provenance follows a draft", () => {
  expect(noteCodes(readingOf({ ...example, predicateType: "https://slsa.dev/provenance/v1.0?draft" }))).toEqual(["in-toto/draft"]);
});

it("reads SLSA provenance v0.2, with its type spelled with or without https", () => {
  const predicate = {
    builder: { id: "b" },
    buildType: "t",
    invocation: { configSource: { uri: "git+https://github.com/example/app", digest: { sha1: "1" } } },
    metadata: { buildInvocationId: "7", buildStartedOn: "2026-11-01T09:00:00Z" },
    materials: [{ uri: "pkg:docker/golang@1", digest: { sha256: "2" } }],
  };
  for (const predicateType of ["https://slsa.dev/provenance/v0.2", "slsa.dev/provenance/v0.2"]) {
    const { facts, children } = readingOf({ ...example, _type: "https://in-toto.io/Statement/v0.1", predicateType, predicate });
    expect(facts.provenance).toMatchObject({ builderId: "b", buildType: "t", source: { uri: "git+https://github.com/example/app" }, invocationId: "7", materials: [{ uri: "pkg:docker/golang@1" }] });
    expect(children).toEqual([]);
  }
});

it("names the gaps of provenance that says nothing", () => {
  expect(noteCodes(readingOf({ ...example, predicate: {} }))).toEqual(["in-toto/no-builder", "in-toto/no-build-type", "in-toto/no-source"]);
});

it("finds a scanner's report inside a vulnerability predicate", () => {
  const report = { SchemaVersion: 2, ArtifactName: "app", Results: [] };
  const node = readText({ ...example, predicateType: "https://cosign.sigstore.dev/attestation/vuln/v1", predicate: { scanner: { uri: "x", result: report } } });
  expect(node.children.map((child) => [child.path, child.room])).toEqual([["predicate/scanner/result", "trivy-json"]]);
});

const trivy = { SchemaVersion: 2, ArtifactName: "app", Results: [] };
const vuln = {
  scanner: { uri: "pkg:github/aquasecurity/trivy@0.55.0", version: "0.55.0", db: { uri: "ghcr.io/aquasecurity/trivy-db", version: "2", lastUpdate: "2026-11-03T01:00:00Z" }, result: trivy },
  metadata: { scanStartedOn: "2026-11-03T08:59:00Z", scanFinishedOn: "2026-11-03T09:00:00Z" },
};

it.each(["https://cosign.sigstore.dev/attestation/vuln/v1", "cosign.sigstore.dev/attestation/vuln/v1", "https://in-toto.io/attestation/vulns", "https://in-toto.io/attestation/vulns/v0.1", "in-toto.io/attestation/vulns/v0.2"])("says who scanned with what, and when, from %s", (predicateType) => {
  const { facts, observedAt } = readingOf({ ...example, predicateType, predicate: vuln });
  expect(facts.statement?.scanner).toEqual({
    uri: "pkg:github/aquasecurity/trivy@0.55.0",
    version: "0.55.0",
    database: { uri: "ghcr.io/aquasecurity/trivy-db", version: "2", updatedAt: "2026-11-03T01:00:00Z" },
    startedAt: "2026-11-03T08:59:00Z",
    finishedAt: "2026-11-03T09:00:00Z",
  });
  expect([observedAt, facts.scan]).toEqual(["2026-11-03T09:00:00Z", undefined]);
});

const withResult = (result: unknown): object => ({ ...vuln, scanner: { ...vuln.scanner, result } });
it.each([
  ["as it is", vuln, "predicate/scanner/result"],
  ["as text", withResult(JSON.stringify(trivy)), "predicate/scanner/result"],
  ["under Data", withResult({ Data: trivy }), "predicate/scanner/result/Data"],
  ["as text under Data", withResult({ Data: JSON.stringify(trivy), Timestamp: "x" }), "predicate/scanner/result/Data"],
  ["in a predicate of text", JSON.stringify(vuln), "predicate/scanner/result"],
  ["in a predicate under Data", { Data: JSON.stringify(vuln), Timestamp: "x" }, "predicate/scanner/result"],
])("finds the report that stands there %s", (_name, predicate, path) => {
  const node = readText({ ...example, predicateType: "https://cosign.sigstore.dev/attestation/vuln/v1", predicate });
  expect(node.children.map((child) => [child.path, child.room, child.inherited[0]?.sha256])).toEqual([[path, "trivy-json", "a".repeat(64)]]);
});

it("reads no finding from a bare list of ids", () => {
  const node = readText({ ...example, predicateType: "https://in-toto.io/attestation/vulns/v0.1", predicate: withResult([{ id: "CVE-2026-0001", severity: [{ method: "nvd", score: "9.8" }] }]) });
  expect([node.children, node.reading?.notes.map((note) => note.code)]).toEqual([[], ["in-toto/result-without-packages"]]);
});

const spdx = { spdxVersion: "SPDX-2.3", SPDXID: "SPDXRef-DOCUMENT", name: "x", dataLicense: "CC0-1.0", documentNamespace: "https://example.org/x", creationInfo: { created: "2026-11-03T09:00:00Z", creators: ["Tool: x"] }, packages: [] };
const vex = { "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex", author: "x", timestamp: "2026-11-03T09:00:00Z", version: 1, statements: [{ vulnerability: { name: "CVE-2026-0001" }, products: [{ "@id": "pkg:oci/x" }], status: "fixed" }] };
it.each([
  ["https://spdx.dev/Document", spdx, "spdx-json"],
  ["https://spdx.dev/Document/v2.3", spdx, "spdx-json"],
  ["https://cyclonedx.org/bom", { bomFormat: "CycloneDX", specVersion: "1.5", version: 1, components: [] }, "cyclonedx-json"],
  ["https://openvex.dev/ns/v0.2.0", vex, "openvex"],
  ["https://openvex.dev/ns", vex, "openvex"],
])("opens %s in every spelling", (predicateType, inside, room) => {
  for (const predicate of [inside, JSON.stringify(inside), { Data: inside }, { Data: JSON.stringify(inside), Timestamp: "2026-11-03T09:00:00Z" }]) {
    expect(readText({ ...example, predicateType, predicate }).children.map((child) => [child.room, child.state])).toEqual([[room, "read"]]);
  }
});

it("warns of a statement about nothing, and of a scan without a result", () => {
  expect(noteCodes(readingOf({ ...example, subject: [] }))).toEqual(["in-toto/no-subject"]);
  expect(noteCodes(readingOf({ ...example, subject: [{ name: "a", digest: { sha1: "x" } }] }))).toEqual(["in-toto/no-sha256"]);
  expect(noteCodes(readingOf({ ...example, predicateType: "cosign.sigstore.dev/attestation/vuln/v1", predicate: { scanner: { result: null } } }))).toEqual(["in-toto/no-predicate"]);
});

it.each([
  [{ ...example, _type: "https://in-toto.io/Statement/v9" }, "in-toto/type /_type"],
  [{ ...example, _type: undefined }, "in-toto/type /_type"],
  [{ ...example, predicateType: 1 }, "in-toto/predicate-type /predicateType"],
  [{ ...example, subject: {} }, "in-toto/subject /subject"],
  [{ ...example, subject: [{ digest: "x" }] }, "in-toto/subject /subject/0"],
  [{ ...example, predicate: "text" }, "in-toto/predicate /predicate"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
