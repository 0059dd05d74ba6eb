import type { SearchAnswer, SearchFilters, SearchPlace } from "../../contracts/search";
import { dayText } from "../ui/prepare-time";
import { paths, type Query } from "../ui/prepare-paths";
import type { Tone } from "../ui/status";

export const CURRENT_WORDS: Record<NonNullable<SearchPlace["current"]>, string> = {
  deployment: "runs, by inventory", tag: "named by a tag", newest: "newest known, no tag",
};

/** What has been decided about one place, in a shape and a word. */
export function placeState(place: Pick<SearchPlace, "status">): { tone: Tone; word: string } {
  if (place.status === null) return { tone: "none", word: "Held" };
  return STATES[place.status];
}

const STATES: Record<NonNullable<SearchPlace["status"]>, { tone: Tone; word: string }> = {
  open: { tone: "breach", word: "Open" },
  under_investigation: { tone: "needs", word: "Under investigation" },
  excepted: { tone: "manual", word: "Excepted" },
  vex_fixed: { tone: "met", word: "Fixed, by VEX" },
  vex_not_affected: { tone: "met", word: "Not affected, by VEX" },
  gone: { tone: "none", word: "No longer seen" },
};

/** Who says it by VEX, and whether that counts; advice is said to be advice. */
export function vexText({ vex }: Pick<SearchPlace, "vex">): string | null {
  if (!vex) return null;
  const by = vex.author ? `, by ${vex.author}` : ", by nobody named";
  return vex.counts ? `trusted statement${by}` : `advice without effect: ${vex.status.replaceAll("_", " ")}${by}`;
}

/** The place's own page: the finding for a flaw, the packages for a package. */
export function placeHref(system: string, place: SearchPlace, asOf: string | undefined): string {
  const tab = place.vulnerability ? { tab: "vulnerabilities", q: place.vulnerability } : { tab: "packages", q: place.package.name.split("/").at(-1) };
  return paths.digest(system, place.digest, { ...tab, image: place.image, asOf });
}

/** When what was searched was handed in: the first thing to ask when nothing was found. Scans may be older than that. */
export function ageText({ known }: Pick<SearchAnswer, "known">): string {
  const day = (at: string | null): string => (at ? dayText(at) : "none");
  return `Handed in last: evidence ${day(known.evidenceRecordedAt)}, a scan ${day(known.scanRecordedAt)}, a bill of materials ${day(known.sbomRecordedAt)}.`;
}

/** The address's own choices, without its paging. */
export const searchQuery = (filters: SearchFilters, asOf: string | undefined): Query => ({ q: filters.q, where: filters.where, status: filters.status, asOf });
