/** A whole document of this format, as small as it can be. */
export const example = {
  apiVersion: "spdx.softwarecomposition.kubescape.io/v1beta1",
  kind: "VulnerabilityManifest",
  metadata: {
    name: "registry.example.org-payments-app-1.2-aaaaaa",
    namespace: "kubescape",
    creationTimestamp: "2026-11-03T08:59:00Z",
    annotations: { "kubescape.io/image-id": `registry.example.org/payments/app@sha256:${"a".repeat(64)}`, "kubescape.io/image-tag": "registry.example.org/payments/app:1.2", "kubescape.io/status": "ready" },
    labels: { "kubescape.io/context": "non-filtered", "kubescape.io/image-name": "registry-example-org-payments-app" },
  },
  spec: {
    metadata: { withRelevancy: false, tool: { name: "grype", version: "0.87.0", databaseVersion: "sha256:00" }, report: { createdAt: "2026-11-03T09:00:00Z" } },
    payload: {
      matches: [
        {
          vulnerability: { id: "CVE-2026-0001", dataSource: "https://tracker.example.org/CVE-2026-0001", namespace: "debian:distro:debian:12", severity: "High", urls: [], cvss: [], fix: { versions: ["3.0.11-2"], state: "fixed" }, advisories: [] },
          relatedVulnerabilities: [],
          matchDetails: [{ type: "exact-direct-match", matcher: "dpkg-matcher" }],
          artifact: { name: "openssl", version: "3.0.11-1", type: "deb", locations: [], language: "", licenses: [], cpes: [], purl: "pkg:deb/debian/openssl@3.0.11-1?arch=amd64&distro=debian-12", upstreams: [] },
        },
      ],
      source: { type: "image", target: { userInput: "registry.example.org/payments/app:1.2", imageID: `sha256:${"c".repeat(64)}`, repoDigests: [`registry.example.org/payments/app@sha256:${"a".repeat(64)}`] } },
      distro: { name: "debian", version: "12", idLike: [] },
      descriptor: { name: "grype", version: "0.87.0", db: { built: "2026-11-03T01:00:00Z", schemaVersion: 5 } },
    },
  },
  status: {},
};

const { apiVersion, metadata } = example;

export const sbomExample = {
  apiVersion,
  kind: "SBOMSyft",
  metadata,
  spec: {
    metadata: { tool: { name: "syft", version: "1.20.0" }, report: { createdAt: "2026-11-03T08:58:00Z" } },
    syft: {
      artifacts: [{ id: "a1", name: "openssl", version: "3.0.11-1", type: "deb", foundBy: "dpkg-db-cataloger", locations: [{ path: "/var/lib/dpkg/status", layerID: `sha256:${"e".repeat(64)}`, accessPath: "/var/lib/dpkg/status" }], licenses: [], language: "", cpes: [{ cpe: "cpe:2.3:a:openssl:openssl:3.0.11-1:*:*:*:*:*:*:*", source: "syft-generated" }], purl: "pkg:deb/debian/openssl@3.0.11-1" }],
      artifactRelationships: [],
      source: { id: "s", name: "registry.example.org/payments/app", version: "1.2", type: "image", metadata: { userInput: "registry.example.org/payments/app:1.2", imageID: `sha256:${"c".repeat(64)}`, repoDigests: [`registry.example.org/payments/app@sha256:${"a".repeat(64)}`] } },
      distro: { id: "debian", versionID: "12" },
      descriptor: { name: "syft", version: "1.20.0" },
      schema: { version: "16.0.24", url: "https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.24.json" },
    },
  },
};

export const vexExample = {
  apiVersion,
  kind: "OpenVulnerabilityExchangeContainer",
  metadata,
  spec: {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://openvex.dev/docs/public/vex-00",
    author: "kubescape.io",
    role: "scanner",
    timestamp: "2026-11-03T09:00:00Z",
    version: 0,
    tooling: "kubescape-vulnerability-analyzer",
    statements: [
      {
        "@id": "https://kubescape.io/vex/statement/CVE-2026-0001/openssl",
        vulnerability: { "@id": "https://tracker.example.org/CVE-2026-0001", name: "CVE-2026-0001" },
        products: [{ "@id": `pkg:oci/app@sha256:${"a".repeat(64)}?repository_url=registry.example.org%2Fpayments`, subcomponents: [{ "@id": "pkg:deb/debian/openssl@3.0.11-1" }] }],
        status: "not_affected",
        justification: "vulnerable_code_not_present",
        impact_statement: "Vulnerable component is not loaded into the memory",
      },
    ],
  },
};
