import { stringify } from "yaml";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const { report } = example;
const [row] = report.vulnerabilities;
const doc = (over: object): object => ({ ...example, ...over });
const body = (over: object): object => doc({ report: { ...report, ...over } });
const put = (over: object): object => body({ vulnerabilities: [{ ...row, ...over }] });
const checks = (value: unknown): object => doc({ kind: "ConfigAuditReport", report: { checks: value } });
const secrets = (value: unknown): object => doc({ kind: "ExposedSecretReport", report: { artifact: report.artifact, secrets: value } });
const bom = (components: unknown): object => doc({ kind: "SbomReport", report: { artifact: report.artifact, components } });
const list = (items: unknown, over: object = {}): object => ({ apiVersion: "v1", kind: "List", items, ...over });
const yaml = stringify(example);

describeHostile("trivy-operator", [
  ...brokenBytes(example),
  ...strangeBytes(example).filter(([name]) => name !== "a list around a list around it"),
  ...wrongFields("trivy-operator", "a vulnerability", put, { texts: ["vulnerabilityID", "resource", "installedVersion", "fixedVersion", "severity"], required: [], numbers: [], lists: [], objects: [] }),
  ...strangeTexts("the title", (title) => put({ title })),
  ["no report", doc({ report: undefined }), "noted:trivy-operator/no-content"],
  ["a report that is text", doc({ report: "fine" }), "trivy-operator/report"],
  ["a report that is a list", doc({ report: [report] }), "trivy-operator/report"],
  ["no list of vulnerabilities", body({ vulnerabilities: undefined }), "noted:trivy-operator/no-content"],
  ["vulnerabilities as an object", body({ vulnerabilities: {} }), "trivy-operator/report"],
  ["vulnerabilities as a number", body({ vulnerabilities: 0 }), "trivy-operator/report"],
  ["vulnerabilities of null that the summary counts", body({ vulnerabilities: null }), "noted:trivy-operator/rows-missing"],
  ["a summary that counts more than is listed", body({ summary: { criticalCount: 9 } }), "noted:trivy-operator/rows-missing"],
  ["a summary below zero", body({ summary: { criticalCount: -9, highCount: 1 } }), "read"],
  ["a summary of text", body({ summary: "all good" }), "read"],
  ["a row of null", body({ vulnerabilities: [null] }), "trivy-operator/row"],
  ["a row without a package", put({ resource: undefined }), "trivy-operator/row"],
  ["a row with an empty package", put({ resource: "" }), "trivy-operator/row"],
  ["a row without a vulnerability", put({ vulnerabilityID: "" }), "noted:trivy-operator/row-without-id"],
  ["a row without an ecosystem", put({ packageType: undefined, packagePURL: undefined, class: "lang-pkgs" }), "noted:trivy-operator/no-package-type"],
  ["a purl that is none", put({ packagePURL: "openssl" }), "read"],
  ["a vulnerability id longer than any", put({ vulnerabilityID: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", put({ resource: "a".repeat(2000), packagePURL: undefined }), "ingest/text-too-long"],
  ["a score that is text", put({ score: "9.8" }), "read"],
  ["an artifact that is text", body({ artifact: "app:1" }), "trivy-operator/artifact"],
  ["an artifact that is a list", body({ artifact: [] }), "trivy-operator/artifact"],
  ["no artifact", body({ artifact: undefined }), "noted:trivy-operator/names-no-digest"],
  ["an artifact of a tag alone", body({ artifact: { repository: "app", tag: "1" } }), "noted:trivy-operator/names-no-digest"],
  ["a digest of 63 digits", body({ artifact: { repository: "app", digest: `sha256:${"a".repeat(63)}` } }), "noted:trivy-operator/bad-digest"],
  ["a digest of another hash", body({ artifact: { repository: "app", digest: `sha512:${"a".repeat(128)}` } }), "noted:trivy-operator/bad-digest"],
  ["a digest that is a number", body({ artifact: { repository: "app", digest: 1 } }), "noted:trivy-operator/names-no-digest"],
  ["a time in the thirteenth month", body({ updateTimestamp: "2026-13-01T00:00:00Z" }), "read"],
  ["metadata that is text", doc({ metadata: "x" }), "read"],
  ["checks as an object", checks({}), "trivy-operator/report"],
  ["no checks", checks(undefined), "noted:trivy-operator/no-content"],
  ["a check of null", checks([null]), "trivy-operator/row"],
  ["a check whose id is a number", checks([{ checkID: 14 }]), "trivy-operator/row"],
  ["a check that passed as text", checks([{ checkID: "KSV014", success: "true" }]), "noted:trivy-operator/no-result"],
  ["a check that passed as a number", checks([{ checkID: "KSV014", success: 1 }]), "noted:trivy-operator/no-result"],
  ["a check without a name that passed", checks([{ checkID: "", success: true }]), "noted:trivy-operator/row-without-id"],
  ["secrets as text", secrets("none"), "trivy-operator/report"],
  ["a secret of null", secrets([null]), "trivy-operator/row"],
  ["a secret whose rule is a number", secrets([{ ruleID: 1 }]), "trivy-operator/row"],
  ["a bill of materials that is text", bom("x"), "trivy-operator/bom"],
  ["a bill of materials of null", bom(null), "trivy-operator/bom"],
  ["a bill of materials that is broken inside", bom({ bomFormat: "CycloneDX", specVersion: "1.5", components: [{ type: "library", name: 1 }] }), "cyclonedx/component"],
  ["a bill of materials that is a report again", bom(example), "read"],
  ["a compliance report without a status", doc({ kind: "ClusterComplianceReport", report: undefined }), "noted:trivy-operator/about-a-cluster"],
  ["a compliance report whose status is text", doc({ kind: "ClusterComplianceReport", status: "passed" }), "trivy-operator/report"],
  ["a kind nobody knows", doc({ kind: "FortuneReport" }), "opaque"],
  ["a kind named constructor", doc({ kind: "constructor" }), "opaque"],
  ["a kind that is a list", doc({ kind: ["VulnerabilityReport"] }), "opaque"],
  ["a group that only looks alike", doc({ apiVersion: "aquasecurity.github.io.example.org/v1" }), "opaque"],
  ["a list with a broken item", list([example, doc({ report: null })]), "trivy-operator/report"],
  ["a list with an object of another group", list([example, { apiVersion: "v1", kind: "Pod" }]), "opaque"],
  ["a list of null", list([null]), "opaque"],
  ["a list whose items are an object", list({ 0: example }), "opaque"],
  ["a list of itself", list([list([example], { apiVersion: example.apiVersion })], { apiVersion: example.apiVersion }), "read"],
  ["a typed list that is empty", list([], { apiVersion: example.apiVersion, kind: "SbomReportList" }), "noted:trivy-operator/empty-list"],
  ["more reports than accepted", list(Array.from({ length: 9001 }, () => ({ apiVersion: example.apiVersion }))), "trivy-operator/too-many"],
  ["YAML with an alias", `${yaml}x: &a [1]\ny: *a\n`, "yaml/alias"],
  ["YAML with a key twice", `${yaml}kind: Other\n`, "yaml/duplicate-keys"],
  ["YAML that reaches for the prototype", `${yaml}__proto__:\n  x: 1\n`, "yaml/forbidden-key"],
  ["YAML that is broken", `${yaml}x: [1\n`, "yaml/syntax"],
  ["YAML that is nested too deep", `${yaml}x: ${"[".repeat(70)}${"]".repeat(70)}\n`, "yaml/limit"],
  ["YAML that is brackets without end", `${yaml}x: ${"[".repeat(5000)}\n`, "yaml/limit"],
  ["YAML with a value of a foreign type", `${yaml}x: !!binary aGk=\n`, "yaml/tag"],
  ["YAML in which one document is broken", `${yaml}---\n${yaml}x: [1\n`, "yaml/syntax"],
]);
