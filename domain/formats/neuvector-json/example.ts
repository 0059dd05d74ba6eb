/** A whole document of this format, as small as it can be. */
export const example = {
  error_message: "",
  report: {
    image_id: "c".repeat(64),
    digest: `sha256:${"a".repeat(64)}`,
    registry: "https://registry.example.org",
    repository: "app",
    tag: "1",
    base_os: "debian:12",
    cvedb_version: "3.500",
    cvedb_create_time: "2026-11-02T01:00:00Z",
    vulnerabilities: [
      {
        name: "CVE-2026-0001",
        score: 5,
        severity: "High",
        vectors: "",
        description: "openssl: crash",
        package_name: "openssl",
        package_version: "3.0.11-1",
        fixed_version: "3.0.11-2",
        link: "https://security-tracker.debian.org/tracker/CVE-2026-0001",
        score_v3: 7.5,
        vectors_v3: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
        published_timestamp: 1790812800,
      },
    ],
    modules: [{ name: "openssl", version: "3.0.11-1", source: "debian:12" }],
  },
};
