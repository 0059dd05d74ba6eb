/** A whole document of this format, as small as it can be. */
export const example = {
  schema_version: "1.6.0",
  id: "GHSA-aaaa-bbbb-cccc",
  modified: "2026-10-02T00:00:00.5Z",
  published: "2026-10-01T00:00:00Z",
  aliases: ["CVE-2026-0001", "GO-2026-0001"],
  related: ["CVE-2026-0009"],
  summary: "Denial of service",
  severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" }],
  affected: [
    {
      package: { ecosystem: "Go", name: "github.com/example/lib", purl: "pkg:golang/github.com/example/lib" },
      ranges: [
        { type: "SEMVER", events: [{ introduced: "0" }, { fixed: "1.2.4" }] },
        { type: "GIT", repo: "https://github.com/example/lib", events: [{ introduced: "0" }, { fixed: "4d2f9d1" }] },
      ],
    },
  ],
};
