/** A whole document of this format, as small as it can be. */
export const example = `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: app
DocumentNamespace: https://example.org/app
# Creation
Creator: Organization: example
Creator: Tool: trivy-0.55.0
Created: 2026-11-02T08:00:00Z

##### Package: the image
PackageName: registry.example.org/app:1
SPDXID: SPDXRef-Image
PackageDownloadLocation: NONE
PrimaryPackagePurpose: CONTAINER
PackageAttributionText: ImageID: sha256:${"c".repeat(64)}
ExternalRef: PACKAGE-MANAGER purl pkg:oci/app@sha256%3A${"a".repeat(64)}

PackageName: debian
SPDXID: SPDXRef-OS
PackageVersion: 12.5
PackageDownloadLocation: NONE
PrimaryPackagePurpose: OPERATING-SYSTEM

PackageName: openssl
SPDXID: SPDXRef-openssl
PackageVersion: 3.0.11-1
PackageSupplier: Organization: Debian
PackageDownloadLocation: NOASSERTION
PackageChecksum: SHA256: ${"d".repeat(64)}
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: Apache-2.0
PackageDescription: <text>Secure Sockets Layer toolkit

PackageName: this line is text</text>
ExternalRef: SECURITY cpe23Type cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*
ExternalRef: PACKAGE-MANAGER purl pkg:deb/debian/openssl@3.0.11-1

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Image
Relationship: SPDXRef-Image CONTAINS SPDXRef-openssl

Annotator: Tool: trivy-0.55.0
AnnotationDate: 2026-11-02T08:00:00Z
AnnotationType: OTHER
SPDXREF: SPDXRef-Image
AnnotationComment: RepoDigest: registry.example.org/app@sha256:${"b".repeat(64)}
`;
