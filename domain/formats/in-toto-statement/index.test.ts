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
  });
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
