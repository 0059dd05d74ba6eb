/** A whole document of this format, as small as it can be. */
export const example = {
  document: {
    category: "csaf_vex",
    csaf_version: "2.0",
    title: "app is not affected",
    publisher: { name: "Example", category: "vendor", namespace: "https://example.org" },
    tracking: {
      id: "EX-2026-1",
      version: "2",
      status: "final",
      initial_release_date: "2026-11-01T00:00:00Z",
      current_release_date: "2026-11-04T10:00:00Z",
      revision_history: [{ date: "2026-11-01T00:00:00Z", number: "1" }, { date: "2026-11-04T10:00:00Z", number: "2" }],
    },
  },
  product_tree: {
    branches: [{ branches: [{ product: { product_id: "APP", name: "app", product_identification_helper: { purl: `pkg:oci/app@sha256:${"a".repeat(64)}` } } }] }],
    full_product_names: [{ product_id: "LIB", name: "lib", product_identification_helper: { purl: "pkg:npm/lib@1.0.0" } }],
    relationships: [{ category: "default_component_of", product_reference: "LIB", relates_to_product_reference: "APP", full_product_name: { product_id: "APP:LIB" } }],
  },
  vulnerabilities: [
    {
      cve: "CVE-2026-0001",
      notes: [{ category: "description", text: "lib crashes" }],
      product_status: { known_not_affected: ["APP:LIB"], known_affected: ["LIB"] },
      flags: [{ label: "vulnerable_code_not_present", product_ids: ["APP:LIB"] }],
      remediations: [{ category: "vendor_fix", details: "update lib", product_ids: ["LIB"] }],
    },
  ],
};
