/** A whole document of this format, as small as it can be. */
export const example = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:spdx="http://spdx.org/rdf/terms#">
  <spdx:SpdxDocument rdf:about="https://example.org/app#SPDXRef-DOCUMENT">
    <spdx:specVersion>SPDX-2.3</spdx:specVersion>
    <spdx:dataLicense rdf:resource="http://spdx.org/licenses/CC0-1.0"/>
    <spdx:name>app</spdx:name>
    <spdx:creationInfo>
      <spdx:CreationInfo>
        <spdx:created>2026-11-02T08:00:00Z</spdx:created>
        <spdx:creator>Organization: example</spdx:creator>
        <spdx:creator>Tool: trivy-0.55.0</spdx:creator>
      </spdx:CreationInfo>
    </spdx:creationInfo>
    <spdx:relationship>
      <spdx:Relationship>
        <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_describes"/>
        <spdx:relatedSpdxElement>
          <spdx:Package rdf:about="https://example.org/app#SPDXRef-Image">
            <spdx:name>registry.example.org/app:1</spdx:name>
            <spdx:downloadLocation rdf:resource="http://spdx.org/rdf/terms#none"/>
            <spdx:primaryPackagePurpose rdf:resource="http://spdx.org/rdf/terms#purpose_container"/>
            <spdx:externalRef>
              <spdx:ExternalRef>
                <spdx:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_packageManager"/>
                <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/>
                <spdx:referenceLocator>pkg:oci/app@sha256%3A${"a".repeat(64)}</spdx:referenceLocator>
              </spdx:ExternalRef>
            </spdx:externalRef>
            <spdx:annotation>
              <spdx:Annotation>
                <rdfs:comment>ImageID: sha256:${"c".repeat(64)}</rdfs:comment>
              </spdx:Annotation>
            </spdx:annotation>
            <spdx:relationship>
              <spdx:Relationship>
                <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_contains"/>
                <spdx:relatedSpdxElement rdf:resource="https://example.org/app#SPDXRef-openssl"/>
              </spdx:Relationship>
            </spdx:relationship>
          </spdx:Package>
        </spdx:relatedSpdxElement>
      </spdx:Relationship>
    </spdx:relationship>
  </spdx:SpdxDocument>
  <spdx:Package rdf:about="https://example.org/app#SPDXRef-OS">
    <spdx:name>debian</spdx:name>
    <spdx:versionInfo>12.10</spdx:versionInfo>
    <spdx:downloadLocation rdf:resource="http://spdx.org/rdf/terms#none"/>
    <spdx:primaryPackagePurpose rdf:resource="http://spdx.org/rdf/terms#purpose_operatingSystem"/>
  </spdx:Package>
  <spdx:Package rdf:about="https://example.org/app#SPDXRef-openssl">
    <spdx:name>openssl</spdx:name>
    <spdx:versionInfo>3.0.11-1</spdx:versionInfo>
    <spdx:downloadLocation rdf:resource="http://spdx.org/rdf/terms#noassertion"/>
    <spdx:supplier>Organization: Debian</spdx:supplier>
    <spdx:licenseConcluded rdf:resource="http://spdx.org/rdf/terms#noassertion"/>
    <spdx:licenseDeclared>
      <spdx:DisjunctiveLicenseSet>
        <spdx:member rdf:resource="http://spdx.org/licenses/Apache-2.0"/>
        <spdx:member rdf:resource="http://spdx.org/licenses/MIT"/>
      </spdx:DisjunctiveLicenseSet>
    </spdx:licenseDeclared>
    <spdx:externalRef>
      <spdx:ExternalRef>
        <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/>
        <spdx:referenceLocator>pkg:deb/debian/openssl@3.0.11-1</spdx:referenceLocator>
      </spdx:ExternalRef>
    </spdx:externalRef>
  </spdx:Package>
</rdf:RDF>
`;
