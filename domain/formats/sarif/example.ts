/** A whole document of this format, as small as it can be: two results of an image scanner. */
export const example = {
  version: "2.1.0",
  runs: [
    {
      tool: {
        driver: {
          name: "Trivy",
          version: "0.55.0",
          rules: [{ id: "CVE-2026-0001", name: "OsPackageVulnerability", shortDescription: { text: "openssl: crash" }, helpUri: "https://avd.aquasec.com/nvd/cve-2026-0001", defaultConfiguration: { level: "error" }, properties: { "security-severity": "8.0", tags: ["vulnerability", "HIGH"] } }],
        },
      },
      results: [
        { ruleId: "CVE-2026-0001", ruleIndex: 0, level: "error", message: { text: "Package: openssl\nInstalled Version: 3.0.11-1\nVulnerability CVE-2026-0001\nSeverity: HIGH\nFixed Version: 3.0.11-2\nLink: x" } },
        { ruleId: "CVE-2026-0001", ruleIndex: 0, message: { text: "Package: libssl3\nInstalled Version: 3.0.11-1\nSeverity: HIGH\nFixed Version: " } },
      ],
      properties: { imageName: "app:1", repoDigests: [`registry.example.org/app@sha256:${"a".repeat(64)}`] },
    },
  ],
};
