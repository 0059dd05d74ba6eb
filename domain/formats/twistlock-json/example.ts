/** A whole document of this format, as small as it can be. */
export const example = {
  results: [
    {
      id: `sha256:${"c".repeat(64)}`,
      name: "registry.example.org/app:1",
      distro: "Debian GNU/Linux 12 (bookworm)",
      digest: `sha256:${"a".repeat(64)}`,
      packages: [{ type: "os", name: "openssl", version: "3.0.11-1" }, { type: "java", name: "org.example_lib", version: "1.0" }],
      compliances: [{ id: 41, title: "(CIS_Docker 4.1) Image should be created with a non-root user", severity: "high" }],
      complianceDistribution: { critical: 0, high: 1, medium: 0, low: 0, total: 1 },
      vulnerabilities: [
        {
          id: "CVE-2026-0001",
          status: "fixed in 3.0.11-2, 3.0.12",
          cvss: 7.5,
          vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
          description: "openssl: crash",
          severity: "important",
          packageName: "openssl",
          packageVersion: "3.0.11-1",
          link: "https://nvd.nist.gov/vuln/detail/CVE-2026-0001",
          publishedDate: "2026-10-01T00:00:00Z",
        },
        { id: "CVE-2026-0002", status: "will not fix", severity: "low", packageName: "org.example_lib", packageVersion: "1.0" },
      ],
      vulnerabilityDistribution: { critical: 0, high: 1, medium: 0, low: 1, total: 2 },
      scanTime: "2026-11-03T09:00:00.5Z",
    },
  ],
};
