/** A whole document of this format, as small as it can be: an image with one application in it. */
export const example = {
  vulnerabilities: [
    {
      id: "SNYK-DEBIAN12-OPENSSL-1",
      title: "CVE-2026-0001",
      CVSSv3: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
      cvssScore: 7.5,
      cvssDetails: [{ assigner: "NVD", cvssV3Vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", cvssV3BaseScore: 7.5 }],
      fixedIn: ["3.0.11-2"],
      identifiers: { CVE: ["CVE-2026-0001"], CWE: ["CWE-400"] },
      severity: "high",
      packageManager: "debian:12",
      packageName: "openssl",
      name: "openssl/libssl3",
      version: "3.0.11-1",
      publicationTime: "2026-10-01T00:00:00.5Z",
    },
  ],
  ok: false,
  dependencyCount: 9,
  packageManager: "deb",
  filtered: { ignore: [], patch: [] },
  projectName: "docker-image|app",
  path: "registry.example.org/app:1",
  applications: [
    {
      vulnerabilities: [{ id: "SNYK-JS-LIB-1", identifiers: { CVE: ["CVE-2026-0002"], GHSA: ["GHSA-aaaa-bbbb-cccc"] }, severity: "critical", packageManager: "npm", packageName: "@scope/lib", name: "@scope/lib", version: "1.0.0" }],
      ok: false,
      dependencyCount: 2,
      packageManager: "npm",
      displayTargetFile: "/app/package.json",
      projectName: "app",
    },
  ],
};
