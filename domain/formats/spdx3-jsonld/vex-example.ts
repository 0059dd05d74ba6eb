import { example } from "./example";

const info = { creationInfo: "_:info" };

/** Flaws and statements of the Security profile, in the shapes that OpenEmbedded and the standard's examples have. */
export const flaw = { type: "security_Vulnerability", spdxId: "urn:cve-1", ...info, externalIdentifier: [{ type: "ExternalIdentifier", externalIdentifierType: "cve", identifier: "CVE-2026-0001", identifierLocator: ["https://cve.example.org/CVE-2026-0001"] }] };
export const statement = {
  type: "security_VexNotAffectedVulnAssessmentRelationship", spdxId: "urn:vex-1", ...info, relationshipType: "doesNotAffect", from: "urn:cve-1", to: ["urn:openssl"],
  security_justificationType: "vulnerableCodeNotInExecutePath", security_impactStatement: "never called", security_vexVersion: "1.0.0", security_publishedTime: "2026-11-03T09:00:00Z",
};

/** The bill of materials of `example` with more elements. */
export const withMore = (...more: unknown[]): { "@context": string; "@graph": unknown[] } => ({ ...example, "@graph": [...example["@graph"], ...more] });

/** VEX alone: products are named and nothing is an inventory. */
export const vexAlone = (...more: unknown[]): { "@context": string; "@graph": unknown[] } => ({
  "@context": example["@context"],
  "@graph": [
    ...example["@graph"].filter((element) => element.type === "CreationInfo" || element.type === "Organization" || element.type === "Tool"),
    { type: "SpdxDocument", spdxId: "urn:vex", ...info, rootElement: ["urn:vex-1"], profileConformance: ["core", "security"] },
    { type: "software_Package", spdxId: "urn:image", ...info, name: "app", software_packageUrl: `pkg:oci/app@sha256%3A${"a".repeat(64)}` },
    { type: "software_Package", spdxId: "urn:openssl", ...info, name: "openssl", software_packageUrl: "pkg:deb/debian/openssl@3.0.11-1" },
    flaw,
    ...more,
  ],
});
