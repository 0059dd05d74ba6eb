import type { FindingFilters } from "../../contracts/finding";
import type { DigestHeader, DigestVulnerabilitiesTab, ScanRow } from "../../contracts/pages";
import { hoursBetween, instantText, plural, spanText } from "../ui/prepare-time";
import { ladderSentence } from "./prepare-ladder";
import { splitLead } from "./prepare-verdict";

const DATABASE_HOURS = 48;

export const STATUS_FILTERS: { status: FindingFilters["status"] | null; label: string }[] = [
  { status: null, label: "All" },
  { status: "open", label: "Open" },
  { status: "vex_not_affected", label: "Set aside by VEX" },
  { status: "excepted", label: "Accepted" },
  { status: "under_investigation", label: "Investigating" },
  { status: "gone", label: "Gone" },
];

/** What one scan can speak for: scanner, when, how old its database was, what it recognised, whether it ran to the end. An age not stated is a doubt. */
export function scanSentence(scan: ScanRow): string {
  const when = scan.finishedAt ?? scan.startedAt;
  const parts = [`${scan.scanner}${scan.scannerVersion ? ` ${scan.scannerVersion}` : ""}`];
  if (scan.inSbom) parts.push("in a bill of materials");
  const verb = scan.inSbom ? "made" : "run";
  parts.push(when ? `${verb} ${instantText(when)}` : "time of the run not stated");
  if (scan.databaseUpdatedAt !== null && when) parts.push(`database ${spanText(hoursBetween(scan.databaseUpdatedAt, when))} old when ${verb}`);
  else if (scan.databaseUpdatedAt !== null) parts.push(`database of ${instantText(scan.databaseUpdatedAt)}`);
  parts.push(scan.os ? `${scan.os} recognised` : "operating system not recognised or not stated");
  parts.push(scan.packagesSeen === null ? "number of packages not stated" : `${plural(scan.packagesSeen, "package")} read`);
  parts.push(STATUS_WORDS[scan.status] ?? scan.status);
  return `${parts.join(", ")}.`;
}

const STATUS_WORDS: Record<string, string> = {
  complete: "ran to the end",
  partial: "did not see everything",
  failed: "failed",
  undetermined: "the report does not say whether it is complete",
};

/**
 * What is open. With nothing on file the evaluation's own sentence stands, which tells "the scan lists none" from "no
 * scan can be rested on"; the page never concludes it from an empty list.
 */
export function findingsSentence({ detail, tabs, says }: Pick<DigestHeader, "detail" | "tabs" | "says">): { lead: string; rest: string } {
  if (tabs.vulnerabilities > 0 && detail.evaluation) return ladderSentence(detail.evaluation.ladder);
  if (!detail.evaluation) return { lead: "Findings are not evaluated yet.", rest: " Nothing here may be read as none." };
  const [lead, rest] = splitLead(says.findings ?? "No finding is on record. Whether a scan could see any is not evaluated.");
  return { lead, rest: rest && ` ${rest}` };
}

/** The answer of the page: an index has no scan of its own, a platform without one has no answer. */
export function tabSentence({ scans, header }: Pick<DigestVulnerabilitiesTab, "scans" | "header">): { lead: string; rest: string } {
  if (scans.length > 0) return findingsSentence(header);
  if (header.detail.kind !== "index" || header.tabs.vulnerabilities === 0) return { lead: "No scan of this digest is held.", rest: " That is not the same as no findings." };
  const { lead, rest } = findingsSentence(header);
  return { lead, rest: `${rest} These are findings of its platforms: an index is not scanned itself.` };
}

/** What keeps a scan from speaking for today: its database has grown old or is undated, or it did not see everything. */
export function scanDoubts(scan: Pick<ScanRow, "databaseUpdatedAt" | "status">, asOf: string): string[] {
  const doubts: string[] = [];
  if (scan.status !== "complete") doubts.push("Not known to be complete: what it does not list may still be there");
  if (scan.databaseUpdatedAt === null) doubts.push("Database of unknown age: the result may be stale");
  else if (hoursBetween(scan.databaseUpdatedAt, asOf) > DATABASE_HOURS) doubts.push(`Database ${spanText(hoursBetween(scan.databaseUpdatedAt, asOf))} old: the result may be stale`);
  return doubts;
}

/** Said of a digest that nothing names any more: its deadlines are not what the line still owes. */
export const NOT_CURRENT =
  "This digest is not current: neither an inventory nor a tag names it. Deadlines are those of its image line, as they stand for this digest; what the line still owes is on the SLA board.";
