/** Predicate types that are kept under their own name; what is inside is read only where a room claims it. */
const TITLES: readonly (readonly [RegExp, string])[] = [
  [/^slsa\.dev\/provenance\//, "Build provenance"],
  [/^slsa\.dev\/verification_summary\//, "SLSA verification summary"],
  [/^spdx\.dev\/Document/, "SPDX bill of materials"],
  [/^cyclonedx\.org\/bom/, "CycloneDX bill of materials"],
  [/^syft\.dev\/bom/, "Syft bill of materials"],
  [/^openvex\.dev\/ns/, "OpenVEX"],
  [/^(?:cosign\.sigstore\.dev\/attestation\/vuln|in-toto\.io\/attestation\/vulns)/, "Vulnerability scan"],
  [/^cosign\.sigstore\.dev\/attestation\/v1/, "Custom cosign attestation"],
  [/^sigstore\.dev\/cosign\/sign\//, "Image signature"],
  [/^in-toto\.io\/attestation\/(release|test-result|link|scai|runtime-trace)/, "in-toto attestation"],
  [/^witness\.(?:testifysec\.com|dev)\/attestation-collection\//, "Witness attestation collection"],
  [/^chainloop\.dev\/attestation\//, "Chainloop attestation"],
  [/^github\.com\/npm\/attestation\/.*\/publish\//, "npm publish attestation"],
  [/^docker\.com\/dhi\/fips\//, "Docker Hardened Images FIPS attestation"],
  [/^docker\.com\/dhi\/stig\//, "Docker Hardened Images STIG scan"],
  [/^docker\.com\/dhi\//, "Docker Hardened Images attestation"],
  [/^scout\.docker\.com\/(?:sbom|provenance|secrets|tests|virus|vulnerabilities|health)\//, "Docker Scout attestation"],
];

/** "Docker Hardened Images FIPS attestation https://docker.com/dhi/fips/v0.1"; the type always stands beside a title. */
export function predicateTitle(predicateType: string): string {
  const bare = predicateType.replace(/^https?:\/\//, "");
  const title = TITLES.find(([pattern]) => pattern.test(bare))?.[1] ?? "in-toto statement";
  return `${title} ${predicateType}`;
}
