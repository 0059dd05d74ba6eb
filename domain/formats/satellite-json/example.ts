/** A whole document of this format, as small as it can be. */
export const example = {
  total: 1,
  subtotal: 1,
  selectable: 1,
  page: 1,
  per_page: 20,
  error: null,
  search: null,
  sort: { by: "updated", order: "desc" },
  results: [
    {
      errata_id: "RHSA-2026:0001",
      title: "Important: openssl security update",
      issued: "2026-10-01",
      severity: "Important",
      type: "security",
      cves: [{ cve_id: "CVE-2026-0001", href: "https://access.redhat.com/security/cve/CVE-2026-0001" }],
      packages: ["openssl-3.0.7-25.el9"],
    },
  ],
};
