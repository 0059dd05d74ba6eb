const RELATIONSHIPS = new Set(
  [
    "DESCRIBES", "DESCRIBED_BY", "CONTAINS", "CONTAINED_BY", "DEPENDS_ON", "DEPENDENCY_OF", "DEPENDENCY_MANIFEST_OF", "BUILD_DEPENDENCY_OF",
    "DEV_DEPENDENCY_OF", "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF", "TEST_DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "EXAMPLE_OF", "GENERATES",
    "GENERATED_FROM", "ANCESTOR_OF", "DESCENDANT_OF", "VARIANT_OF", "DISTRIBUTION_ARTIFACT", "PATCH_FOR", "PATCH_APPLIED", "COPY_OF", "FILE_ADDED",
    "FILE_DELETED", "FILE_MODIFIED", "EXPANDED_FROM_ARCHIVE", "DYNAMIC_LINK", "STATIC_LINK", "DATA_FILE_OF", "TEST_CASE_OF", "BUILD_TOOL_OF",
    "DEV_TOOL_OF", "TEST_OF", "TEST_TOOL_OF", "DOCUMENTATION_OF", "OPTIONAL_COMPONENT_OF", "METAFILE_OF", "PACKAGE_OF", "AMENDS", "PREREQUISITE_FOR",
    "HAS_PREREQUISITE", "REQUIREMENT_DESCRIPTION_FOR", "SPECIFICATION_FOR", "OTHER",
  ].map(plain),
);

/** Hexadecimal digits of each algorithm's value; null where the standard leaves the length open. */
const CHECKSUMS: ReadonlyMap<string, number | null> = new Map([
  ["SHA1", 40], ["SHA224", 56], ["SHA256", 64], ["SHA384", 96], ["SHA512", 128], ["SHA3256", 64], ["SHA3384", 96], ["SHA3512", 128], ["MD2", 32], ["MD4", 32],
  ["MD5", 32], ["MD6", null], ["BLAKE2B256", 64], ["BLAKE2B384", 96], ["BLAKE2B512", 128], ["BLAKE3", null], ["ADLER32", 8],
]);

/** The forms of SPDX spell one word with "_", "-" or neither. */
function plain(word: string): string {
  return word.toUpperCase().replace(/[-_]/g, "");
}

/** Whether SPDX 2.3 clause 11 knows the type. */
export function isRelationshipType(word: string): boolean {
  return RELATIONSHIPS.has(plain(word));
}

/** Whether the value can be one of the algorithm, and the algorithm one of SPDX 2.3 clause 7.10. */
export function isChecksum(algorithm: string, value: string): boolean {
  const length = CHECKSUMS.get(plain(algorithm));
  return length !== undefined && /^[0-9a-fA-F]+$/.test(value) && (length === null || value.length === length);
}
