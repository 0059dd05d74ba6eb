import type { Reading, ReportResult, Severity } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts, resultOf } from "../shared/exports/report";
import { isProblem, type Placed, type RowShape, rowsOf } from "../shared/exports/shape";
import { isObject, listAt, numberAt, objectAt, tally, textAt } from "../shared/values";

/**
 * Heimdall Data Format (InSpec's execution JSON): controls of profiles with the results of their tests. A control of
 * several tests fails with one of them, and passes only when one passed and none did anything else.
 * Codes: hdf/list, /row, /time, /results-not-listed, /too-many.
 */
export const hdfJson: FormatRoom = {
  id: "hdf-json",
  title: "Heimdall Data Format (InSpec)",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && isObject(json["platform"]) && isObject(json["statistics"]) && "profiles" in json && "version" in json,
  read,
};

const PROFILE: RowShape = { texts: ["name", "title", "version"], lists: ["controls"] };
const CONTROL: RowShape = { required: ["id"], texts: ["title"], numbers: ["impact"], lists: ["results"] };
const TEST: RowShape = { texts: ["status", "code_desc", "start_time"] };

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const profiles = rowsOf("hdf", json["profiles"], PROFILE, "/profiles");
  if (isProblem(profiles)) return fail(profiles);
  const out = new Export(hdfJson, "hdf", document);
  const found: Found = { results: [], words: [], newest: null };
  for (const profile of profiles) {
    const problem = readProfile(profile, found, out);
    if (problem !== null) return fail(problem);
  }
  const platform = objectAt(json, "platform");
  const target = [textAt(platform, "name"), textAt(platform, "release")].filter((part) => part !== null).join(" ") || null;
  const version = textAt(json, "version");
  return out.finish({
    title: "InSpec report",
    tool: { name: "InSpec", version },
    formatVersion: version,
    target,
    observedAt: found.newest,
    report: reportFacts({ kind: "benchmark", tool: "InSpec", target, results: found.results }, "hdf", out.notes),
    counts: { profiles: profiles.length, controls: profiles.reduce((sum, { row }) => sum + listAt(row, "controls").length, 0), result_status: tally(found.words) },
  });
}

interface Found {
  results: ReportResult[];
  words: (string | null)[];
  newest: string | null;
}

function readProfile(profile: Placed, found: Found, out: Export): Problem | null {
  const controls = rowsOf("hdf", profile.row["controls"], CONTROL, `${profile.at}/controls`);
  if (isProblem(controls)) return controls;
  for (const { row, at } of controls) {
    const tests = rowsOf("hdf", row["results"], TEST, `${at}/results`);
    if (isProblem(tests)) return tests;
    const words = tests.map((test) => textAt(test.row, "status"));
    for (const word of words) found.words.push(word);
    for (const test of tests) found.newest = later(found.newest, out.time(test.row["start_time"], `${test.at}/start_time`));
    found.results.push({ id: textAt(row, "id") ?? "", title: textAt(row, "title") ?? "", result: stateOf(words), severity: severityOf(numberAt(row, "impact")), target: textAt(profile.row, "name"), at });
  }
  return null;
}

function stateOf(words: readonly (string | null)[]): ReportResult["result"] {
  const states = new Set(words.map(resultOf));
  for (const worst of ["fail", "error", "unknown", "warn", "skipped"] as const) if (states.has(worst)) return worst;
  return states.has("pass") ? "pass" : "unknown";
}

/** InSpec's bands of `impact`; 0 means that the control does not apply. */
function severityOf(impact: number | null): Severity {
  if (impact === null || impact < 0 || impact > 1) return "unknown";
  if (impact === 0) return "none";
  if (impact >= 0.9) return "critical";
  return impact >= 0.7 ? "high" : impact >= 0.4 ? "medium" : "low";
}

const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);
