import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { xmlCases } from "../shared/xml-cases-for-test";
import { example } from "./example";

const BASE = "https://example.org/app#";
const TERMS = "http://spdx.org/rdf/terms#";
const swap = (from: string, to: string): string => example.replace(from, to);
const plus = (more: string): string => swap("</rdf:RDF>", `${more}</rdf:RDF>`);
const pack = (inner: string, id = `rdf:about="${BASE}SPDXRef-x"`): string => plus(`<spdx:Package ${id}>${inner}</spdx:Package>`);
const named = (inner: string): string => pack(`<spdx:name>x</spdx:name>${inner}`);
const row = (inner: string): string => named(`<spdx:relationship><spdx:Relationship>${inner}</spdx:Relationship></spdx:relationship>`);
const TYPE = `<spdx:relationshipType rdf:resource="${TERMS}relationshipType_dependsOn"/>`;
const sets = Array.from({ length: 40 }, (_, i) => `<spdx:ConjunctiveLicenseSet rdf:nodeID="l${i}">${`<spdx:member rdf:nodeID="l${i + 1}"/>`.repeat(4)}</spdx:ConjunctiveLicenseSet>`).join("");

const cases: readonly HostileCase[] = [
  ["no document", example.replaceAll("spdx:SpdxDocument", "spdx:File"), "spdx/document"],
  ["an empty graph", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="${TERMS}"/>`, "spdx/document"],
  ["two documents", plus(`<spdx:SpdxDocument rdf:about="https://example.org/other#SPDXRef-DOCUMENT"/>`), "noted:spdx/documents"],
  ["version missing", swap("<spdx:specVersion>SPDX-2.3</spdx:specVersion>", ""), "spdx/version"],
  ["version empty", swap("SPDX-2.3", ""), "spdx/version"],
  ["version of another major", swap("SPDX-2.3", "SPDX-3.0"), "spdx/version"],
  ["version a reference", swap("<spdx:specVersion>SPDX-2.3</spdx:specVersion>", '<spdx:specVersion rdf:resource="https://example.org/SPDX-2.3"/>'), "spdx/version"],
  ["version of another vocabulary", swap("<spdx:specVersion>SPDX-2.3</spdx:specVersion>", "<rdfs:specVersion>SPDX-2.3</rdfs:specVersion>"), "spdx/version"],
  ["version never published", swap("SPDX-2.3", "SPDX-2.9"), "noted:spdx/unknown-version"],
  ["package empty", pack(""), "spdx/package"],
  ["package without a name", pack("<spdx:versionInfo>1</spdx:versionInfo>"), "spdx/package"],
  ["name of another vocabulary", pack("<rdfs:name>x</rdfs:name>"), "spdx/package"],
  ["name a blank node", pack("<spdx:name><spdx:Package/></spdx:name>"), "spdx/package"],
  ["name of blanks", pack("<spdx:name> </spdx:name>"), "noted:spdx/empty-name"],
  ["name over the limit", pack(`<spdx:name>${"n".repeat(100_000)}</spdx:name>`), "ingest/text-too-long"],
  ["version of a package over the limit", named(`<spdx:versionInfo>${"1".repeat(100_000)}</spdx:versionInfo>`), "ingest/text-too-long"],
  ["package without an id", pack("<spdx:name>x</spdx:name>", ""), "noted:spdx/id"],
  ["package that is a blank node", pack("<spdx:name>x</spdx:name>", 'rdf:nodeID="p"'), "noted:spdx/id"],
  ["package with an id of another form", pack("<spdx:name>x</spdx:name>", `rdf:about="${BASE}x"`), "noted:spdx/id"],
  ["package with an id without a fragment", pack("<spdx:name>x</spdx:name>", 'rdf:about="https://example.org/x"'), "noted:spdx/id"],
  ["package of another document", pack("<spdx:name>x</spdx:name>", 'rdf:about="https://example.org/other#SPDXRef-x"'), "noted:spdx/id"],
  ["package inside itself", pack(`<spdx:name>x</spdx:name><spdx:relationship><spdx:Relationship>${TYPE}<spdx:relatedSpdxElement><spdx:Package rdf:about="${BASE}SPDXRef-x"/></spdx:relatedSpdxElement></spdx:Relationship></spdx:relationship>`), "read"],
  ["purl that is none", named(`<spdx:externalRef><spdx:ExternalRef><spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/><spdx:referenceLocator>npm/a</spdx:referenceLocator></spdx:ExternalRef></spdx:externalRef>`), "noted:spdx/bad-purl"],
  ["reference without a locator", named(`<spdx:externalRef><spdx:ExternalRef><spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/></spdx:ExternalRef></spdx:externalRef>`), "noted:spdx/external-ref"],
  ["reference empty", named("<spdx:externalRef><spdx:ExternalRef/></spdx:externalRef>"), "noted:spdx/external-ref"],
  ["relationship to nowhere", row(`${TYPE}<spdx:relatedSpdxElement rdf:resource="${BASE}SPDXRef-gone"/>`), "noted:spdx/dangling-ref"],
  ["relationship to a blank node", row(`${TYPE}<spdx:relatedSpdxElement rdf:nodeID="gone"/>`), "noted:spdx/dangling-ref"],
  ["relationship empty", row(""), "noted:spdx/dangling-ref"],
  ["relationship of words", named("<spdx:relationship>depends on all</spdx:relationship>"), "noted:spdx/dangling-ref"],
  ["relationship that points nowhere", named('<spdx:relationship rdf:nodeID="gone"/>'), "noted:spdx/dangling-ref"],
  ["relationship to another document", row(`${TYPE}<spdx:relatedSpdxElement rdf:resource="https://example.org/other#SPDXRef-a"/>`), "read"],
  ["relationship to nothing asserted", row(`${TYPE}<spdx:relatedSpdxElement rdf:resource="${TERMS}noassertion"/>`), "read"],
  ["dependency on itself", row(`${TYPE}<spdx:relatedSpdxElement rdf:resource="${BASE}SPDXRef-x"/>`), "read"],
  ["a licence that contains itself", named('<spdx:licenseConcluded><spdx:ConjunctiveLicenseSet rdf:nodeID="l"><spdx:member rdf:nodeID="l"/></spdx:ConjunctiveLicenseSet></spdx:licenseConcluded>'), "noted:spdx/licence"],
  ["licences that multiply", plus(`${sets}<spdx:Package rdf:about="${BASE}SPDXRef-x"><spdx:name>x</spdx:name><spdx:licenseConcluded rdf:nodeID="l0"/></spdx:Package>`), "noted:spdx/licence"],
  ["a licence without members", named("<spdx:licenseConcluded><spdx:ConjunctiveLicenseSet/></spdx:licenseConcluded>"), "noted:spdx/licence"],
  ["an extracted licence without its text", plus(`<spdx:ExtractedLicensingInfo rdf:about="${BASE}LicenseRef-1"/>`), "noted:spdx/extracted-text"],
  ["created missing", swap("<spdx:created>2026-11-02T08:00:00Z</spdx:created>", ""), "noted:spdx/created"],
  ["created in words", swap("2026-11-02T08:00:00Z", "yesterday"), "noted:spdx/created"],
  ["created with a month 13", swap("2026-11-02", "2026-13-02"), "noted:spdx/created"],
  ["nobody made it", example.replace(/<spdx:creator>.*<\/spdx:creator>/g, ""), "noted:spdx/creators"],
  ["creation that points at the document", example.replace(/<spdx:creationInfo>[^]*<\/spdx:creationInfo>/, `<spdx:creationInfo rdf:resource="${BASE}SPDXRef-DOCUMENT"/>`), "noted:spdx/creators"],
  ["another data licence", swap("http://spdx.org/licenses/CC0-1.0", "http://spdx.org/licenses/MIT"), "noted:spdx/data-licence"],
  ["document with another id", swap("#SPDXRef-DOCUMENT", "#SPDXRef-x"), "noted:spdx/document-id"],
  ["a document that is a blank node", swap(`rdf:about="${BASE}SPDXRef-DOCUMENT"`, 'rdf:nodeID="d"'), "noted:spdx/document-id"],
  ["only the root, never closed", example.slice(0, example.indexOf(">", example.indexOf("<rdf:RDF")) + 1), "xml/syntax"],
  ["no package", example.replaceAll("spdx:Package", "spdx:Bundle"), "noted:spdx/empty"],
  ["a vocabulary that only looks alike", example.replaceAll(TERMS, "http://spdx.org/rdf/terms/"), "opaque"],
  ["RDF in another namespace", swap("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://example.org/rdf#"), "opaque"],
  ["a script for a name", pack("<spdx:name>&lt;script&gt;</spdx:name>"), "read"],
];

describeHostile("spdx-rdf-xml", [...xmlCases(example, "rdf:RDF"), ...cases]);
