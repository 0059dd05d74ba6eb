import type { EvidenceReport } from "../../contracts/pages";
import { plural } from "../ui/prepare-time";
import type { Tone } from "../ui/status";

const WORDS: Readonly<Record<string, { tone: Tone; word: string }>> = {
  pass: { tone: "pass", word: "Pass" },
  fail: { tone: "fail", word: "Fail" },
  warn: { tone: "needs", word: "Warning" },
  error: { tone: "fail", word: "Error" },
  skipped: { tone: "na", word: "Skipped" },
  not_applicable: { tone: "na", word: "Not applicable" },
  info: { tone: "none", word: "Information" },
};

/** A word nobody knows is shown as unknown and never as a pass. */
export function resultView(result: string): { tone: Tone; word: string } {
  return Object.hasOwn(WORDS, result) ? (WORDS[result] ?? UNKNOWN) : UNKNOWN;
}

const UNKNOWN = { tone: "needs", word: "Unknown" } as const;

const KINDS: Readonly<Record<string, string>> = { lint: "Lint report", policy: "Policy results", benchmark: "Benchmark results", errata: "List of errata" };

export const reportTitle = (report: EvidenceReport): string => (Object.hasOwn(KINDS, report.kind) ? (KINDS[report.kind] ?? "Report") : "Report");

/** "1 of 2 results failed, 1 passed." For errata only how many there are. */
export function reportSentence({ kind, total, totals }: EvidenceReport): { lead: string; rest: string } {
  if (total === 0) return { lead: "No result is listed.", rest: " That is no proof that anything passed." };
  if (kind === "errata") return { lead: plural(total, "erratum", "errata"), rest: " listed." };
  const of = (word: string): number => totals[word] ?? 0;
  const failed = of("fail") + of("error");
  const others = [[of("warn"), "with a warning"], [of("unknown"), "of unknown meaning"], [of("pass"), "passed"], [of("skipped"), "skipped"], [of("not_applicable"), "not applicable"], [of("info"), "for information"]] as const;
  const rest = others.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return { lead: `${failed} of ${plural(total, "result")} failed`, rest: rest.length === 0 ? "." : `, ${rest.join(", ")}.` };
}
