/** A whole document of this format, as small as it can be. */
export const example = {
  apiVersion: "aquasecurity.github.io/v1alpha1",
  kind: "VulnerabilityReport",
  metadata: {
    name: "replicaset-app-5d",
    namespace: "prod",
    creationTimestamp: "2026-11-03T08:59:00Z",
    labels: { "trivy-operator.resource.kind": "ReplicaSet", "trivy-operator.resource.name": "app-5d", "trivy-operator.resource.namespace": "prod" },
  },
  report: {
    updateTimestamp: "2026-11-03T09:00:00Z",
    artifact: { repository: "payments/app", digest: `sha256:${"a".repeat(64)}` },
    registry: { server: "registry.example.org" },
    scanner: { name: "Trivy", vendor: "Aqua Security", version: "0.55.0" },
    os: { family: "debian", name: "12.7" },
    summary: { criticalCount: 0, highCount: 1, mediumCount: 0, lowCount: 0, unknownCount: 0 },
    vulnerabilities: [
      {
        vulnerabilityID: "CVE-2026-0001",
        resource: "openssl",
        installedVersion: "3.0.11-1",
        fixedVersion: "3.0.11-2",
        severity: "HIGH",
        score: 7.5,
        packageType: "debian",
        packagePURL: "pkg:deb/debian/openssl@3.0.11-1?arch=amd64&distro=debian-12.7",
        class: "os-pkgs",
        publishedDate: "2026-10-01T00:00:00Z",
        primaryLink: "https://avd.aquasec.com/nvd/cve-2026-0001",
        title: "openssl: crash",
        target: "",
      },
    ],
  },
};
