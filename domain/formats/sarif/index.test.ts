import { describe, expect, it } from "vitest";
import type { DetectionFact } from "../../model/document";
import { noteCodes, readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const log = (name: string, results: object[], rules: object[] = [], more: object = {}): object => ({ version: "2.1.0", runs: [{ tool: { driver: { name, rules } }, results, ...more }] });
const found = (value: unknown): DetectionFact[] => readingOf(value).facts.scan?.detections ?? [];
const packageOf = (value: unknown): unknown[] => found(value).map((one) => [one.vulnerability, one.package.type, one.package.namespace, one.package.name, one.package.version, one.fixedVersions, one.severity]);

describe("findings", () => {
  it("are read where Trivy states package, version, severity and fix", () => {
    const { facts, counts, notes } = readingOf(example);
    expect(facts.scan?.detections).toMatchObject([
      { vulnerability: "CVE-2026-0001", package: { purl: null, type: "unknown", name: "openssl", version: "3.0.11-1" }, fixedVersions: ["3.0.11-2"], severity: "high", severityWord: "HIGH", title: "openssl: crash", at: "/runs/0/results/0" },
      { vulnerability: "CVE-2026-0001", package: { name: "libssl3" }, fixedVersions: [] },
    ]);
    expect(counts).toEqual({ runs: 1, results: 2, level: { error: 1, "(default)": 1 }, level_shown: { error: 2 }, suppressed: 0, findings: 2 });
    expect([facts.scan?.status, notes]).toEqual(["undetermined", []]);
  });

  it("take version and type from Grype's message and the distribution from its rule", () => {
    const rule = { id: "CVE-2026-0001-tar", help: { text: "Vulnerability CVE-2026-0001\nSeverity: low\nPackage: tar\nVersion: 1.34\nFix Version: 1.35\nType: deb\nData Namespace: debian:distro:debian:12" }, properties: { purls: ["pkg:deb/debian/tar@1.34?distro=debian-12", "pkg:deb/debian/tar@9"] } };
    const old = { ruleId: rule.id, message: { text: "The path /usr/x reports tar at version 1.34  which is a vulnerable (deb) package installed in the container" } };
    const fresh = { ruleId: rule.id, message: { text: "A low vulnerability in deb package: tar, version 1.30 was found in image app at: /usr/x" } };
    expect(packageOf(log("Grype", [old, fresh], [rule]))).toEqual([
      ["CVE-2026-0001", "deb", "debian", "tar", "1.34", ["1.35"], "low"],
      ["CVE-2026-0001", "deb", "debian", "tar", "1.30", [], "low"],
    ]);
    expect(found(log("Grype", [old, fresh], [rule])).map((one) => one.package.purl)).toEqual(["pkg:deb/debian/tar@1.34?distro=debian-12", null]);
    expect(found(log("Grype", [{ ...old, ruleId: "CVE-2026-0001-gzip" }]))).toEqual([]);
  });

  it("take Snyk's package from the rule where the message speaks of the same, and keep its id beside the CVE", () => {
    const rule = { id: "SNYK-DEBIAN12-APT-1541449", shortDescription: { text: "Low severity - Something in apt" }, fullDescription: { text: "(CVE-2011-3374) apt/libapt-pkg6.0@2.6.1" } };
    const result = (name: string): object => ({ ruleId: rule.id, level: "note", message: { text: `This file introduces a vulnerable ${name} package with a low severity vulnerability.` } });
    const [one, ...none] = found(log("Snyk Container", [result("apt"), result("tar")], [rule]));
    expect(one).toMatchObject({ vulnerability: "CVE-2011-3374", aliases: [rule.id], package: { type: "deb", namespace: "debian", name: "libapt-pkg6.0", version: "2.6.1" }, severity: "low" });
    expect(none).toEqual([]);
    const many = { ...rule, id: "SNYK-JS-LIB-1", fullDescription: { text: "(CVE-2026-0001, CVE-2026-0002) @scope/lib@1.0.0" } };
    expect(found(log("Snyk Container", [{ ...result("@scope/lib"), ruleId: many.id }], [many]))).toMatchObject([{ vulnerability: many.id, aliases: [], package: { type: "npm", namespace: "@scope", name: "lib" } }]);
  });

  it("take Docker Scout's purl from the message, else from a rule with one package alone", () => {
    const text = "\n  Vulnerability   : CVE-2026-0001  \n  Severity        : MEDIUM  \n  Package         : pkg:deb/debian/tar@1.34%2Bdfsg?os_name=debian  \n  Affected range  : >=1.34  \n  Fixed version   : not fixed  \n";
    expect(packageOf(log("docker scout", [{ ruleId: "CVE-2026-0001", message: { text } }]))).toEqual([["CVE-2026-0001", "deb", "debian", "tar", "1.34+dfsg", [], "medium"]]);
    const rule = (purls: string[]): object => ({ id: "CVE-2026-0002", properties: { purls, fixed_version: "2", cvssV3_severity: "HIGH" } });
    const result = { ruleId: "CVE-2026-0002", message: { text: "see rule" } };
    expect(packageOf(log("docker scout", [result], [rule(["pkg:npm/a@1"])]))).toEqual([["CVE-2026-0002", "npm", null, "a", "1", ["2"], "high"]]);
    expect(found(log("docker scout", [result], [rule(["pkg:npm/a@1", "pkg:npm/b@1"])]))).toEqual([]);
  });

  it("take osv-scanner's sentence with its other ids", () => {
    const text = "Package '@scope/lib@4.17.20' is vulnerable to 'CVE-2021-23337' (also known as 'GHSA-35jh-r3h4-6jhm').";
    expect(found(log("osv-scanner", [{ ruleId: "CVE-2021-23337", message: { text } }]))).toMatchObject([{ vulnerability: "CVE-2021-23337", aliases: ["GHSA-35jh-r3h4-6jhm"], package: { name: "@scope/lib", version: "4.17.20" } }]);
  });

  it("take a purl from properties or logical location, whoever the tool is", () => {
    const result = { ruleId: "CVE-2026-0001", message: "x", properties: { purl: "pkg:npm/a@1" } };
    const located = { ruleId: "GHSA-aaaa-bbbb-cccc", message: "x", locations: [{ logicalLocations: [{ fullyQualifiedName: "pkg:npm/b@2" }] }] };
    expect(packageOf(log("Some Tool", [result, located])).map((row) => (row as string[])[3])).toEqual(["a", "b"]);
  });

  it.each([
    ["a rule that is no vulnerability", { ruleId: "DS002", message: { text: "Package: a\nVersion: 1" } }],
    ["no version", { ruleId: "CVE-2026-0001", message: { text: "Package: a" } }],
    ["no package", { ruleId: "CVE-2026-0001", message: { text: "Version: 1" } }],
    ["a purl without version", { ruleId: "CVE-2026-0001", message: { text: "x" }, properties: { purl: "pkg:npm/a" } }],
    ["two purls", { ruleId: "CVE-2026-0001", message: { text: "x" }, properties: { purls: ["pkg:npm/a@1", "pkg:npm/b@1"] } }],
    ["prose in place of a package", { ruleId: "CVE-2026-0001", message: { text: "Package: some of these\nVersion: 1" } }],
  ])("are not made up from %s", (_name, result) => {
    const reading = readingOf(log("Trivy", [result]));
    expect([reading.facts.scan?.detections, reading.facts.scan?.status, noteCodes(reading)]).toEqual([[], "partial", ["sarif/no-findings-read"]]);
  });

  it("are not read from other tools, which are no vulnerability scan", () => {
    const reading = readingOf(log("CodeScanner", [{ ruleId: "C2001", message: { text: "Variable not used" } }]));
    expect([reading.facts, noteCodes(reading)]).toEqual([{}, ["sarif/no-findings-read"]]);
  });

  it("are read though suppressed, and not where the result says that nothing is there", () => {
    const [result] = example.runs[0]?.results ?? [];
    const run = (more: object): ReturnType<typeof readingOf> => readingOf(log("Trivy", [{ ...result, ...more }]));
    const suppressed = run({ suppressions: [{ kind: "external" }] });
    expect([suppressed.facts.scan?.detections.length, noteCodes(suppressed)]).toEqual([1, ["sarif/suppressed"]]);
    expect(noteCodes(run({ suppressions: [{ kind: "external", status: "rejected" }] }))).toEqual([]);
    for (const more of [{ kind: "pass" }, { kind: "notApplicable" }, { baselineState: "absent" }]) expect(run(more).facts.scan?.detections).toEqual([]);
  });

  it("have the level as word alone where no severity is stated, and a score where there is one", () => {
    const bare = { ruleId: "CVE-2026-0001", message: { text: "Package: a\nVersion: 1" } };
    expect(found(log("x", [bare]))).toMatchObject([{ severity: "unknown", severityWord: "warning" }]);
    expect(found(log("x", [bare], [{ id: "CVE-2026-0001", defaultConfiguration: { level: "error" } }]))).toMatchObject([{ severity: "unknown", severityWord: "error" }]);
    expect(found(log("x", [bare], [{ id: "CVE-2026-0001", properties: { "security-severity": "9.8" } }]))).toMatchObject([{ severity: "critical", severityWord: "9.8", severitySource: "cvss" }]);
    expect(found(log("x", [bare], [{ id: "CVE-2026-0001", properties: { "security-severity": "0.0" } }]))).toMatchObject([{ severity: "unknown" }]);
  });
});

describe("runs", () => {
  const hex = (sign: string): string => sign.repeat(64);
  const at = (uri: string): object => ({ locations: [{ physicalLocation: { artifactLocation: { uri } } }], ruleId: "x" });

  it("name the image where Trivy, Snyk or Grype wrote it", () => {
    expect(readingOf(example).identities).toMatchObject([{ type: "repo-digest", at: "/runs/0/properties/repoDigests/0" }]);
    expect(readingOf(log("Snyk Container", [at(`nginx@sha256_${hex("b")}`)])).identities).toMatchObject([{ type: "repo-digest", sha256: hex("b"), name: "nginx" }]);
    const named = (name: string): object => ({ ruleId: "x", locations: [{ physicalLocation: {}, logicalLocations: [{ fullyQualifiedName: name }] }] });
    expect(readingOf(log("Grype", [named(`nginx@sha256:${hex("c")}@sha256:${hex("d")}:/x`)])).identities).toMatchObject([{ sha256: hex("c") }]);
    expect(readingOf(log("Grype", [named(`nginx:1@sha256:${hex("d")}:/x`)])).identities).toEqual([]);
  });

  it("name no image where their results name several", () => {
    const reading = readingOf(log("Snyk Container", [at(`a@sha256_${hex("b")}`), at(`a@sha256_${hex("c")}`)]));
    expect([reading.identities, noteCodes(reading)]).toEqual([[], ["sarif/no-findings-read", "sarif/several-images"]]);
  });

  it("of scanners are documents of their own where there are several", () => {
    const [run] = example.runs;
    const other = { ...run, properties: { repoDigests: [`registry.example.org/b@sha256:${hex("b")}`] } };
    const node = readText({ ...example, runs: [run, other] });
    expect([node.reading?.facts, node.reading?.identities, node.reading?.counts["results"]]).toEqual([{}, [], 4]);
    expect(node.children.map((child) => [child.path, child.reading?.identities[0]?.sha256, child.reading?.facts.scan?.detections.length])).toEqual([["runs/0", hex("a"), 2], ["runs/1", hex("b"), 2]]);
  });

  it("warn that they failed, that they name no tool, and of other versions", () => {
    const reading = readingOf({ version: "2.0.0", runs: [{ invocations: [{ executionSuccessful: false }] }] });
    expect(noteCodes(reading)).toEqual(["sarif/version", "sarif/no-tool", "sarif/not-successful"]);
    expect(readingOf(log("Trivy", [], [], { invocations: [{ executionSuccessful: false }] })).facts.scan?.status).toBe("failed");
    expect(readingOf(log("Trivy", [], [], { invocations: [{ executionSuccessful: true }] })).facts.scan?.status).toBe("complete");
  });

  it("with an empty level are no results without one", () => {
    expect(readingOf(log("x", [{ ruleId: "R1", level: "" }, { ruleId: "R1" }])).counts).toMatchObject({ level: { "": 1, "(default)": 1 }, level_shown: { warning: 2 } });
  });

  it("of older versions are counted with the level their rules give", () => {
    const v1 = { version: "1.0.0", runs: [{ tool: { name: "x" }, rules: { R1: { id: "R1", defaultLevel: "error" } }, results: [{ ruleId: "R1", message: "m" }, { ruleId: "R1", level: "pass" }] }] };
    expect(readingOf(v1).counts).toMatchObject({ level: { "(default)": 1, pass: 1 }, level_shown: { error: 1, pass: 1 } });
  });
});

it("finds the log among the chatter of Docker Scout", () => {
  const node = readText(`    ...Storing image for indexing\n    ✓ Image stored for indexing\n${JSON.stringify(example, null, 2)}\n\nWhat's next:\n    View base image update recommendations → docker scout recommendations app\n`);
  expect([node.carrier, node.children.map((child) => [child.room, child.reading?.facts.scan?.detections.length])]).toEqual(["chatter", [["sarif", 2]]]);
});

it.each([
  [{ ...example, runs: {} }, "sarif/runs /runs"],
  [{ ...example, runs: [1] }, "sarif/run /runs/0"],
  [{ ...example, runs: [{ results: {} }] }, "sarif/results /runs/0/results"],
  [{ ...example, runs: [{ results: [1] }] }, "sarif/result /runs/0/results/0"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
