/** A whole document of this format, as small as it can be. */
export const example = {
  SchemaVersion: 2,
  CreatedAt: "2026-11-03T09:00:00.5+01:00",
  Trivy: { Version: "0.55.0" },
  ArtifactName: "registry.example.org/app:1",
  ArtifactType: "container_image",
  Metadata: {
    OS: { Family: "debian", Name: "10.1", EOSL: true },
    ImageID: `sha256:${"c".repeat(64)}`,
    RepoDigests: [`registry.example.org/app@sha256:${"a".repeat(64)}`],
  },
  Results: [
    {
      Target: "app (debian 10.1)",
      Class: "os-pkgs",
      Type: "debian",
      Packages: [{ Name: "openssl" }, { Name: "bash" }],
      Vulnerabilities: [
        {
          VulnerabilityID: "CVE-2026-0001",
          PkgName: "openssl",
          InstalledVersion: "3.0.11-1",
          FixedVersion: "3.0.11-2, 3.0.12",
          Status: "fixed",
          Severity: "HIGH",
          SeveritySource: "debian",
          CVSS: { nvd: { V3Vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", V3Score: 7.5 } },
          PublishedDate: "2026-10-01T00:00:00Z",
          Title: "openssl: crash",
          PrimaryURL: "https://avd.aquasec.com/nvd/cve-2026-0001",
        },
        { VulnerabilityID: "CVE-2026-0003", PkgName: "bash", InstalledVersion: "5.2", Status: "will_not_fix", Severity: "LOW" },
      ],
    },
    { Target: "Dockerfile", Class: "config", Type: "dockerfile", Misconfigurations: [{ ID: "DS002", AVDID: "AVD-DS-0002", Status: "FAIL", Severity: "HIGH", Title: "root user" }] },
    { Target: "/app/key", Class: "secret", Secrets: [{ RuleID: "private-key", Severity: "CRITICAL" }] },
  ],
};
