import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { eachNode } from "../../ingest/read-document";
import { noteCodes, readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const { report } = example;
const withReport = (more: object, rest: object = {}): object => ({ ...example, ...rest, report: { ...report, ...more } });
const checks = [
  { checkID: "KSV014", title: "Root file system is not read-only", severity: "LOW", success: false },
  { checkID: "KSV001", title: "Can elevate", severity: "HIGH", success: true },
  { checkID: "KSV002", title: "No word", severity: "HIGH" },
  { checkID: "", severity: "", success: true },
];

describe("a vulnerability report", () => {
  it("is read with its image, scanner, system and packages", () => {
    const { facts, identities, observedAt, tool } = readingOf(example);
    expect(identities).toEqual([{ type: "repo-digest", sha256: "a".repeat(64), name: "registry.example.org/payments/app", at: "/report/artifact/digest" }]);
    expect([observedAt, tool]).toEqual(["2026-11-03T09:00:00Z", { name: "Trivy", version: "0.55.0" }]);
    expect(facts.scan).toMatchObject({ status: "complete", os: { id: "debian", version: "12.7" }, secrets: null, misconfigurations: null });
    expect(facts.scan?.detections).toMatchObject([
      { vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl", version: "3.0.11-1" }, fixedVersions: ["3.0.11-2"], severity: "high", severityWord: "HIGH", publishedAt: "2026-10-01T00:00:00Z", at: "/report/vulnerabilities/0" },
    ]);
  });

  it("takes the digest beside a tag for the image id that the cluster reported", () => {
    const reading = readingOf(withReport({ artifact: { ...report.artifact, tag: "1.2" } }));
    expect(reading.identities).toMatchObject([{ type: "image-id" }]);
    expect(noteCodes(readingOf(withReport({ artifact: { repository: "app", tag: "1" } })))).toEqual(["trivy-operator/names-no-digest"]);
    expect(noteCodes(readingOf(withReport({ artifact: { repository: "app", digest: "sha256:xyz" } })))).toEqual(["trivy-operator/bad-digest"]);
  });

  it("does not guess an ecosystem", () => {
    const row = { vulnerabilityID: "CVE-1", resource: "github.com/a/b", installedVersion: "v1" };
    const reading = readingOf(withReport({ vulnerabilities: [row], summary: {} }));
    expect(reading.facts.scan?.detections[0]?.package).toEqual({ purl: null, type: "unknown", namespace: null, name: "github.com/a/b", version: "v1" });
    expect(noteCodes(reading)).toEqual(["trivy-operator/no-package-type"]);
  });

  it("is partial where its own summary counts more than it lists", () => {
    const reading = readingOf(withReport({ summary: { criticalCount: 2, highCount: 1 } }));
    expect([reading.facts.scan?.status, noteCodes(reading)]).toEqual(["partial", ["trivy-operator/rows-missing"]]);
  });
});

describe("other reports", () => {
  it("reads exposed secrets without what they match", () => {
    const reading = readingOf(withReport({ secrets: [{ ruleID: "aws-secret", severity: "CRITICAL", target: "/root/x", match: "AKIA-SECRET" }], vulnerabilities: undefined, summary: {} }, { kind: "ExposedSecretReport" }));
    expect(reading.facts.scan?.secrets).toEqual([{ rule: "aws-secret", severity: "critical", target: "/root/x", at: "/report/secrets/0" }]);
    expect(JSON.stringify(reading)).not.toContain("AKIA-SECRET");
  });

  it("reads the checks of a workload; one without a result counts as failed, one without a name as nothing", () => {
    const reading = readingOf({ ...example, kind: "ConfigAuditReport", report: { checks } });
    expect(reading.facts.scan?.misconfigurations?.map(({ id, status }) => [id, status])).toEqual([["KSV014", "fail"], ["KSV001", "pass"], ["KSV002", "fail"]]);
    expect(noteCodes(reading)).toEqual(["trivy-operator/no-result", "trivy-operator/row-without-id"]);
    expect(reading.summary).toContain("ReplicaSet prod/app-5d");
  });

  it.each([
    ["RbacAssessmentReport", { report: { checks } }],
    ["InfraAssessmentReport", { report: { checks } }],
    ["ClusterComplianceReport", { report: undefined, status: { detailReport: { results: [{ id: "1", checks: [{ checkID: "", success: true }] }] } } }],
    ["ClusterComplianceReport", { report: undefined, spec: {} }],
  ])("reads no fact about an image from a %s", (kind, more) => {
    const reading = readingOf({ ...example, kind, ...more });
    expect([reading.facts, noteCodes(reading)]).toEqual([{}, ["trivy-operator/about-a-cluster"]]);
  });

  it.each(["SbomReport", "ClusterSbomReport"])("hands the bill of materials inside a %s on with the image it is about", (kind) => {
    const components = { bomFormat: "CycloneDX", specVersion: "1.5", version: 1, components: [{ type: "library", name: "a", version: "1", purl: "pkg:npm/a@1" }] };
    const nodes = [...eachNode(readText({ ...example, kind, report: { artifact: report.artifact, components } }))];
    expect(nodes.map((node) => [node.path, node.room])).toEqual([["", "trivy-operator"], ["report/components", "cyclonedx-json"]]);
    expect(nodes[1]?.inherited).toMatchObject([{ type: "repo-digest", sha256: "a".repeat(64) }]);
  });
});

describe("an object without its content", () => {
  it.each([
    ["VulnerabilityReport", { report: undefined }],
    ["VulnerabilityReport", { report: { artifact: report.artifact, scanner: report.scanner } }],
    ["ExposedSecretReport", { report: { artifact: report.artifact } }],
    ["ConfigAuditReport", { report: undefined }],
    ["SbomReport", { report: { artifact: report.artifact } }],
    ["ClusterInfraAssessmentReport", { report: undefined }],
  ])("(%s) is no scan and no bill of materials", (kind, more) => {
    const node = readText({ ...example, kind, ...more });
    expect([node.state, node.reading?.facts, node.children]).toEqual(["read", {}, []]);
    expect(noteCodes(readingOf({ ...example, kind, ...more }))).toContain("trivy-operator/no-content");
  });
});

describe("several reports", () => {
  const audit = { ...example, kind: "ConfigAuditReport", report: { checks } };
  it.each([
    ["a List", { apiVersion: "v1", kind: "List", items: [example, audit] }],
    ["a bare array", [example, audit]],
    ["a typed list", { apiVersion: example.apiVersion, kind: "VulnerabilityReportList", items: [example, audit] }],
  ])("are documents of their own in %s", (_name, value) => {
    const node = readText(value);
    expect([node.state, node.reading?.facts, node.reading?.counts["items"]]).toEqual(["read", {}, 2]);
    expect(node.children.map((child) => [child.path, child.room, child.reading?.facts.scan?.detections.length])).toEqual([["items/0", "trivy-operator", 1], ["items/1", "trivy-operator", 0]]);
  });

  it("in YAML read like those in JSON, one or many in a stream", () => {
    expect(readText(stringify(example)).reading).toEqual(readText(example).reading);
    const stream = readText(`---\n${stringify(example)}---\n${stringify(audit)}---\napiVersion: v1\nkind: Pod\n`);
    expect([stream.carrier, stream.children.map((child) => child.room)]).toEqual(["yaml-documents", ["trivy-operator", "trivy-operator", null]]);
  });

  it("get kind and version from a typed list whose items leave them out", () => {
    const { apiVersion, kind: _kind, ...bare } = example;
    expect(readText({ apiVersion, kind: "VulnerabilityReportList", items: [bare] }).children[0]?.reading?.facts.scan?.detections).toHaveLength(1);
  });

  it("are documents of their own in a dump by definition", () => {
    const node = readText({ "sbomreports.aquasecurity.github.io": [], "configauditreports.aquasecurity.github.io": [audit], "vulnerabilityreports.aquasecurity.github.io": [example] });
    expect([node.reading?.counts["items"], node.reading?.counts["kinds"]]).toEqual([2, { ConfigAuditReport: 1, VulnerabilityReport: 1 }]);
    expect(node.children.map((child) => [child.path, child.reading?.facts.scan?.detections.length])).toEqual([["configauditreports.aquasecurity.github.io/0", 0], ["vulnerabilityreports.aquasecurity.github.io/0", 1]]);
    expect(noteCodes(readingOf({ "sbomreports.aquasecurity.github.io": [] }))).toEqual(["trivy-operator/empty-list"]);
    expect(readText({ "sbomreports.aquasecurity.github.io": [{ kind: "Pod" }] }).state).toBe("opaque");
  });

  it("say so when there is none, and leave lists of other objects alone", () => {
    expect(noteCodes(readingOf({ apiVersion: example.apiVersion, kind: "SbomReportList", items: [] }))).toEqual(["trivy-operator/empty-list"]);
    expect(readText({ apiVersion: "v1", kind: "List", items: [] }).state).toBe("opaque");
    expect(readText({ apiVersion: "v1", kind: "List", items: [example, { apiVersion: "v1", kind: "Pod" }] }).state).toBe("opaque");
  });
});

it.each([
  [{ ...example, report: null }, "trivy-operator/report /report"],
  [withReport({ vulnerabilities: {} }), "trivy-operator/report /report/vulnerabilities"],
  [withReport({ vulnerabilities: [1] }), "trivy-operator/row /report/vulnerabilities/0"],
  [withReport({ vulnerabilities: [{ vulnerabilityID: "CVE-1" }] }), "trivy-operator/row /report/vulnerabilities/0/resource"],
  [withReport({ artifact: "x" }), "trivy-operator/artifact /report/artifact"],
  [{ ...example, kind: "SbomReport", report: { components: [] } }, "trivy-operator/bom /report/components"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
