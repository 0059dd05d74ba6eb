import type { Page } from "@playwright/test";
import type { Seeded } from "./support";

export interface NamedPage {
  name: string;
  path: string;
}

/** Every page of the product with something on it. */
export function pagesOf({ image, digest }: Seeded): NamedPage[] {
  const at = `/s/default/digests/${digest}`;
  return [
    { name: "overview", path: "/s/default/overview" },
    { name: "images", path: "/s/default/images" },
    { name: "image", path: `/s/default/images/${image}` },
    { name: "digest", path: at },
    { name: "digest-vulnerabilities", path: `${at}?tab=vulnerabilities` },
    { name: "digest-packages", path: `${at}?tab=packages` },
    { name: "digest-provenance", path: `${at}?tab=provenance` },
    { name: "digest-configuration", path: `${at}?tab=configuration` },
    { name: "digest-controls", path: `${at}?tab=controls` },
    { name: "digest-evidence", path: `${at}?tab=evidence` },
    { name: "digest-history", path: `${at}?tab=history` },
    { name: "digest-all", path: `${at}?tab=all` },
    { name: "sla", path: "/s/default/sla" },
    { name: "sla-table", path: "/s/default/sla?view=table" },
    { name: "sla-column", path: "/s/default/sla?view=table&due=later" },
    { name: "evidence", path: "/s/default/evidence" },
    { name: "receipts", path: "/s/default/receipts" },
    { name: "receipts-filtered", path: "/s/default/receipts?state=done&q=sbom" },
    { name: "ingest", path: "/s/default/ingest" },
    { name: "search", path: "/s/default/search?q=schema" },
    { name: "search-nothing", path: "/s/default/search?q=CVE-1999-0001" },
    { name: "compare-choose", path: "/s/default/compare" },
    { name: "trust", path: "/s/default/settings/trust" },
    { name: "not-found", path: "/s/default/digests/sha256:000000000000" },
  ];
}

/** Pages that are one press further: an opened finding, an opened control, a receipt, an evidence file. */
export async function pressedPages(page: Page, seeded: Seeded): Promise<NamedPage[]> {
  const follow = async (name: string, from: string, selector: string): Promise<NamedPage[]> => {
    await page.goto(seeded.url + from);
    const href = await page.locator(selector).first().getAttribute("href");
    return href ? [{ name, path: href }] : [];
  };
  const at = `/s/default/digests/${seeded.digest}`;
  return [
    ...(await follow("digest-finding", `${at}?tab=vulnerabilities`, ".tbl a.row.id")),
    ...(await follow("digest-control", `${at}?tab=controls`, ".tbl a.opener")),
    ...(await follow("receipt", "/s/default/receipts", ".tbl th a.row")),
    ...(await follow("search-package", "/s/default/search?q=ssl", 'main li a[href*="q=pkg"]')),
    ...(await follow("search-vulnerability", `${at}?tab=vulnerabilities`, ".tbl a.row.id").then(asSearch)),
    ...(await follow("compare", "/s/default/compare", 'main li a[href*="/compare?a="]')),
    ...(await follow("evidence-file", "/s/default/evidence", '.tbl small a[href*="/evidence/"]')),
  ];
}

/** The finding's flaw, asked for in the search. */
const asSearch = (found: NamedPage[]): NamedPage[] =>
  found.map(({ name, path }) => ({ name, path: `/s/default/search?q=${/finding=([^~&]+)/.exec(decodeURIComponent(path))?.[1] ?? ""}` }));
