import type { HostileCase } from "../hostile-for-test";
import type { JsonObject } from "../values";

const a = { SPDXID: "SPDXRef-a", name: "a", versionInfo: "1", downloadLocation: "NONE", supplier: "Organization: x", externalRefs: [{ referenceType: "purl", referenceLocator: "pkg:npm/a@1" }] };
const b = { SPDXID: "SPDXRef-b", name: "b", versionInfo: "2", downloadLocation: "NONE", supplier: "Organization: x", externalRefs: [{ referenceType: "purl", referenceLocator: "pkg:npm/b@2" }] };
const row = (from: unknown, type: unknown, to: unknown): JsonObject => ({ spdxElementId: from, relationshipType: type, relatedSpdxElement: to });

/** Tests only: a sound document without a word to say against it, to be spoilt. */
export const soundSpdx2: JsonObject = {
  spdxVersion: "SPDX-2.3",
  dataLicense: "CC0-1.0",
  SPDXID: "SPDXRef-DOCUMENT",
  name: "app",
  documentNamespace: "https://example.org/app",
  creationInfo: { created: "2026-11-02T08:00:00Z", creators: ["Tool: t-1.0"] },
  packages: [a, b],
  relationships: [row("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-a"), row("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b")],
};

const doc = (more: JsonObject): JsonObject => ({ ...soundSpdx2, ...more });
const pack = (more: JsonObject): JsonObject => doc({ packages: [{ ...a, ...more }, b] });
const rows = (...more: unknown[]): JsonObject => doc({ relationships: more });
const purl = (referenceLocator: unknown): JsonObject => pack({ externalRefs: [{ referenceType: "purl", referenceLocator }] });

/** Tests only: what may be wrong with the members of an SPDX 2 document, in whatever form `write` gives it. */
export function spdx2Cases(write: (json: JsonObject) => unknown): HostileCase[] {
  const cases: readonly (readonly [string, JsonObject, HostileCase[2]])[] = [
    ["version null", doc({ spdxVersion: null }), "spdx/version"],
    ["version a list", doc({ spdxVersion: ["SPDX-2.3"] }), "spdx/version"],
    ["version empty", doc({ spdxVersion: "" }), "spdx/version"],
    ["version of another major", doc({ spdxVersion: "SPDX-3.0" }), "spdx/version"],
    ["version in lower case", doc({ spdxVersion: "spdx-2.3" }), "spdx/version"],
    ["version with text before it", doc({ spdxVersion: "xSPDX-2.3" }), "spdx/version"],
    ["version never published", doc({ spdxVersion: "SPDX-2.9" }), "noted:spdx/unknown-version"],
    ["version with a third part", doc({ spdxVersion: "SPDX-2.2.1" }), "noted:spdx/unknown-version"],
    ["packages an object", doc({ packages: { 0: a } }), "spdx/packages"],
    ["packages a text", doc({ packages: "a" }), "spdx/packages"],
    ["packages true", doc({ packages: true }), "spdx/packages"],
    ["packages null", doc({ packages: null }), "noted:spdx/empty"],
    ["packages empty", doc({ packages: [] }), "noted:spdx/empty"],
    ["package null", doc({ packages: [a, null] }), "spdx/package"],
    ["package a list", doc({ packages: [[a]] }), "spdx/package"],
    ["package a text", doc({ packages: ["a"] }), "spdx/package"],
    ["package empty", doc({ packages: [{}] }), "spdx/package"],
    ["name null", pack({ name: null }), "spdx/package"],
    ["name a list", pack({ name: ["a"] }), "spdx/package"],
    ["name an object", pack({ name: { text: "a" } }), "spdx/package"],
    ["name true", pack({ name: true }), "spdx/package"],
    ["name of blanks", pack({ name: "  ", externalRefs: [] }), "noted:spdx/empty-name"],
    ["name over the limit", pack({ name: "n".repeat(100_000), externalRefs: [] }), "ingest/text-too-long"],
    ["version of a package a list", pack({ versionInfo: ["1"] }), "spdx/package"],
    ["version of a package an object", pack({ versionInfo: { major: "1" } }), "spdx/package"],
    ["version of a package false", pack({ versionInfo: false }), "spdx/package"],
    ["version of a package over the limit", pack({ versionInfo: "1".repeat(100_000) }), "ingest/text-too-long"],
    ["purl that is none", purl("npm/a@1"), "noted:spdx/bad-purl"],
    ["purl with a script", purl("javascript:alert(1)"), "noted:spdx/bad-purl"],
    ["purl of half an escape", purl("pkg:npm/a%4"), "noted:spdx/bad-purl"],
    ["purl empty", purl(""), "noted:spdx/external-ref"],
    ["purl a list", purl(["pkg:npm/a@1"]), "noted:spdx/external-ref"],
    ["reference null", pack({ externalRefs: [null] }), "noted:spdx/external-ref"],
    ["references an object", pack({ externalRefs: { purl: "pkg:npm/a@1" } }), "noted:spdx/member-type"],
    ["checksums a text", pack({ checksums: "sha256:aa" }), "noted:spdx/member-type"],
    ["checksum of an unknown algorithm", pack({ checksums: [{ algorithm: "ROT13", checksumValue: "aa" }] }), "noted:spdx/checksum"],
    ["checksum too short", pack({ checksums: [{ algorithm: "SHA256", checksumValue: "a".repeat(63) }] }), "noted:spdx/checksum"],
    ["checksum null", pack({ checksums: [null] }), "noted:spdx/checksum"],
    ["checksum of a file too long", doc({ files: [{ SPDXID: "SPDXRef-f", checksums: [{ algorithm: "SHA1", checksumValue: "a".repeat(41) }] }] }), "noted:spdx/checksum"],
    ["download location missing", pack({ downloadLocation: null }), "noted:spdx/download-location"],
    ["relationship of a type nobody knows", rows(row("SPDXRef-a", "ADMIRES", "SPDXRef-b")), "noted:spdx/relationship-type"],
    ["relationship of a type that is a number", rows(row("SPDXRef-a", 7, "SPDXRef-b")), "noted:spdx/relationship-type"],
    ["annotations a text", pack({ annotations: "ImageID: x" }), "noted:spdx/member-type"],
    ["supplier an object", pack({ supplier: { name: "x" } }), "noted:spdx/member-type"],
    ["licence a list", pack({ licenseConcluded: ["MIT"] }), "noted:spdx/member-type"],
    ["purpose an object", pack({ primaryPackagePurpose: {} }), "noted:spdx/member-type"],
    ["id missing", pack({ SPDXID: null }), "noted:spdx/id"],
    ["id with a space", pack({ SPDXID: "SPDXRef-a b" }), "noted:spdx/id"],
    ["id with a bidi override", pack({ SPDXID: "SPDXRef-\u202ea" }), "noted:spdx/id"],
    ["id twice", doc({ packages: [a, b, { ...b, name: "c" }] }), "noted:spdx/duplicate-id"],
    ["relationships an object", doc({ relationships: {} }), "spdx/relationships"],
    ["relationships a text", doc({ relationships: "a DEPENDS_ON b" }), "spdx/relationships"],
    ["several packages and none described", rows(), "noted:spdx/describes"],
    ["relationship null", rows(null), "noted:spdx/dangling-ref"],
    ["relationship without ends", rows({ relationshipType: "DEPENDS_ON" }), "noted:spdx/dangling-ref"],
    ["relationship from nowhere", rows(row("SPDXRef-gone", "DEPENDS_ON", "SPDXRef-a")), "noted:spdx/dangling-ref"],
    ["relationship to nowhere", rows(row("SPDXRef-a", "DEPENDS_ON", "SPDXRef-gone")), "noted:spdx/dangling-ref"],
    ["relationship between lists", rows(row(["SPDXRef-a"], "DEPENDS_ON", ["SPDXRef-b"])), "noted:spdx/dangling-ref"],
    ["dependencies in a circle", rows(row("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b"), row("SPDXRef-b", "DEPENDS_ON", "SPDXRef-a")), "read"],
    ["a package that depends on itself", rows(row("SPDXRef-a", "DEPENDS_ON", "SPDXRef-a")), "read"],
    ["files a text", doc({ files: "x" }), "spdx/files"],
    ["file null", doc({ files: [null] }), "noted:spdx/id"],
    ["creation missing", doc({ creationInfo: null }), "noted:spdx/creators"],
    ["creation a text", doc({ creationInfo: "2026" }), "noted:spdx/creators"],
    ["created in words", doc({ creationInfo: { created: "yesterday", creators: ["Tool: t"] } }), "noted:spdx/created"],
    ["created in month 13", doc({ creationInfo: { created: "2026-13-02T08:00:00Z", creators: ["Tool: t"] } }), "noted:spdx/created"],
    ["created in the year 1", doc({ creationInfo: { created: "0001-01-01T00:00:00Z", creators: ["Tool: t"] } }), "noted:spdx/created"],
    ["creators a text", doc({ creationInfo: { created: "2026-11-02T08:00:00Z", creators: "Tool: t" } }), "noted:spdx/creators"],
    ["tool without a name", doc({ creationInfo: { created: "2026-11-02T08:00:00Z", creators: ["Tool: "] } }), "read"],
    ["namespace a list", doc({ documentNamespace: ["https://example.org"] }), "noted:spdx/namespace"],
    ["document's id another", doc({ SPDXID: "SPDXRef-a" }), "noted:spdx/document-id"],
    ["document's name missing", doc({ name: null }), "noted:spdx/document-name"],
    ["data licence another", doc({ dataLicense: "MIT" }), "noted:spdx/data-licence"],
    ["licence without its text", doc({ hasExtractedLicensingInfos: [{ licenseId: "LicenseRef-1" }] }), "noted:spdx/extracted-text"],
    ["digest too short to bind", pack({ versionInfo: `sha256:${"a".repeat(63)}`, primaryPackagePurpose: "CONTAINER" }), "read"],
    ["name that is no text in two ways", pack({ name: "<script>alert(1)</script>\u0007" }), "read"],
  ];
  return cases.map(([name, json, outcome]) => [name, write(json), outcome]);
}
