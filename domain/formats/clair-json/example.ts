/** A whole document of this format, as small as it can be. */
export const example = {
  image: "registry.example.org/app:1",
  unapproved: ["CVE-2026-0001"],
  vulnerabilities: [
    {
      featurename: "openssl",
      featureversion: "3.0.11-1",
      vulnerability: "CVE-2026-0001",
      namespace: "debian:12",
      description: "openssl: crash",
      link: "https://security-tracker.debian.org/tracker/CVE-2026-0001",
      severity: "High",
      fixedby: "3.0.11-2",
    },
  ],
};
