import { expect, it } from "vitest";
import type { Reading } from "../../model/document";
import { noteCodes, readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example } from "./example";
import { flaw, statement, vexAlone, withMore } from "./vex-example";

const vexNotes = (reading: Reading): string[] => noteCodes(reading).filter((code) => /vex|flaw|cves|associated/.test(code));
const statementsOf = (...more: unknown[]): NonNullable<Reading["facts"]["vex"]>["statements"] => readingOf(withMore(flaw, ...more)).facts.vex?.statements ?? [];
const first = (more: object): NonNullable<Reading["facts"]["vex"]>["statements"][number] | undefined => statementsOf({ ...statement, ...more })[0];

it("reads a bill of materials and the statements beside it, the one as if the other were not there", () => {
  const alone = readingOf(example);
  const { facts, identities, summary, counts, notes } = readingOf(withMore(flaw, statement));
  expect([facts.sbom?.components, identities]).toEqual([alone.facts.sbom?.components, alone.identities]);
  expect(facts.vex).toEqual({
    id: "urn:document", author: "example", role: null, version: null,
    statements: [{
      vulnerability: "CVE-2026-0001", aliases: [], status: "not_affected", justification: "vulnerable_code_not_in_execute_path", impact: "never called", action: null,
      products: [{ id: "urn:openssl", purl: "pkg:deb/debian/openssl@3.0.11-1", sha256: null, subcomponents: [] }], author: "example", observedAt: "2026-11-03T09:00:00Z", at: "/@graph/14",
    }],
  });
  expect(summary).toBe("SPDX 3.0.1 SBOM by trivy 0.55.0, 2 components, 1 VEX statement");
  expect(counts).toEqual({ ...alone.counts, elements: 15, relationships: 4, vulnerabilities: 1, statements: 1, status: { not_affected: 1 } });
  expect(notes).toEqual(alone.notes);
  expect(facts.scan).toBeUndefined();
});

it("reads VEX alone as VEX alone, about the images that its products name", () => {
  const part = { ...statement, to: ["urn:image"], security_assessedElement: "urn:openssl" };
  const { facts, identities, summary, notes } = readingOf(vexAlone(part));
  expect(Object.keys(facts)).toEqual(["vex"]);
  expect(facts.vex?.statements[0]?.products).toEqual([{ id: "urn:image", purl: `pkg:oci/app@sha256:${"a".repeat(64)}`, sha256: "a".repeat(64), subcomponents: [{ id: "urn:openssl", purl: "pkg:deb/debian/openssl@3.0.11-1" }] }]);
  expect(identities).toEqual([{ type: "repo-digest", sha256: "a".repeat(64), name: "urn:image", at: `${facts.vex?.statements[0]?.at}/to/0` }]);
  expect(summary).toBe("SPDX 3.0.1 VEX by example, 1 VEX statement");
  expect(notes.filter(({ level }) => level !== "info").map(({ code }) => code)).toEqual([]);
});

it("does not bind a bill of materials to the images that its statements name", () => {
  const other = { type: "software_Package", spdxId: "urn:other", creationInfo: "_:info", name: "other", software_packageUrl: `pkg:oci/other@sha256%3A${"d".repeat(64)}` };
  const reading = readingOf(withMore(flaw, other, { ...statement, to: ["urn:other"] }));
  expect(reading.facts.vex?.statements[0]?.products[0]?.sha256).toBe("d".repeat(64));
  expect(reading.identities).toEqual(readingOf(example).identities);
});

it.each([
  ["security_VexAffectedVulnAssessmentRelationship", "affects", "affected", "update"],
  ["security_VexFixedVulnAssessmentRelationship", "fixedIn", "fixed", null],
  ["security_VexUnderInvestigationVulnAssessmentRelationship", "underInvestigationFor", "under_investigation", null],
  ["VexFixedVulnAssessmentRelationship", "fixedIn", "fixed", null],
  ["https://spdx.org/rdf/3.0.1/terms/Security/VexFixedVulnAssessmentRelationship", "fixedIn", "fixed", null],
])("reads %s as its status", (type, relationshipType, status, action) => {
  expect(first({ type, relationshipType, security_actionStatement: "update", security_statusNotes: "backported-patch: by us" })).toMatchObject({ status, action, impact: "backported-patch: by us", justification: null });
});

it.each([
  ["componentNotPresent", "component_not_present"],
  ["vulnerableCodeNotPresent", "vulnerable_code_not_present"],
  ["vulnerableCodeCannotBeControlledByAdversary", "vulnerable_code_cannot_be_controlled_by_adversary"],
  ["https://spdx.org/rdf/3.0.1/terms/Security/VexJustificationType/inlineMitigationsAlreadyExist", "inline_mitigations_already_exist"],
  ["constructor", "constructor"],
])("reads the reason %s in the words of other VEX", (security_justificationType, reason) => {
  expect(first({ security_justificationType })?.justification).toBe(reason);
});

it("takes the author and the time of the statement, and the document's where it has none", () => {
  const ann = { type: "Person", spdxId: "urn:ann", creationInfo: "_:own", name: "Ann" };
  const own = { "@id": "_:own", type: "CreationInfo", specVersion: "3.0.1", created: "2026-11-09T00:00:00Z", createdBy: ["urn:ann"] };
  const made = (more: object): unknown[] => { const [one] = statementsOf(ann, own, { ...statement, creationInfo: "_:own", security_publishedTime: undefined, ...more }); return [one?.author, one?.observedAt]; };
  expect(made({})).toEqual(["Ann", "2026-11-09T00:00:00Z"]);
  expect(made({ security_publishedTime: "2026-11-10T00:00:00Z", security_modifiedTime: "2026-11-11T00:00:00Z" })).toEqual(["Ann", "2026-11-11T00:00:00Z"]);
  expect(made({ creationInfo: undefined })).toEqual(["example", "2026-11-02T08:00:00Z"]);
  expect(made({ creationInfo: { ...own, createdBy: [] } })).toEqual(["example", "2026-11-09T00:00:00Z"]);
  expect(made({ creationInfo: { ...own, "@id": "_:b", createdBy: ["urn:nobody"] } })).toEqual(["urn:nobody", "2026-11-09T00:00:00Z"]);
  expect(made({ creationInfo: { ...own, "@id": "_:b", createdBy: ["_:nobody"] } })).toEqual([null, "2026-11-09T00:00:00Z"]);
});

it("names a flaw by its CVE, other identifiers as aliases; several CVEs are several flaws", () => {
  const ids = (...rows: [string, string][]): unknown => {
    const externalIdentifier = rows.map(([externalIdentifierType, identifier]) => ({ externalIdentifierType, identifier }));
    return readingOf(withMore({ ...flaw, externalIdentifier }, statement)).facts.vex?.statements.map(({ vulnerability, aliases }) => [vulnerability, ...aliases]);
  };
  expect(ids(["securityOther", "GHSA-aaaa-bbbb-cccc"], ["cve", "CVE-2026-0001"])).toEqual([["CVE-2026-0001", "GHSA-aaaa-bbbb-cccc"]]);
  expect(ids(["securityOther", "GHSA-aaaa-bbbb-cccc"], ["other", "42"])).toEqual([["GHSA-aaaa-bbbb-cccc"]]);
  expect(ids(["cve", "CVE-2026-0001"], ["cve", "CVE-2026-0002"], ["securityOther", "RHSA-2026:1"])).toEqual([["CVE-2026-0001"], ["CVE-2026-0002"]]);
  const named = (more: object): unknown => readingOf(withMore({ ...flaw, externalIdentifier: [], ...more }, statement)).facts.vex?.statements.map(({ vulnerability }) => vulnerability);
  expect(named({ name: "CVE-2026-0003" })).toEqual(["CVE-2026-0003"]);
  expect(named({ name: "a crash", externalRef: [{ externalRefType: "securityAdvisory", locator: ["https://nvd.example.org/vuln/detail/CVE-2026-0004"] }] })).toEqual(["CVE-2026-0004"]);
  expect(named({ name: "a crash" })).toEqual([]);
});

it.each([
  ["a statement that was withdrawn", { security_withdrawnTime: "2026-11-05T00:00:00Z" }, "spdx3/vex-withdrawn"],
  ["a class that says another thing than the type", { relationshipType: "affects" }, "spdx3/vex-type"],
  ["a flaw that is not there", { from: "urn:gone" }, "spdx3/vex-without-flaw"],
  ["a flaw that is a package", { from: "urn:os" }, "spdx3/vex-without-flaw"],
  ["several flaws at once", { from: ["urn:cve-1", "urn:cve-1"] }, "spdx3/vex-without-flaw"],
  ["no product", { to: [] }, "spdx3/vex-without-product"],
  ["nothing for a product", { to: ["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"] }, "spdx3/vex-without-product"],
])("leaves out %s", (_name, more, code) => {
  const reading = readingOf(withMore(flaw, { ...statement, ...more }));
  expect([reading.facts.vex?.statements, vexNotes(reading)]).toEqual([[], [code]]);
});

it.each([
  ["an element without purl", { to: ["urn:os"] }, "spdx3/vex-product-without-purl"],
  ["an element that is not there", { to: ["urn:gone"] }, "spdx3/vex-product-missing"],
  ["a person", { to: ["urn:org"] }, "spdx3/vex-product-without-purl"],
  ["a part without purl of the whole image", { to: ["urn:image"], security_assessedElement: "urn:os" }, "spdx3/vex-part-without-purl"],
])("keeps a statement about %s, and lets it match nothing", (_name, more, code) => {
  const reading = readingOf(withMore(flaw, { ...statement, ...more }));
  expect(reading.facts.vex?.statements[0]?.products).toMatchObject([{ purl: null, sha256: null }]);
  expect(vexNotes(reading)).toEqual([code]);
});

it("tells of gaps, and of two statuses for one flaw and product", () => {
  const affected = { ...statement, type: "security_VexAffectedVulnAssessmentRelationship", relationshipType: "affects" };
  const reading = readingOf(withMore({ ...flaw, security_withdrawnTime: "2026-11-01T00:00:00Z" }, { ...statement, security_justificationType: undefined, security_impactStatement: undefined, security_statusNotes: "ignored", security_modifiedTime: "soon" }, affected));
  expect(vexNotes(reading)).toEqual(["spdx3/flaw-withdrawn", "spdx3/vex-unjustified", "spdx3/vex-status-notes", "spdx3/vex-time", "spdx3/vex-conflict", "spdx3/vex-no-action"]);
  expect(reading.facts.vex?.statements.map(({ status }) => status)).toEqual(["not_affected", "affected"]);
});

it("reads no statement where a key occurs twice, and the bill of materials all the same", () => {
  const text = JSON.stringify(withMore(flaw, statement));
  const { reading } = readText(text.replace('"relationshipType":"doesNotAffect"', '"relationshipType":"affects","relationshipType":"doesNotAffect"'));
  expect([reading?.facts.vex?.statements, reading?.facts.sbom?.components.length]).toEqual([[], 2]);
  expect(reading && noteCodes(reading)).toContain("spdx3/vex-duplicate-keys");
});

it("reads a flaw of a package that no statement decides as a finding, with the scores given for it", () => {
  const row = { type: "Relationship", spdxId: "urn:has", creationInfo: "_:info", relationshipType: "hasAssociatedVulnerability", from: "urn:openssl", to: ["urn:cve-1"] };
  const score = { type: "security_CvssV3VulnAssessmentRelationship", spdxId: "urn:cvss", creationInfo: "_:info", relationshipType: "hasAssessmentFor", from: "urn:cve-1", to: ["urn:openssl"], suppliedBy: "urn:debian", security_score: "6.8", security_severity: "medium", security_vectorString: "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:N/A:N" };
  const old = { ...score, spdxId: "urn:old", security_severity: "critical", security_withdrawnTime: "2026-11-01T00:00:00Z" };
  const { facts } = readingOf(withMore({ ...flaw, summary: "a crash", security_publishedTime: "2026-10-01T00:00:00Z" }, row, row, old, score));
  expect(facts.scan).toMatchObject({ status: "undetermined", packagesSeen: 2, scanner: { name: "trivy" }, finishedAt: "2026-11-02T08:00:00Z" });
  expect(facts.scan?.detections).toEqual([{
    vulnerability: "CVE-2026-0001", aliases: [], package: { purl: "pkg:deb/debian/openssl@3.0.11-1", type: "deb", namespace: "debian", name: "openssl", version: "3.0.11-1" },
    fixedVersions: [], fixState: null, severity: "medium", severityWord: "medium", severitySource: "Debian",
    cvss: [{ source: "Debian", version: "3.1", vector: score.security_vectorString, score: 6.8 }],
    publishedAt: "2026-10-01T00:00:00Z", title: "a crash", url: "https://cve.example.org/CVE-2026-0001", at: "/@graph/14",
  }]);
  expect(readingOf(withMore(flaw, row, statement)).facts.scan).toBeUndefined();
  expect(readingOf(withMore(flaw, row, { ...statement, security_withdrawnTime: "2026-11-05T00:00:00Z" })).facts.scan?.detections).toHaveLength(1);
  expect(readingOf(withMore({ ...flaw, security_withdrawnTime: "2026-11-05T00:00:00Z" }, row)).facts.scan).toBeUndefined();
  expect(vexNotes(readingOf(withMore(flaw, { ...row, to: ["urn:gone"] }, { ...row, from: "urn:org" })))).toEqual(["spdx3/associated-unknown"]);
});

it("stops where products times flaws would fill the disk", () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => `urn:${i}`);
  expect(refusalOf(withMore(flaw, { ...statement, to: ids, security_assessedElement: ids }))).toBe("spdx3/too-many /@graph/14");
  expect(refusalOf(withMore(flaw, { type: "Relationship", spdxId: "urn:has", relationshipType: "hasAssociatedVulnerability", from: ids, to: ids }))).toBe("spdx3/too-many /@graph/14");
});
