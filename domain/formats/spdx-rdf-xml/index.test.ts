import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const NAMESPACES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:spdx="http://spdx.org/rdf/terms#"';
const openssl = (more: string): string => example.replace("<spdx:versionInfo>3.0.11-1</spdx:versionInfo>", `<spdx:versionInfo>3.0.11-1</spdx:versionInfo>${more}`);
const licencesOf = (text: string): string[] | undefined => readingOf(text).facts.sbom?.components.find(({ name }) => name === "openssl")?.licences;

it("reads packages wherever in the graph they stand, and the described image as the subject", () => {
  const { facts, identities, tool, counts, room, observedAt } = readingOf(example);
  expect(facts.sbom?.components.map(({ ref, name, type, version, supplier, licences, at }) => [ref, name, type, version, supplier, licences, at])).toEqual([
    ["SPDXRef-OS", "debian", "operating-system", "12.10", null, [], "/RDF/Package[1]"],
    ["SPDXRef-openssl", "openssl", "deb", "3.0.11-1", "Debian", ["Apache-2.0 OR MIT"], "/RDF/Package[2]"],
  ]);
  expect(identities.map(({ type, sha256 }) => [type, sha256[0]])).toEqual([["repo-digest", "a"], ["image-id", "c"]]);
  expect([tool, counts, room, observedAt]).toEqual([{ name: "trivy", version: "0.55.0" }, { packages: 3, relationships: 2, with_purl: 2, duplicate_SPDXIDs: 0 }, "spdx-rdf-xml", "2026-11-02T08:00:00Z"]);
  expect(facts.sbom?.serialNumber).toBe("https://example.org/app");
});

it("reads the plain spelling: descriptions with a type, blank nodes by name", () => {
  const terms = "http://spdx.org/rdf/terms#";
  const described = (id: string, type: string, inner: string): string => `<rdf:Description ${id}><rdf:type rdf:resource="${terms}${type}"/>${inner}</rdf:Description>`;
  const plain = `<rdf:RDF ${NAMESPACES}>
    ${described('rdf:nodeID="r"', "Relationship", `<spdx:relationshipType rdf:resource="${terms}relationshipType_dependsOn"/><spdx:relatedSpdxElement rdf:resource="https://example.org#SPDXRef-b"/>`)}
    ${described('rdf:about="https://example.org#SPDXRef-a"', "Package", '<spdx:name>a</spdx:name><spdx:relationship rdf:nodeID="r"/><spdx:externalRef rdf:nodeID="x"/>')}
    ${described('rdf:about="https://example.org#SPDXRef-b"', "Package", "<spdx:name>b</spdx:name>")}
    ${described('rdf:nodeID="x"', "ExternalRef", '<spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/><spdx:referenceLocator>pkg:npm/a@1</spdx:referenceLocator>')}
    ${described('rdf:about="https://example.org#SPDXRef-DOCUMENT"', "SpdxDocument", "<spdx:specVersion>SPDX-2.2</spdx:specVersion>")}
  </rdf:RDF>`;
  const reading = readingOf(plain);
  expect(reading.facts.sbom?.components.map(({ name, purl }) => [name, purl])).toEqual([["a", "pkg:npm/a@1"], ["b", null]]);
  expect(reading.counts).toMatchObject({ packages: 2, relationships: 1 });
  expect(noteCodes(reading)).not.toContain("spdx/dangling-ref");
});

it("puts together what is said of one package in two places", () => {
  const reading = readingOf(example.replace("</rdf:RDF>", '<spdx:Package rdf:about="https://example.org/app#SPDXRef-OS"><spdx:supplier>Organization: Debian</spdx:supplier></spdx:Package></rdf:RDF>'));
  expect(reading.counts).toMatchObject({ packages: 3 });
  expect(reading.facts.sbom?.components[0]).toMatchObject({ name: "debian", supplier: "Debian" });
});

it.each([
  ['<spdx:licenseConcluded><spdx:OrLaterOperator><spdx:member rdf:resource="http://spdx.org/licenses/GPL-2.0"/></spdx:OrLaterOperator></spdx:licenseConcluded>', "GPL-2.0+"],
  ['<spdx:licenseConcluded><spdx:WithExceptionOperator><spdx:member rdf:resource="http://spdx.org/licenses/MIT"/><spdx:licenseException><spdx:LicenseException><spdx:licenseExceptionId>x-exception</spdx:licenseExceptionId></spdx:LicenseException></spdx:licenseException></spdx:WithExceptionOperator></spdx:licenseConcluded>', "MIT WITH x-exception"],
  ['<spdx:licenseConcluded><spdx:ExtractedLicensingInfo rdf:about="https://example.org/app#LicenseRef-1"><spdx:extractedText>x</spdx:extractedText></spdx:ExtractedLicensingInfo></spdx:licenseConcluded>', "LicenseRef-1"],
])("spells a licence as an expression, case %#", (more, expected) => {
  expect(licencesOf(openssl(more).replace('<spdx:licenseConcluded rdf:resource="http://spdx.org/rdf/terms#noassertion"/>', ""))?.[0]).toBe(expected);
});

it("says nothing of licences that point at one another", () => {
  const circle = '<spdx:licenseConcluded><spdx:ConjunctiveLicenseSet rdf:nodeID="l"><spdx:member rdf:nodeID="l"/><spdx:member rdf:nodeID="l"/></spdx:ConjunctiveLicenseSet></spdx:licenseConcluded>';
  expect(licencesOf(openssl(circle))).toEqual(["Apache-2.0 OR MIT"]);
});

it.each([
  [example.replaceAll("SpdxDocument", "File"), "spdx/document /RDF"],
  [example.replace("SPDX-2.3", "SPDX-1.2"), "spdx/version /RDF/SpdxDocument"],
  [example.replace("<spdx:specVersion>SPDX-2.3</spdx:specVersion>", ""), "spdx/version /RDF/SpdxDocument"],
  [example.replace("<spdx:name>openssl</spdx:name>", ""), "spdx/package /RDF/Package[2]"],
  [example.replace("<rdf:RDF", "<!DOCTYPE x><rdf:RDF"), "xml/doctype line 2"],
  [example.replace("http://spdx.org/rdf/terms#", "http://example.org/terms#").replaceAll("http://spdx.org/rdf/terms#", "x#"), "opaque"],
])("refuses what is broken, case %#", (text, refusal) => {
  expect(refusalOf(text)).toBe(refusal);
});
