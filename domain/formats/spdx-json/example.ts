/** A whole document of this format, as small as it can be. */
export const example = {
  spdxVersion: "SPDX-2.3",
  dataLicense: "CC0-1.0",
  SPDXID: "SPDXRef-DOCUMENT",
  name: "app",
  documentNamespace: "https://example.org/app",
  creationInfo: { created: "2026-11-02T08:00:00Z", creators: ["Organization: example", "Tool: trivy-0.55.0"] },
  packages: [
    {
      SPDXID: "SPDXRef-Image",
      name: "registry.example.org/app:1",
      primaryPackagePurpose: "CONTAINER",
      downloadLocation: "NONE",
      externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: `pkg:oci/app@sha256%3A${"a".repeat(64)}` }],
      annotations: [{ comment: `ImageID: sha256:${"c".repeat(64)}` }],
    },
    { SPDXID: "SPDXRef-OS", name: "debian", versionInfo: "12.5", downloadLocation: "NONE", primaryPackagePurpose: "OPERATING-SYSTEM" },
    {
      SPDXID: "SPDXRef-openssl",
      name: "openssl",
      versionInfo: "3.0.11-1",
      downloadLocation: "NOASSERTION",
      supplier: "Organization: Debian",
      licenseConcluded: "NOASSERTION",
      licenseDeclared: "Apache-2.0",
      externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: "pkg:deb/debian/openssl@3.0.11-1" }],
    },
  ],
  relationships: [
    { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: "SPDXRef-Image" },
    { spdxElementId: "SPDXRef-Image", relationshipType: "CONTAINS", relatedSpdxElement: "SPDXRef-openssl" },
  ],
};
