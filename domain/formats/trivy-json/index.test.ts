import { expect, it } from "vitest";
import { noteCodes, readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads a row with its package, fix, severity and scores", () => {
  const [first, second] = readingOf(example).facts.scan?.detections ?? [];
  expect(first).toMatchObject({
    vulnerability: "CVE-2026-0001",
    package: { type: "deb", namespace: "debian", name: "openssl", version: "3.0.11-1" },
    fixedVersions: ["3.0.11-2", "3.0.12"],
    fixState: null,
    severity: "high",
    severityWord: "HIGH",
    severitySource: "debian",
    cvss: [{ source: "nvd", version: "3.1", score: 7.5 }],
    at: "/Results/0/Vulnerabilities/0",
  });
  expect(second).toMatchObject({ fixedVersions: [], fixState: "will_not_fix" });
});

it("says what was looked at: system and its support, targets, packages, secrets, checks", () => {
  const { facts, identities, observedAt } = readingOf(example);
  expect(facts.scan).toMatchObject({
    status: "complete",
    os: { id: "debian", version: "10.1", supported: false },
    packagesSeen: 2,
    secrets: [{ rule: "private-key", severity: "critical", target: "/app/key" }],
    misconfigurations: [{ id: "AVD-DS-0002", status: "fail", severity: "high" }],
  });
  expect(identities.map(({ type, at }) => [type, at])).toEqual([["repo-digest", "/Metadata/RepoDigests/0"], ["image-id", "/Metadata/ImageID"]]);
  expect(observedAt).toBe("2026-11-03T08:00:00Z");
});

it("does not take a report without targets for a clean scan", () => {
  const reading = readingOf({ ...example, Results: undefined });
  expect([reading.facts.scan?.status, noteCodes(reading)]).toEqual(["undetermined", ["trivy/no-results"]]);
});

it("did not look for secrets and misconfigurations where the report has no such part", () => {
  const { scan } = readingOf({ ...example, Results: [example.Results[0]] }).facts;
  expect([scan?.secrets, scan?.misconfigurations]).toEqual([null, null]);
});

it("reads the bare list of schema 1, which names no image", () => {
  const reading = readingOf([{ Target: "app (alpine 3.10)", Type: "alpine", Vulnerabilities: [{ VulnerabilityID: "CVE-2026-0001", PkgName: "musl" }, { PkgName: "x" }] }]);
  expect([reading.formatVersion, reading.identities, noteCodes(reading)]).toEqual(["1", [], ["trivy/row-without-id", "trivy/names-no-image"]]);
  expect(reading.counts).toMatchObject({ vulnerabilities: 2, severity: { null: 2 } });
});

it("reads an unknown status of a check as failed", () => {
  const checks = [{ ID: "A", Status: "PASS" }, { ID: "B", Status: "constructor" }];
  const reading = readingOf({ ...example, Results: [{ Target: "f", Class: "config", Misconfigurations: checks }] });
  expect(reading.facts.scan?.misconfigurations?.map((row) => row.status)).toEqual(["pass", "fail"]);
});

it.each([
  [{ ...example, SchemaVersion: 3 }, "trivy/schema-version /SchemaVersion"],
  [{ ...example, Results: {} }, "trivy/results /Results"],
  [{ ...example, Results: [1] }, "trivy/result /Results/0"],
  [{ ...example, Results: [{ Vulnerabilities: {} }] }, "trivy/result /Results/0/Vulnerabilities"],
  [{ ...example, Results: [{ Vulnerabilities: [{ VulnerabilityID: "CVE-1" }] }] }, "trivy/row /Results/0/Vulnerabilities/0/PkgName"],
  [{ ...example, Results: [{ Vulnerabilities: [{ VulnerabilityID: 1, PkgName: "a" }] }] }, "trivy/row /Results/0/Vulnerabilities/0/VulnerabilityID"],
  [{ ...example, Metadata: "x" }, "trivy/metadata /Metadata"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});

it("names the limit it stops at", () => {
  expect(readText(example, { maxFindings: 1 }).problem).toMatchObject({ code: "trivy/too-many", limit: { max: 1, got: 2 } });
});
