/** A whole document of this format, as small as it can be. */
export const example = {
  imageDigest: `sha256:${"a".repeat(64)}`,
  imageFullTag: "registry.example.org/app:1",
  vulnerabilities: [
    {
      feed: "vulnerabilities",
      feed_group: "debian:12",
      fix: "3.0.11-2",
      nvd_data: [{ id: "CVE-2026-0001", cvss_v2: { base_score: -1 }, cvss_v3: { base_score: 7.5 } }],
      package: "openssl-3.0.11-1",
      package_name: "openssl",
      package_type: "dpkg",
      package_version: "3.0.11-1",
      severity: "High",
      url: "https://security-tracker.debian.org/tracker/CVE-2026-0001",
      vuln: "CVE-2026-0001",
    },
    { feed_group: "nvdv2:cves", fix: "None", package_name: "jdk", package_type: "java", package_version: "1.4", severity: "Negligible", vuln: "CVE-2026-0002" },
  ],
  vulnerability_type: "all",
};
