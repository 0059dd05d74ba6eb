/** A whole document of this format, as small as it can be. */
export const example = `<?xml version="1.0" encoding="UTF-8"?>
<Document>
  <SPDXID>SPDXRef-DOCUMENT</SPDXID>
  <spdxVersion>SPDX-2.3</spdxVersion>
  <dataLicense>CC0-1.0</dataLicense>
  <name>app</name>
  <documentNamespace>https://example.org/app</documentNamespace>
  <creationInfo>
    <created>2026-11-02T08:00:00Z</created>
    <creators>Organization: example</creators>
    <creators>Tool: trivy-0.55.0</creators>
  </creationInfo>
  <packages>
    <SPDXID>SPDXRef-Image</SPDXID>
    <name>registry.example.org/app:1</name>
    <downloadLocation>NONE</downloadLocation>
    <primaryPackagePurpose>CONTAINER</primaryPackagePurpose>
    <externalRefs>
      <referenceCategory>PACKAGE-MANAGER</referenceCategory>
      <referenceType>purl</referenceType>
      <referenceLocator>pkg:oci/app@sha256%3A${"a".repeat(64)}</referenceLocator>
    </externalRefs>
    <annotations>
      <comment>ImageID: sha256:${"c".repeat(64)}</comment>
    </annotations>
  </packages>
  <packages>
    <SPDXID>SPDXRef-OS</SPDXID>
    <name>debian</name>
    <versionInfo>12.10</versionInfo>
    <downloadLocation>NONE</downloadLocation>
    <primaryPackagePurpose>OPERATING-SYSTEM</primaryPackagePurpose>
  </packages>
  <packages>
    <SPDXID>SPDXRef-openssl</SPDXID>
    <name>openssl</name>
    <versionInfo>3.0.11-1</versionInfo>
    <supplier>Organization: Debian</supplier>
    <downloadLocation>NOASSERTION</downloadLocation>
    <licenseConcluded>NOASSERTION</licenseConcluded>
    <licenseDeclared>Apache-2.0</licenseDeclared>
    <externalRefs>
      <referenceCategory>PACKAGE-MANAGER</referenceCategory>
      <referenceType>purl</referenceType>
      <referenceLocator><![CDATA[pkg:deb/debian/openssl@3.0.11-1?arch=amd64&distro=debian-12]]></referenceLocator>
    </externalRefs>
  </packages>
  <relationships>
    <spdxElementId>SPDXRef-DOCUMENT</spdxElementId>
    <relationshipType>DESCRIBES</relationshipType>
    <relatedSpdxElement>SPDXRef-Image</relatedSpdxElement>
  </relationships>
  <relationships>
    <spdxElementId>SPDXRef-Image</spdxElementId>
    <relationshipType>CONTAINS</relationshipType>
    <relatedSpdxElement>SPDXRef-openssl</relatedSpdxElement>
  </relationships>
</Document>
`;
