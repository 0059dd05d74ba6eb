/** A whole document of this format, as small as it can be. */
export const example = {
  id: "00000000-0000-4000-8000-000000000000",
  createdAt: "2026-11-03T09:00:00.268449757Z",
  startedAt: "0001-01-01T00:00:00Z",
  status: { state: "SUCCESS", verdict: "WARN_BY_POLICY" },
  scanOriginResource: { __typename: "CICDScanOriginContainerImage", name: "app:1", id: null, digest: `sha256:${"a".repeat(64)}` },
  result: {
    __typename: "CICDDiskScanResult",
    osPackages: [
      {
        name: "openssl",
        version: "3.0.11-1",
        vulnerabilities: [{ name: "CVE-2026-0001", severity: "HIGH", fixedVersion: "3.0.11-2", source: "https://security-tracker.debian.org/tracker/CVE-2026-0001", description: null, score: 7.5, publishDate: null }],
      },
    ],
    libraries: null,
    applications: null,
    cpes: null,
    secrets: [{ type: "PASSWORD", path: "/app/config", lineNumber: 1 }],
    analytics: { vulnerabilities: { infoCount: 0, lowCount: 0, mediumCount: 0, highCount: 1, criticalCount: 0, totalCount: 0 } },
  },
};
