import type { CompareHead, CompareList, CompareSide } from "../../contracts/compare";
import type { FactChange, FindingChange, PackageChange } from "../../domain/compare/model";
import type { Query } from "../ui/prepare-paths";
import type { Tone } from "../ui/status";
import { dayText, plural } from "../ui/prepare-time";

export const CHANGE_WORDS: Record<FindingChange | PackageChange | FactChange, { word: string; tone: Tone }> = {
  fixed: { word: "Fixed", tone: "met" },
  new: { word: "New", tone: "breach" },
  status: { word: "Decided otherwise", tone: "manual" },
  unknown: { word: "Cannot tell", tone: "needs" },
  unchanged: { word: "Unchanged", tone: "none" },
  added: { word: "Added", tone: "manual" },
  removed: { word: "Removed", tone: "manual" },
  up: { word: "Up", tone: "manual" },
  down: { word: "Down", tone: "needs" },
  changed: { word: "Changed", tone: "manual" },
  same: { word: "Same", tone: "none" },
};

export const LISTS: { id: CompareList; title: string }[] = [
  { id: "findings", title: "Findings" },
  { id: "packages", title: "Packages" },
  { id: "configuration", title: "Configuration" },
  { id: "provenance", title: "Provenance" },
];

/** Rows that say nothing happened: left out until somebody asks for them. */
export const isQuiet = (change: string): boolean => change === "unchanged" || change === "same";

/** Counts of a list in the order they are listed, without what did not happen. */
export function changesOf(head: CompareHead, list: CompareList): { change: keyof typeof CHANGE_WORDS; count: number }[] {
  const counts: Record<string, number> = head[list] ?? {};
  return Object.entries(counts).flatMap(([change, count]) => (count > 0 ? [{ change: change as keyof typeof CHANGE_WORDS, count }] : []));
}

/** "7 of 8 rows differ", "1 of 6 rows differs, 5 cannot be told": what cannot be told is no difference. */
export function differText(differ: number, untold: number, total: number): string {
  const first = `${differ} of ${plural(total, "row")} ${differ === 1 ? "differs" : "differ"}`;
  return untold === 0 ? first : `${first}, ${untold} cannot be told`;
}

/** What the address asks for; `list` set means that one list fills the page. */
export interface CompareChoice {
  a: string;
  b: string;
  image: string | undefined;
  platform: string | undefined;
  asOf: string | undefined;
  list: CompareList | undefined;
  change: string | undefined;
  cursor: string | undefined;
}

export const compareQueryOf = ({ a, b, image, platform, asOf, list, change }: CompareChoice): Query => ({ a, b, image, platform, asOf, list, change });

/** "trivy 0.55, 20 Nov 2026, database of 19 Nov 2026" */
export function scanText({ scanner, version, scannedAt, databaseUpdatedAt, counts, why }: CompareSide["scans"][number]): string {
  const parts = [[scanner, version].filter(Boolean).join(" "), scannedAt ? dayText(scannedAt) : "time of the run not stated", databaseUpdatedAt ? `database of ${dayText(databaseUpdatedAt)}` : "database undated"];
  return `${parts.filter((part) => part !== "").join(", ")}${counts ? "" : ` (does not count: ${why ?? "nothing vouches for it"})`}`;
}

export function sbomText(sbom: CompareSide["sbom"]): string {
  if (!sbom) return "none held";
  return `${sbom.tool ?? "unnamed tool"}, ${sbom.format}${sbom.observedAt ? `, ${dayText(sbom.observedAt)}` : ""}${sbom.counts ? "" : ` (does not count: ${sbom.why ?? "nothing vouches for it"})`}`;
}
