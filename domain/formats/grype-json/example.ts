/** A whole document of this format, as small as it can be. */
export const example = {
  matches: [
    {
      vulnerability: {
        id: "GHSA-aaaa-bbbb-cccc",
        dataSource: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
        namespace: "github:language:go",
        severity: "High",
        cvss: [{ version: "3.1", vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", metrics: { baseScore: 7.5 } }],
        fix: { versions: ["1.2.4"], state: "fixed" },
      },
      relatedVulnerabilities: [{ id: "CVE-2026-0001" }],
      artifact: { name: "github.com/example/lib", version: "v1.2.3", type: "go-module", purl: "pkg:golang/github.com/example/lib@v1.2.3" },
    },
  ],
  ignoredMatches: [{}],
  source: { type: "image", target: { userInput: "app:1", imageID: `sha256:${"c".repeat(64)}`, manifestDigest: `sha256:${"b".repeat(64)}`, repoDigests: [] } },
  distro: { name: "debian", version: "12" },
  descriptor: { name: "grype", version: "0.80.0", timestamp: "2026-11-03T09:00:00Z", db: { built: "2026-11-03T01:00:00Z", schemaVersion: "5" } },
};
