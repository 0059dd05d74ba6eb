/** A whole document of this format, as small as it can be. */
export const example = {
  image: "registry.example.org/app:1",
  scan_started: { seconds: 1793696390, nanos: 1 },
  scan_duration: 10,
  digest: `sha256:${"a".repeat(64)}`,
  os: "debian",
  version: "12",
  resources: [
    {
      resource: { format: "deb", name: "openssl", version: "3.0.11-1", arch: "amd64", cpe: "pkg:/debian:12:openssl:3.0.11-1" },
      scanned: true,
      vulnerabilities: [
        {
          name: "CVE-2026-0001",
          description: "openssl: crash",
          nvd_score_v3: 7.5,
          nvd_vectors_v3: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
          nvd_severity_v3: "high",
          vendor_severity: "unimportant",
          aqua_severity: "critical",
          fix_version: "3.0.11-2",
          nvd_url: "https://nvd.nist.gov/vuln/detail/CVE-2026-0001",
          publish_date: "2026-10-01",
        },
      ],
    },
    { resource: { format: "deb", name: "bash", version: "5.2" }, scanned: true, vulnerabilities: null },
  ],
  image_assurance_results: { checks_performed: [] },
  vulnerability_summary: { total: 1, high: 1, negligible: 0 },
  data_date: 1793660000,
};
