const license = "MIT";
const nameOf = (i: number): string => `package-${i}`;
const versionOf = (i: number): string => `1.${i % 50}.${i % 7}`;
const purlOf = (i: number): string => `pkg:deb/debian/${nameOf(i)}@${versionOf(i)}?arch=amd64&distro=debian-12.7`;
const list = <T>(n: number, item: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => item(i));
const TIME = "2026-11-18T08:05:00Z";

function cyclonedxXml(n: number): string {
  const components = list(n, (i) => `<component type="library" bom-ref="ref-${i}"><supplier><name>Debian Maintainers</name></supplier><name>${nameOf(i)}</name><version>${versionOf(i)}</version><licenses><license><id>${license}</id></license></licenses><purl>${purlOf(i).replaceAll("&", "&amp;")}</purl></component>`);
  return `<?xml version="1.0" encoding="UTF-8"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><metadata><timestamp>${TIME}</timestamp></metadata><components>${components.join("")}</components></bom>`;
}

function cyclonedxJson(n: number): string {
  return JSON.stringify({
    bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata: { timestamp: TIME },
    components: list(n, (i) => ({ type: "library", "bom-ref": `ref-${i}`, supplier: { name: "Debian Maintainers" }, name: nameOf(i), version: versionOf(i), licenses: [{ license: { id: license } }], purl: purlOf(i) })),
  });
}

function spdxJson(n: number): string {
  return JSON.stringify({
    spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", name: "large", documentNamespace: "https://example.test/large", creationInfo: { created: TIME, creators: ["Tool: bench-1"] },
    packages: list(n, (i) => ({ SPDXID: `SPDXRef-${i}`, name: nameOf(i), versionInfo: versionOf(i), downloadLocation: "NOASSERTION", filesAnalyzed: false, licenseConcluded: "NOASSERTION", licenseDeclared: license, supplier: "Organization: Debian Maintainers", externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purlOf(i) }] })),
    relationships: list(n, (i) => ({ spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: `SPDXRef-${i}` })),
  });
}

function spdxTagValue(n: number): string {
  const head = `SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: large\nDocumentNamespace: https://example.test/large\nCreator: Tool: bench-1\nCreated: ${TIME}\n`;
  const packages = list(n, (i) => `\nPackageName: ${nameOf(i)}\nSPDXID: SPDXRef-${i}\nPackageVersion: ${versionOf(i)}\nPackageSupplier: Organization: Debian Maintainers\nPackageDownloadLocation: NOASSERTION\nFilesAnalyzed: false\nPackageLicenseConcluded: NOASSERTION\nPackageLicenseDeclared: ${license}\nExternalRef: PACKAGE-MANAGER purl ${purlOf(i)}\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-${i}\n`);
  return head + packages.join("");
}

function syftJson(n: number): string {
  return JSON.stringify({
    artifacts: list(n, (i) => ({ id: `id-${i}`, name: nameOf(i), version: versionOf(i), type: "deb", foundBy: "dpkg-db-cataloger", locations: [{ path: "/var/lib/dpkg/status" }], licenses: [license], language: "", cpes: [], purl: purlOf(i) })),
    artifactRelationships: [], source: { id: "large", name: "large", version: "1", type: "directory", metadata: { path: "/" } },
    distro: { id: "debian", versionID: "12" }, descriptor: { name: "syft", version: "1.0.0" }, schema: { version: "16.0.0", url: "https://example.test/schema" },
  });
}

/** Bills of materials of so many packages, as tools write them, by the room that reads them. */
export const LARGE_SBOMS: Readonly<Record<string, (components: number) => string>> = {
  "cyclonedx-json": cyclonedxJson,
  "cyclonedx-xml": cyclonedxXml,
  "spdx-json": spdxJson,
  "spdx-tag-value": spdxTagValue,
  "syft-json": syftJson,
};
