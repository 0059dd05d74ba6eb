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
    [{ pedigree: { patches: [{ resolves: [{ type: "foo" }] }] } }, "cyclonedx/issue-type"],
    [{ type: undefined }, "cyclonedx/component-type"],
  ])("warns of %j", (component, code) => {
    expect(noteCodes(readingOf(withComponent(component)))).toEqual([code]);
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
    [withComponent({ name: undefined }), "cyclonedx/component /components/0/name"],
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
