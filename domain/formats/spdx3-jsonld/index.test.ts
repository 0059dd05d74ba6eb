import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const graph = example["@graph"];
const withMore = (...more: object[]): object => ({ ...example, "@graph": [...graph, ...more] });
const changed = (id: string, more: object): object => ({ ...example, "@graph": graph.map((element) => ("spdxId" in element && element.spdxId === id ? { ...element, ...more } : element)) });

it("reads packages with purl, CPE, supplier and licences, and the root container as the subject", () => {
  const { facts, identities, tool, counts, observedAt, formatVersion } = readingOf(example);
  expect(facts.sbom?.components.map(({ name, type, version, supplier, licences, cpe, at }) => [name, type, version, supplier, licences, cpe?.slice(0, 8), at])).toEqual([
    ["debian", "operating-system", "12.5", null, [], undefined, "/@graph/7"],
    ["openssl", "deb", "3.0.11-1", "Debian", ["Apache-2.0"], "cpe:2.3:", "/@graph/8"],
  ]);
  expect(identities.map(({ type, sha256, at }) => [type, sha256[0], at])).toEqual([["repo-digest", "a", "/@graph/6/software_packageUrl"], ["subject", "b", "/@graph/6/verifiedUsing/0"]]);
  expect([tool, observedAt, formatVersion]).toEqual([{ name: "trivy", version: "0.55.0" }, "2026-11-02T08:00:00Z", "3.0.1"]);
  expect(counts).toEqual({ elements: 13, packages: 3, relationships: 3, with_purl: 2, duplicate_SPDXIDs: 0 });
  expect(facts.sbom).toMatchObject({ os: { id: "debian", version: "12.5" }, serialNumber: "urn:document", dependencyCount: 3 });
});

it("reads purl and CPE from external identifiers, and types and creation in their long forms", () => {
  const creationInfo = { type: "CreationInfo", specVersion: "3.0.0", created: "2026-11-02T08:00:00Z", createdBy: ["urn:a"] };
  const document = { type: "https://spdx.org/rdf/3.0.0/terms/Core/SpdxDocument", spdxId: "urn:d", creationInfo };
  const externalIdentifiers = [{ externalIdentifierType: "packageUrl", identifier: "pkg:npm/a@1" }, { externalIdentifierType: "cpe22", identifier: "cpe:/a:a:a:1" }];
  const reading = readingOf({ "@context": ["https://spdx.org/rdf/3.0.0/spdx-context.jsonld"], "@graph": [document, { "@type": "https://spdx.org/rdf/3.0.0/terms/Software/Package", "@id": "urn:a", name: "a", externalIdentifiers }] });
  expect(reading.facts.sbom?.components[0]).toMatchObject({ purl: "pkg:npm/a@1", cpe: "cpe:/a:a:a:1", ref: "urn:a" });
  expect(reading.formatVersion).toBe("3.0.0");
});

it("lists models and data sets as components and counts them apart", () => {
  const reading = readingOf(withMore({ type: "ai_AIPackage", spdxId: "urn:m", name: "m" }, { type: "dataset_DatasetPackage", spdxId: "urn:d", name: "d" }));
  expect(reading.facts.sbom?.components.slice(2).map(({ type }) => type)).toEqual(["model", "data"]);
  expect(reading.counts).toMatchObject({ packages: 3 });
});

it("keeps what it does not interpret, and says so", () => {
  const reading = readingOf(withMore(
    { type: "security_EpssVulnAssessmentRelationship", spdxId: "urn:epss", relationshipType: "hasAssessmentFor", from: "urn:openssl", to: ["urn:openssl"] },
    { type: "security_SsvcVulnAssessmentRelationship", spdxId: "urn:ssvc", relationshipType: "hasAssessmentFor", from: "urn:openssl", to: ["urn:openssl"] },
    { type: "build_Build", spdxId: "urn:build" },
  ));
  expect(reading.facts.vex).toBeUndefined();
  expect(reading.notes.filter(({ level }) => level === "ignored").map(({ code, count }) => [code, count])).toEqual([["spdx3/assessment", 2], ["spdx3/other-class", 1]]);
});

it("warns of what the standard asks for and does not find", () => {
  const [, ...noInfo] = graph;
  const reading = readingOf({ ...example, "@graph": [{ "@id": "_:info", type: "CreationInfo" }, ...noInfo.filter(({ type }) => type !== "SpdxDocument"), noInfo[6], { type: "Relationship", from: "urn:gone", to: ["urn:openssl"] }] });
  expect(noteCodes(reading).filter((code) => !code.startsWith("spdx/no-")).sort()).toEqual([
    "spdx3/created", "spdx3/created-by", "spdx3/dangling-ref", "spdx3/document", "spdx3/duplicate-id", "spdx3/element-creation",
    "spdx3/id", "spdx3/relationship", "spdx3/version-missing",
  ]);
  expect(reading.counts["duplicate_SPDXIDs"]).toBe(1);
});

it("takes an element of an imported document for known", () => {
  const more = changed("urn:document", { import: [{ type: "ExternalMap", externalSpdxId: "urn:there" }] }) as typeof example;
  const row = { type: "Relationship", relationshipType: "dependsOn", from: "urn:openssl", to: ["urn:there"] };
  expect(noteCodes(readingOf({ ...more, "@graph": [...more["@graph"], row] }))).not.toContain("spdx3/dangling-ref");
});

it("finds elements that stand where they are referred to, and lists packages among them", () => {
  const creationInfo = { "@id": "_:c", type: ["CreationInfo"], specVersion: "3.0.1", created: "2026-11-02T08:00:00Z", createdBy: [{ type: "Person", spdxId: "urn:p", creationInfo: "_:c", name: "Ann" }] };
  const image = { type: "software_Package", spdxId: "urn:i", creationInfo: "_:c", name: "app", software_packageUrl: `pkg:oci/app@sha256%3A${"c".repeat(64)}` };
  const part = { type: "software_Package", spdxId: "urn:a", creationInfo: { "@id": "_:c" }, name: "a", software_packageUrl: "pkg:npm/a@1" };
  const sbom = { type: "software_Sbom", "@id": "urn:s", creationInfo: "_:c", rootElement: [image], element: [part, "urn:i"] };
  const { facts, identities, notes } = readingOf({ "@context": [{ x: "https://example.org/" }, example["@context"]], "@graph": [{ type: "SpdxDocument", spdxId: "urn:d", creationInfo, rootElement: [sbom] }] });
  expect(facts.sbom?.components.map(({ name, at }) => [name, at])).toEqual([["a", "/@graph/0/rootElement/0/element/0"]]);
  expect(identities).toMatchObject([{ type: "repo-digest", sha256: "c".repeat(64), at: "/@graph/0/rootElement/0/rootElement/0/software_packageUrl" }]);
  expect(notes.filter(({ level, code }) => level !== "info" && !code.startsWith("spdx/no-"))).toEqual([]);
});

it("binds a container to the hash it is verified by, also where the entries of vocabularies are written as addresses", () => {
  const terms = "https://spdx.org/rdf/3.0.1/terms";
  const only = changed("urn:image", { software_packageUrl: undefined, software_primaryPurpose: `${terms}/Software/SoftwarePurpose/container`, verifiedUsing: [{ type: "Hash", algorithm: `${terms}/Core/HashAlgorithm/sha256`, hashValue: "b".repeat(64) }] });
  const { facts, identities } = readingOf(only);
  expect(identities).toEqual([{ type: "subject", sha256: "b".repeat(64), name: "app", at: "/@graph/6/verifiedUsing/0" }]);
  expect(facts.sbom?.components.map(({ name }) => name)).toEqual(["debian", "openssl"]);
  const needs = { type: "Relationship", spdxId: "urn:r4", creationInfo: "_:info", relationshipType: `${terms}/Core/RelationshipType/dependsOn`, from: "urn:openssl", to: ["urn:os"] };
  expect(readingOf(withMore(needs)).facts.sbom?.graph).toMatchObject({ relations: 1 });
});

it("tells of several documents, and takes the roots of all", () => {
  const second = { type: "SpdxDocument", spdxId: "urn:second", creationInfo: "_:info", rootElement: ["urn:openssl"], import: [{ externalSpdxId: "urn:x" }] };
  const { facts, identities, notes } = readingOf(withMore(second));
  expect([facts.sbom?.serialNumber, identities.length]).toEqual(["urn:document", 2]);
  expect(notes.find(({ code }) => code === "spdx3/document")?.at).toBe("/@graph/13");
});

it("reads under a context that imports the published one, and asks for it where terms are bound by hand", () => {
  expect(readingOf({ ...example, "@context": { "@import": example["@context"], mine: "https://example.org/" } }).facts).toEqual(readingOf(example).facts);
  expect(refusalOf({ ...example, "@context": { spdx: "https://spdx.org/rdf/3.0.1/terms/Core/" } })).toBe("spdx3/context /@context");
});

it.each([
  [{ ...example, "@graph": "x" }, "spdx3/graph /@graph"],
  [{ ...example, "@graph": ["x"] }, "spdx3/element /@graph/0"],
  [{ ...example, "@graph": [{}] }, "spdx3/element /@graph/0/type"],
  [{ ...example, "@graph": [] }, "spdx3/creation-info /@graph"],
  [changed("urn:openssl", { name: undefined }), "spdx3/package /@graph/8/name"],
  [changed("urn:openssl", { software_packageVersion: 3 }), "spdx3/package /@graph/8/software_packageVersion"],
  [changed("urn:openssl", { software_packageUrl: ["x"] }), "spdx3/package /@graph/8/software_packageUrl"],
  [{ ...example, "@graph": [{ type: "CreationInfo", specVersion: "2.3" }] }, "spdx3/version /@graph/0/specVersion"],
  [{ ...example, "@context": "https://example.org/context" }, "opaque"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
