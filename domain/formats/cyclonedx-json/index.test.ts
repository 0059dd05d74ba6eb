import { describe, expect, it } from "vitest";
import type { Reading } from "../../model/document";
import { readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";
import { isLicenceExpression } from "../shared/cyclonedx/licences";

const noteCodes = (reading: Reading): string[] => reading.notes.filter((note) => note.level !== "info").map((note) => note.code);
const withComponent = (component: object): object => ({ bomFormat: "CycloneDX", specVersion: "1.6", components: [{ type: "library", name: "a", ...component }] });

describe("cyclonedx-json", () => {
  it("reads nested components, layers, licences and the operating system", () => {
    const reading = readingOf(example);
    expect(reading.facts.sbom?.components.map(({ name, type, version, at }) => [name, type, version, at])).toEqual([
      ["debian", "operating-system", "12.5", "/components/0"],
      ["openssl", "deb", "3.0.11-1", "/components/1"],
      ["libssl3", "library", null, "/components/1/components/0"],
    ]);
    expect(reading.facts.sbom).toMatchObject({ os: { id: "debian", version: "12.5" }, complete: null, dependencyCount: 1 });
    expect(reading.facts.sbom?.components[1]).toMatchObject({ licences: ["Apache-2.0"], layer: "e".repeat(64), namespace: "debian" });
    expect(reading).toMatchObject({ formatVersion: "1.5", tool: { name: "trivy", version: "0.55.0" }, observedAt: "2026-11-02T08:00:00Z" });
  });

  it("takes a licence of blanks for none", () => {
    expect(readingOf(withComponent({ licenses: [{ license: { name: " " } }] })).facts.sbom?.components[0]?.licences).toEqual([]);
  });

  it.each([undefined, null, ""])("names a component whose name is %j by its purl, and keeps one that has neither beside the others", (name) => {
    const reading = readingOf({ bomFormat: "CycloneDX", specVersion: "1.6", components: [{ type: "library", name: "a" }, { type: "library", name, purl: "pkg:npm/b@1" }, { type: "library", name }] });
    expect(reading.facts.sbom?.components.map((one) => one.name)).toEqual(["a", "b", ""]);
    expect(reading.notes.find(({ code }) => code === "cyclonedx/empty-name")).toMatchObject({ level: "warning", count: 2, at: "/components/1/name" });
  });

  it("takes SPDX's words for no licence for none", () => {
    const licenses = [{ expression: "NOASSERTION" }, { license: { name: "NONE" } }, { license: { id: "MIT" } }];
    expect(readingOf(withComponent({ licenses })).facts.sbom?.components[0]?.licences).toEqual(["MIT"]);
  });

  it("knows no operating system by an empty name", () => {
    expect(readingOf({ bomFormat: "CycloneDX", specVersion: "1.6", components: [{ type: "operating-system", name: "", version: "3" }] }).facts.sbom?.os).toBeNull();
  });

  it.each([
    [[{ vendor: "anchore", name: "grype", version: "0.11.0" }], "manifest-local"],
    [{ components: [{ type: "application", name: "merger" }, { type: "application", name: "syft" }] }, "manifest-local"],
    [[{ name: "other" }], "repo-digest"],
  ])("reads the digest that %j writes as version", (tools, type) => {
    const metadata = { tools, component: { type: "container", name: "app:1", version: `sha256:${"a".repeat(64)}` } };
    expect(readingOf({ ...withComponent({}), metadata }).identities).toEqual([{ type, sha256: "a".repeat(64), name: "app:1", at: "/metadata/component/version" }]);
  });

  it("names the image by its purl and by the scanner's properties", () => {
    expect(readingOf(example).identities).toEqual([
      { type: "repo-digest", sha256: "a".repeat(64), name: "registry.example.org/app", at: "/metadata/component/purl" },
      { type: "image-id", sha256: "c".repeat(64), at: "/metadata/component/properties/0/value" },
    ]);
  });

  it("parts what was seen from what was judged", () => {
    const { scan, vex } = readingOf(example).facts;
    expect(scan?.detections).toMatchObject([{ vulnerability: "CVE-2026-0001", severity: "high", package: { name: "openssl" }, cvss: [{ version: "3.1", score: 7.5 }] }]);
    expect(vex?.statements).toMatchObject([{ vulnerability: "CVE-2026-0002", status: "not_affected", justification: "code_not_reachable", products: [{ purl: "pkg:deb/debian/openssl@3.0.11-1?distro=debian-12.5" }] }]);
  });

  it("reads no statement of a document in which a key occurs twice, and still the inventory", () => {
    const { facts, notes } = readingOf(JSON.stringify(example).replace('"state":"not_affected"', '"state":"exploitable","state":"not_affected"'));
    expect([facts.vex, facts.sbom?.components.length]).toEqual([undefined, 3]);
    expect(notes).toContainEqual(expect.objectContaining({ level: "ignored", code: "cyclonedx/vex-duplicate-keys", at: "/vulnerabilities/1/analysis/state" }));
  });

  it("says of a signature inside the document that it is not verified", () => {
    const { notes } = readingOf({ ...withComponent({}), signature: { algorithm: "ES256", value: "AA" } });
    expect(notes).toContainEqual(expect.objectContaining({ level: "info", code: "cyclonedx/embedded-signature", at: "/signature" }));
  });

  it("reads a vulnerability list without components as no inventory", () => {
    const { facts } = readingOf({ ...example, components: [], dependencies: [] });
    expect([facts.sbom, facts.vex?.statements.length]).toEqual([undefined, 1]);
  });

  it("keeps a purl that does not parse as text and says so", () => {
    const reading = readingOf(withComponent({ purl: "pkg:%%%" }));
    expect(reading.facts.sbom?.components[0]).toMatchObject({ purl: null, purlText: "pkg:%%%", type: "library" });
    expect(noteCodes(reading)).toEqual(["cyclonedx/bad-purl"]);
  });

  it.each([
    [{ hashes: [{ alg: "FOO", content: "00" }] }, "cyclonedx/hash-algorithm"],
    [{ hashes: [{ alg: "MD5", content: "foo" }] }, "cyclonedx/hash"],
    [{ licenses: [{ expression: "MIT OR" }] }, "cyclonedx/licence"],
    [{ licenses: [{ expression: "MIT", license: { id: "MIT" } }] }, "cyclonedx/licence"],
    [{ licenses: [{ license: {} }] }, "cyclonedx/licence"],
    [{ swid: {} }, "cyclonedx/swid"],
    [{ version: "1", versionRange: "vers:npm/1" }, "cyclonedx/version-range"],
    [{ pedigree: { patches: [{ type: "backport", resolves: [{ type: "foo" }] }] } }, "cyclonedx/issue-type"],
    [{ pedigree: { patches: [{ type: "foo" }] } }, "cyclonedx/unknown-word"],
    [{ pedigree: { patches: [{}] } }, "cyclonedx/missing-member"],
    [{ type: "foo" }, "cyclonedx/component-type"],
    [{ scope: "foo" }, "cyclonedx/unknown-word"],
    [{ "bom-ref": "" }, "cyclonedx/empty-ref"],
    [{ licenses: null }, "cyclonedx/wrong-type"],
    [{ licenses: [{ license: { id: "Apache-2" } }] }, "cyclonedx/licence-id"],
    [{ licenses: [{ license: { id: "MIT", name: "MIT License" } }] }, "cyclonedx/licence"],
    [{ licenses: [{ license: { id: "MIT" } }, { expression: "MIT" }] }, "cyclonedx/licence"],
    [{ evidence: { licenses: [{}] } }, "cyclonedx/licence"],
    [{ properties: [{ value: "x" }] }, "cyclonedx/missing-member"],
    [{ properties: [{ name: "x", unit: "y" }] }, "cyclonedx/unknown-member"],
    [{ versionRange: "vers:npm/1" }, "cyclonedx/version-range"],
    [{ externalReferences: [{ type: "shop", url: "https://example.org" }] }, "cyclonedx/unknown-word"],
    [{ externalReferences: [{ type: "vcs", url: "no address" }] }, "cyclonedx/address"],
    [{ authors: [{ email: "somebody" }] }, "cyclonedx/email"],
    [{ surprise: 1 }, "cyclonedx/unknown-member"],
    [{ type: undefined }, "cyclonedx/component-type"],
  ])("warns of %j", (component, code) => {
    expect(noteCodes(readingOf(withComponent(component)))).toEqual([code]);
  });

  it.each([
    [{ serialNumber: "urn:uuid:1" }, "cyclonedx/serial-number /serialNumber"],
    [{ $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json" }, "cyclonedx/schema /$schema"],
    [{ version: 0 }, "cyclonedx/document-version /version"],
    [{ metadata: { timestamp: "2026-13-01T00:00:00Z" } }, "cyclonedx/timestamp /metadata/timestamp"],
    [{ metadata: { licenses: [{ license: { id: "Apache-2" } }] } }, "cyclonedx/licence-id /metadata/licenses/0/license/id"],
    [{ metadata: { component: { type: "application" } } }, "cyclonedx/missing-member /metadata/component/name"],
    [{ metadata: { tools: { services: [{ vendor: "x", name: "y" }] } } }, "cyclonedx/unknown-member /metadata/tools/services/0/vendor"],
    [{ services: [{ name: "s", data: [{ flow: "up", classification: "PII" }] }] }, "cyclonedx/unknown-word /services/0/data/0/flow"],
    [{ citations: [{ timestamp: "2026-01-01T00:00:00Z", process: "a", pointers: ["/components/0"], expressions: ["$.components"] }] }, "cyclonedx/citation /citations/0"],
    [{ citations: [{ timestamp: "2026-01-01T00:00:00Z", pointers: ["/components/0"] }] }, "cyclonedx/citation /citations/0"],
    [{ compositions: [{ aggregate: "half" }] }, "cyclonedx/unknown-word /compositions/0/aggregate"],
    [{ annotations: [{ text: "x", subjects: ["a"], annotator: {} }] }, "cyclonedx/missing-member /annotations/0/timestamp"],
    [{ vulnerabilities: [{ id: "CVE-1", affects: [{ ref: "a" }], ratings: [{ score: "9" }] }] }, "cyclonedx/wrong-type /vulnerabilities/0/ratings/0/score"],
    [{ vulnerabilities: [{ id: "CVE-1", affects: [{ ref: "a" }], analysis: { response: ["x"] } }] }, "cyclonedx/unknown-word /vulnerabilities/0/analysis/response/0"],
  ])("warns of a document with %j", (rest, warning) => {
    const { notes } = readingOf({ ...withComponent({ "bom-ref": "a" }), ...rest });
    expect(notes.filter(({ level }) => level !== "info").map(({ code, at }) => `${code} ${at ?? ""}`)).toEqual([warning]);
  });

  it("takes no offence at zero times, relative addresses, serial numbers in capitals and mixed licences of 1.7", () => {
    const { notes } = readingOf({
      ...withComponent({ licenses: [{ license: { id: "MIT" } }, { expression: "MIT" }], externalReferences: [{ type: "vcs", url: "../src" }] }),
      specVersion: "1.7", serialNumber: "urn:uuid:3E671687-395B-41F5-A30F-A58921A69B79", metadata: { timestamp: "0001-01-01T00:00:00Z" },
    });
    expect(notes.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("warns of dangling and repeated references, unknown members and unknown versions", () => {
    const reading = readingOf({
      ...example,
      specVersion: "9.9",
      invalidField: 1,
      components: [...example.components, ...example.components],
      dependencies: [{ ref: "nowhere", dependsOn: ["neither"] }, {}],
    });
    expect(noteCodes(reading).sort()).toEqual(["cyclonedx/dangling-ref", "cyclonedx/dependency", "cyclonedx/duplicate-ref", "cyclonedx/unknown-member", "cyclonedx/unknown-spec-version"]);
    expect(reading.notes.find((note) => note.code === "cyclonedx/dangling-ref")?.count).toBe(2);
  });

  it.each([
    [{ ...example, bomFormat: "CDX" }, "cyclonedx/bom-format /bomFormat"],
    [{ $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json", components: [] }, "cyclonedx/bom-format /bomFormat"],
    [{ ...example, components: {} }, "cyclonedx/components /components"],
    [{ ...example, components: ["a"] }, "cyclonedx/component /components/0"],
    [withComponent({ name: 1 }), "cyclonedx/component /components/0/name"],
    [withComponent({ version: 1 }), "cyclonedx/component /components/0/version"],
    [withComponent({ components: "x" }), "cyclonedx/component /components/0/components"],
    [{ ...example, vulnerabilities: "none" }, "cyclonedx/vulnerabilities /vulnerabilities"],
    [{ ...example, vulnerabilities: [1] }, "cyclonedx/vulnerability /vulnerabilities/0"],
    [{ ...example, metadata: [] }, "cyclonedx/metadata /metadata"],
  ])("refuses %j", (value, refusal) => {
    expect(refusalOf(value)).toBe(refusal);
  });

  it("names the limit it stops at", () => {
    expect(readText(example, { maxComponents: 2 }).problem).toMatchObject({ code: "cyclonedx/too-many", at: "/components/1/components/0", limit: { name: "components", max: 2, got: 3 } });
  });
});

it("knows the form of a licence expression", () => {
  expect(["MIT", "MIT AND (Apache-2.0 OR GPL-2.0+)", "GPL-2.0 WITH Classpath-exception-2.0", "LicenseRef-x", "DocumentRef-a:LicenseRef-b"].every(isLicenceExpression)).toBe(true);
  expect(["", "MIT OR", "(MIT", "MIT)", "MIT Apache-2.0", "OR MIT", "()", "a/b"].some(isLicenceExpression)).toBe(false);
});

it("takes of the versions under affects those that fit the status of the statement", () => {
  const ranges = (state: string, versions: unknown[]): unknown => {
    const vulnerabilities = [{ id: "CVE-2026-0001", analysis: { state }, affects: [{ ref: "pkg:npm/lib", versions }] }];
    return readingOf({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1, vulnerabilities }).facts.vex?.statements[0]?.products.map((one) => one.range);
  };
  const versions = [{ range: "vers:npm/<2.0.0", status: "affected" }, { version: "2.0.0 beta", status: "unaffected" }, { version: "3.0.0" }];
  expect(ranges("not_affected", versions)).toEqual(["vers:npm/2.0.0%20beta"]);
  expect(ranges("exploitable", versions)).toEqual(["vers:npm/<2.0.0", "vers:npm/3.0.0"]);
  expect(ranges("in_triage", versions)).toHaveLength(3);
  expect(ranges("resolved", [{ version: "1.0.0" }])).toEqual(["vers:none/*"]);
  expect(ranges("resolved", [])).toEqual([undefined]);
});

describe("the vulnerabilities of a scan", () => {
  const detection = (rest: object): unknown => readingOf({ ...withComponent({ "bom-ref": "a", version: "1.0" }), vulnerabilities: [{ id: "CVE-2026-1", affects: [{ ref: "a" }], ...rest }] }).facts.scan?.detections[0];
  const rating = (name: string, severity: string, method = "CVSSv31"): object => ({ source: { name }, severity, method });

  it.each([
    ["NVD's by its newest method", [rating("alma", "low"), rating("nvd", "medium", "CVSSv2"), rating("nvd", "high")], "high", "nvd"],
    ["the one of its own source", [rating("amazon", "critical"), rating("ghsa", "medium")], "medium", "ghsa"],
    ["the worst of others", [rating("alma", "low"), rating("amazon", "high")], "high", "amazon"],
    ["a word nobody knows, where there is no other", [rating("alma", "dire")], "unknown", "alma"],
  ])("of several ratings takes %s", (_name, ratings, severity, severitySource) => {
    expect(detection({ source: { name: "GHSA" }, ratings })).toMatchObject({ severity, severitySource });
  });

  it("takes the version of CVSS from the vector", () => {
    expect(detection({ ratings: [{ method: "CVSSv3", score: 7.5, vector: "CVSS:3.1/AV:N" }] })).toMatchObject({ cvss: [{ version: "3.1" }], severity: "high" });
  });

  it("reads single versions that are unaffected as those that fix it", () => {
    expect(detection({ affects: [{ ref: "a", versions: [{ version: "1.0", status: "affected" }, { version: "1.1", status: "unaffected" }, { range: "vers:npm/>2", status: "unaffected" }] }] })).toMatchObject({ fixedVersions: ["1.1"] });
  });
});

it.each([
  [{ version: "1.0", status: "unaffected" }, "vers:npm/1.0"],
  [{ version: "1.0", status: "affected" }, "vers:none/*"],
  ["1.0", "vers:none/*"],
  [7, "vers:none/*"],
])("lets an excuse with %j in place of a list of versions reach no further than it says", (versions, range) => {
  const vulnerabilities = [{ id: "CVE-2026-0001", analysis: { state: "not_affected" }, affects: [{ ref: "pkg:npm/lib", versions }] }];
  expect(readingOf({ bomFormat: "CycloneDX", specVersion: "1.6", version: 1, vulnerabilities }).facts.vex?.statements[0]?.products).toMatchObject([{ range }]);
});
