import type { ReportFacts, ReportResult } from "../../../model/document";
import type { Notes } from "../reading";
import { tally } from "../values";

/** Results that are kept row by row; all are counted. */
const MAX_REPORT_RESULTS = 2_000;
const MAX_TEXT = 500;

const RESULTS: Readonly<Record<string, ReportResult["result"]>> = {
  pass: "pass", passed: "pass", ok: "pass", success: "pass", succeeded: "pass", go: "pass",
  fail: "fail", failed: "fail", failure: "fail", stop: "fail", violation: "fail", blocked: "fail",
  warn: "warn", warning: "warn", style: "warn",
  error: "error", errored: "error",
  skip: "skipped", skipped: "skipped", notchecked: "skipped", notselected: "skipped", not_reviewed: "skipped", excluded: "skipped",
  notapplicable: "not_applicable", not_applicable: "not_applicable", irrelevant: "not_applicable", na: "not_applicable",
  info: "info", note: "info", informational: "info", manual: "info",
};

/** The one vocabulary for every tool's word of a result; a word nobody knows is `unknown`, never a pass. */
export function resultOf(word: string | null): ReportResult["result"] {
  const key = (word ?? "").trim().toLowerCase();
  return Object.hasOwn(RESULTS, key) ? (RESULTS[key] ?? "unknown") : "unknown";
}

/** A report as facts, cut to what is kept row by row. The note says how many stay in the file alone. */
export function reportFacts(given: Omit<ReportFacts, "total" | "totals">, code: string, notes: Notes): ReportFacts {
  const { results } = given;
  const more = results.length - MAX_REPORT_RESULTS;
  if (more > 0) notes.add("ignored", `${code}/results-not-listed`, `${more} results are counted and not listed: only the first ${MAX_REPORT_RESULTS} are`);
  return {
    ...given,
    target: given.target?.slice(0, MAX_TEXT) ?? null,
    total: results.length,
    totals: tally(results.map((row) => row.result)),
    results: results.slice(0, MAX_REPORT_RESULTS).map((row) => ({ ...row, id: row.id.slice(0, MAX_TEXT), title: row.title.slice(0, MAX_TEXT), target: row.target?.slice(0, MAX_TEXT) ?? null })),
  };
}
