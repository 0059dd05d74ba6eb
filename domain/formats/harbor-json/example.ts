/** A whole document of this format, as small as it can be. */
export const example = {
  "application/vnd.security.vulnerability.report; version=1.1": {
    generated_at: "2026-11-03T09:00:00.25Z",
    scanner: { name: "Trivy", vendor: "Aqua Security", version: "v0.55.0" },
    severity: "High",
    vulnerabilities: [
      {
        id: "CVE-2026-0001",
        package: "openssl",
        version: "3.0.11-1",
        fix_version: "3.0.11-2",
        severity: "High",
        description: "openssl: crash",
        links: ["https://avd.aquasec.com/nvd/cve-2026-0001"],
        artifact_digests: [`sha256:${"a".repeat(64)}`],
        preferred_cvss: { score_v3: 7.5, score_v2: null, vector_v3: "", vector_v2: "" },
        vendor_attributes: { CVSS: { nvd: { V3Score: 7.5, V3Vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" } } },
      },
    ],
  },
};
