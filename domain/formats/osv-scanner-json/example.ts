/** A whole document of this format, as small as it can be. */
export const example = {
  results: [
    {
      source: { path: "/app/go.mod", type: "lockfile" },
      packages: [
        {
          package: { name: "github.com/example/lib", version: "1.2.3", ecosystem: "Go" },
          vulnerabilities: [
            {
              id: "GHSA-aaaa-bbbb-cccc",
              aliases: ["CVE-2026-0001"],
              published: "2026-10-01T00:00:00Z",
              summary: "Denial of service",
              severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" }],
              affected: [{ package: { name: "github.com/example/lib", ecosystem: "Go" }, ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "1.2.4" }] }] }],
              database_specific: { severity: "MODERATE" },
            },
            { id: "GO-2026-0001", affected: [] },
          ],
          groups: [{ ids: ["GHSA-aaaa-bbbb-cccc", "GO-2026-0001"], aliases: ["CVE-2026-0001"], max_severity: "7.5" }],
        },
      ],
    },
  ],
};
