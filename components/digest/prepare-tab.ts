const TABS = ["summary", "vulnerabilities", "packages", "provenance", "configuration", "controls", "evidence", "history", "all"] as const;
export type TabId = (typeof TABS)[number];

/** The tab an address asks for; what nobody knows is the summary. */
export function readTab(value: string | undefined): TabId {
  return TABS.find((tab) => tab === value) ?? "summary";
}
