import type { Child, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, listAt, plural, tally, textAt } from "../shared/values";
import { findingsOf, type RunFindings } from "./findings";
import { identitiesOf } from "./identities";
import { levelOf, readRun, type Run } from "./result";

/**
 * SARIF 2.1.0 and its predecessors. A result of an image scanner is a finding only where it states vulnerability,
 * package and version; every other result is counted and noted. Several runs of scanners are about several images:
 * each is then a child of its own. Codes: sarif/runs, /run, /results, /result, /too-many.
 */
export const sarif: FormatRoom = {
  id: "sarif",
  title: "SARIF log",
  revision: 3,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "runs" in json && ("version" in json || /sarif/i.test(textAt(json, "$schema") ?? "")),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const runs = json["runs"];
  if (!Array.isArray(runs)) return refuse("sarif/runs", "runs is a list", "/runs");
  let total = 0;
  for (const [i, run] of runs.entries()) {
    if (!isObject(run)) return refuse("sarif/run", "a run is an object", `/runs/${i}`);
    const results = run["results"] ?? [];
    if (!Array.isArray(results)) return refuse("sarif/results", "results is a list", `/runs/${i}/results`);
    const wrong = results.findIndex((row) => !isObject(row));
    if (wrong !== -1) return refuse("sarif/result", "a result is an object", `/runs/${i}/results/${wrong}`);
    total += results.length;
  }
  if (total > document.limits.maxFindings) return tooMany("sarif", "results", document.limits.maxFindings, total, "/runs");
  return ok(describe(json, runs.map((run, i) => readRun(run, `/runs/${i}`))));
}

function describe(json: JsonObject, runs: Run[]): Reading {
  const notes = new Notes();
  const version = textAt(json, "version");
  const results = runs.flatMap((run) => run.results);
  if (version !== "2.1.0") notes.warn("sarif/version", "not SARIF 2.1.0; counted by the same rules", "/version");
  const found = runs.map((run) => ({ run, findings: findingsOf(run) }));
  const scans = found.filter(({ findings }) => findings.scan !== null);
  for (const { run, findings } of found) noteRun(run, findings, notes);
  const apart = scans.length > 1;
  const [scan] = scans;
  const read = found.reduce((sum, { findings }) => sum + findings.read, 0);
  const tool = scan?.run.tool ?? runs[0]?.tool ?? null;
  return reading({
    room: sarif.id,
    revision: sarif.revision,
    formatVersion: version,
    summary: `SARIF log${tool === null ? "" : ` by ${tool.name}`}, ${plural(results.length, "result")}${read > 0 ? `, ${plural(read, "finding")}` : ""}`,
    identities: apart ? [] : (scan === undefined ? runs : [scan.run]).flatMap((run) => identitiesOf(run, notes)),
    tool,
    facts: !apart && scan?.findings.scan ? { scan: scan.findings.scan } : {},
    children: apart ? scans.map(({ run }) => childOf(json, run)) : [],
    notes: notes.list(),
    counts: {
      runs: runs.length,
      results: results.length,
      level: tally(results.map(({ row }) => (typeof row["level"] === "string" ? row["level"] : null)), "(default)"),
      level_shown: tally(results.map(levelOf)),
      suppressed: results.filter(({ row }) => listAt(row, "suppressions").length > 0).length,
      findings: read,
    },
  });
}

/** A log with one run alone: the same words, so that it reads as this one does. */
function childOf(json: JsonObject, { run, at }: Run): Child {
  return { path: at.slice(1), bytes: new TextEncoder().encode(JSON.stringify({ ...json, runs: [run] })), hint: "application/sarif+json", identities: [] };
}

function noteRun({ run, tool, at }: Run, findings: RunFindings, notes: Notes): void {
  if (tool === null) notes.warn("sarif/no-tool", "a run does not name its tool", `${at}/tool`);
  for (const [i, invocation] of listAt(run, "invocations").entries()) {
    const failed = isObject(invocation) && (invocation["executionSuccessful"] === false || invocation["toolExecutionSuccessful"] === false);
    if (failed) notes.warn("sarif/not-successful", "the run says that it did not succeed", `${at}/invocations/${i}/executionSuccessful`);
  }
  if (findings.unread > 0) notes.add("ignored", "sarif/no-findings-read", `${plural(findings.unread, "result")} kept as evidence: vulnerability, package and version are not all stated, so no finding is read`, `${at}/results`);
  if (findings.nothingFound > 0) notes.add("info", "sarif/nothing-found", `${plural(findings.nothingFound, "result")} that say nothing was found, or no longer is`, `${at}/results`);
  if (findings.suppressed > 0) notes.warn("sarif/suppressed", `${plural(findings.suppressed, "result")} suppressed in the file: read like the others, because nobody vouches for it`, `${at}/results`);
}
