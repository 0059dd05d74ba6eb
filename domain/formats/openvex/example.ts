/** A whole document of this format, as small as it can be. */
export const example = {
  "@context": "https://openvex.dev/ns/v0.2.0",
  "@id": "https://example.org/vex/1",
  author: "Example security team",
  role: "Document Creator",
  timestamp: "2026-11-04T10:00:00Z",
  version: 2,
  statements: [
    {
      vulnerability: { name: "CVE-2026-0001", aliases: ["GHSA-aaaa-bbbb-cccc"] },
      products: [{ "@id": `pkg:oci/app@sha256%3A${"a".repeat(64)}`, subcomponents: [{ "@id": "pkg:deb/debian/openssl@3.0.11-1" }] }],
      status: "not_affected",
      justification: "vulnerable_code_not_in_execute_path",
    },
    { vulnerability: "CVE-2026-0002", products: ["pkg:npm/left-pad@1.0.0"], status: "affected", action_statement: "update", timestamp: "2026-11-05T10:00:00Z" },
  ],
};
