/** A whole document of this format, as small as it can be. */
export const example = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
  version: 1,
  metadata: {
    timestamp: "2026-11-02T08:00:00+00:00",
    tools: { components: [{ type: "application", name: "trivy", version: "0.55.0" }] },
    component: {
      "bom-ref": "root",
      type: "container",
      name: "registry.example.org/app:1",
      purl: `pkg:oci/app@sha256%3A${"a".repeat(64)}?repository_url=registry.example.org%2Fapp`,
      properties: [{ name: "aquasecurity:trivy:ImageID", value: `sha256:${"c".repeat(64)}` }],
    },
  },
  components: [
    { "bom-ref": "os", type: "operating-system", name: "debian", version: "12.5" },
    {
      "bom-ref": "pkg:deb/debian/openssl@3.0.11-1",
      type: "library",
      name: "openssl",
      version: "3.0.11-1",
      purl: "pkg:deb/debian/openssl@3.0.11-1?distro=debian-12.5",
      licenses: [{ license: { id: "Apache-2.0" } }],
      properties: [{ name: "aquasecurity:trivy:LayerDiffID", value: `sha256:${"e".repeat(64)}` }],
      components: [{ type: "library", name: "libssl3" }],
    },
  ],
  dependencies: [{ ref: "root", dependsOn: ["os", "pkg:deb/debian/openssl@3.0.11-1"] }],
  vulnerabilities: [
    { id: "CVE-2026-0001", ratings: [{ severity: "high", method: "CVSSv31", score: 7.5 }], affects: [{ ref: "pkg:deb/debian/openssl@3.0.11-1" }] },
    { id: "CVE-2026-0002", analysis: { state: "not_affected", justification: "code_not_reachable" }, affects: [{ ref: "pkg:deb/debian/openssl@3.0.11-1" }] },
  ],
};
