import { sha256Hex } from "../server/store";

/** A CycloneDX bill of materials of so many packages, as a real tool would write it. */
export function largeSbom(components: number, imageId: string): Uint8Array {
  return Buffer.from(JSON.stringify({
    bomFormat: "CycloneDX", specVersion: "1.5", version: 1,
    metadata: {
      timestamp: "2026-11-18T08:05:00Z",
      tools: { components: [{ type: "application", name: "trivy", version: "0.55.0" }] },
      component: { type: "container", name: "registry.example/bench", properties: [{ name: "aquasecurity:trivy:ImageID", value: imageId }] },
    },
    components: Array.from({ length: components }, (_, i) => ({
      "bom-ref": `ref-${i}`, type: "library", name: `package-${i}`, version: `1.${i % 50}.${i % 7}`,
      purl: `pkg:deb/debian/package-${i}@1.${i % 50}.${i % 7}?arch=amd64&distro=debian-12.7`,
      supplier: { name: "Debian Maintainers" }, licenses: [{ license: { id: "MIT" } }],
      properties: [{ name: "aquasecurity:trivy:LayerDiffID", value: `sha256:${sha256Hex("layer")}` }],
    })),
  }));
}

/** A Trivy report with so many findings over the same packages. */
export function largeScan(findings: number, imageId: string): Uint8Array {
  const severities = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];
  return Buffer.from(JSON.stringify({
    SchemaVersion: 2, CreatedAt: "2026-11-19T03:00:00Z", ArtifactName: "registry.example/bench:1", ArtifactType: "container_image",
    Metadata: { OS: { Family: "debian", Name: "12.7" }, ImageID: imageId },
    Results: [{
      Target: "debian 12.7", Class: "os-pkgs", Type: "debian",
      Vulnerabilities: Array.from({ length: findings }, (_, i) => ({
        VulnerabilityID: `CVE-2024-${10_000 + i}`, PkgName: `package-${i % 10_000}`, InstalledVersion: "1.0.0", FixedVersion: "1.0.1",
        Severity: severities[i % 4], Title: `A flaw in package-${i % 10_000}`, PkgIdentifier: { PURL: `pkg:deb/debian/package-${i % 10_000}@1.${i % 50}.${i % 7}?arch=amd64` },
      })),
    }],
  }));
}
