/** A whole document of this format, as small as it can be: one workload with one image. */
export const example = {
  ClusterName: "prod",
  Resources: [
    {
      Namespace: "payments",
      Kind: "Deployment",
      Name: "app",
      Metadata: [{ OS: { Family: "debian", Name: "12.7" }, ImageID: `sha256:${"c".repeat(64)}`, RepoDigests: [`registry.example.org/app@sha256:${"a".repeat(64)}`] }],
      Results: [
        {
          Target: "registry.example.org/app:1 (debian 12.7)",
          Class: "os-pkgs",
          Type: "debian",
          Vulnerabilities: [{ VulnerabilityID: "CVE-2026-0001", PkgName: "openssl", InstalledVersion: "3.0.11-1", FixedVersion: "3.0.11-2", Severity: "HIGH" }],
        },
      ],
    },
  ],
};
