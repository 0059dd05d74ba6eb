import Link from "next/link";
import type { DigestHeader } from "../../contracts/pages";
import { countText } from "../ui/prepare-time";
import { within, type Place } from "./place";
import type { TabId } from "./prepare-tab";

/** Tabs are links: the address carries the tab. */
export function DigestTabs({ header, place, current }: { header: DigestHeader; place: Place; current: TabId }) {
  const tabs: [TabId, string, number | null][] = [
    ["summary", "Summary", null],
    ["vulnerabilities", "Vulnerabilities", header.tabs.vulnerabilities],
    ["packages", "Packages", header.tabs.packages],
    ["provenance", "Provenance", null],
    ["configuration", "Configuration", null],
    ["controls", "Controls", header.tabs.controls],
    ["evidence", "Evidence", header.tabs.evidence],
    ["history", "History", null],
    ["all", "All, to print", null],
  ];
  return (
    <nav className="tabs" aria-label="Digest evidence">
      {tabs.map(([id, label, count]) => (
        <Link key={id} href={within(place, { tab: id === "summary" ? null : id })} aria-current={id === current ? "page" : undefined} scroll={false}>
          {label}
          {count !== null && <span> {countText(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
