/** A whole document of this format, as small as it can be. */
export const example = {
  version: "2.1.0",
  runs: [
    {
      tool: { driver: { name: "Trivy", version: "0.55.0" } },
      results: [{ ruleId: "CVE-2026-0001", level: "error" }, { ruleId: "CVE-2026-0002", suppressions: [{ kind: "external" }] }],
      properties: { imageName: "app:1", repoDigests: [`registry.example.org/app@sha256:${"a".repeat(64)}`] },
    },
  ],
};
