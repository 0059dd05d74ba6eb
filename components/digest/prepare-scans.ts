import type { FindingFilters } from "../../contracts/finding";
import type { ScanRow } from "../../contracts/pages";
import { hoursBetween, instantText, plural, spanText } from "../ui/prepare-time";

export const STATUS_FILTERS: { status: FindingFilters["status"] | null; label: string }[] = [
  { status: null, label: "All" },
  { status: "open", label: "Open" },
  { status: "vex_not_affected", label: "Set aside by VEX" },
  { status: "excepted", label: "Accepted" },
  { status: "under_investigation", label: "Investigating" },
  { status: "gone", label: "Gone" },
];

/** What one scan can speak for: scanner, when, how old its database was, what it recognised, whether it ran to the end. */
export function scanSentence(scan: ScanRow): string {
  const when = scan.finishedAt ?? scan.startedAt;
  const parts = [`${scan.scanner}${scan.scannerVersion ? ` ${scan.scannerVersion}` : ""}`];
  parts.push(when ? `run ${instantText(when)}` : "time of the run not stated");
  if (scan.databaseUpdatedAt === null) parts.push("age of its database not stated");
  else if (when) parts.push(`database ${spanText(hoursBetween(scan.databaseUpdatedAt, when))} old when run`);
  else parts.push(`database of ${instantText(scan.databaseUpdatedAt)}`);
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
