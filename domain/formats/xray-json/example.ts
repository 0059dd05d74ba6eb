/** A whole document of this format, as small as it can be. */
export const example = [
  {
    scan_id: "00000000-0000-4000-8000-000000000000",
    vulnerabilities: [
      {
        cves: [{ cve: "CVE-2026-0001", cvss_v3_score: "7.5", cvss_v3_vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" }],
        summary: "openssl: crash",
        severity: "High",
        components: {
          "alpine://3.20:libssl3:3.3.1-r0": { fixed_versions: ["[3.3.1-r1]"], impact_paths: [] },
          "gav://org.example:lib:1.0": { fixed_versions: ["[1.1,)"], impact_paths: [] },
        },
        issue_id: "XRAY-1",
        references: ["https://example.org/advisory"],
      },
    ],
    component_id: "docker://app:1",
    package_type: "Docker",
    status: "completed",
  },
];
