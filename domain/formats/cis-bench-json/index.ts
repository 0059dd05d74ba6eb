import type { Reading, ReportResult } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { instantOfSeconds } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { reportFacts, resultOf } from "../shared/exports/report";
import { isProblem, type Placed, type RowShape, rowsOf } from "../shared/exports/shape";
import { isObject, type JsonObject, numberAt, objectAt, textAt } from "../shared/values";

/**
 * CIS checks of a host or cluster: kube-bench's JSON (`Controls` with `Totals`, or the bare list of controls) and
 * docker-bench-security's. They are about machines, not about an image, and name no digest.
 * Codes: cis-bench/list, /row, /totals, /results-not-listed, /too-many.
 */
export const cisBenchJson: FormatRoom = {
  id: "cis-bench-json",
  title: "kube-bench or docker-bench report",
  revision: 2,
  duplicateKeys: "note",
  sniff: ({ json }) => isDocker(json) || controlsOf(json) !== null,
  read,
};

const CODE = "cis-bench";
const CONTROL: RowShape = { texts: ["id", "version", "text", "desc", "node_type"], lists: ["tests"] };
const KUBE_RESULT: RowShape = { required: ["test_number", "status"], texts: ["test_desc"] };
const DOCKER_RESULT: RowShape = { required: ["id", "result"], texts: ["desc"] };

const isDocker = (json: unknown): json is JsonObject => isObject(json) && "dockerbenchsecurity" in json && "tests" in json;
const isControl = (value: unknown): boolean => isObject(value) && ["id", "version", "node_type", "tests"].every((key) => key in value);

/** kube-bench's controls with their place. */
function controlsOf(json: unknown): { list: unknown[]; at: string } | null {
  const wrapped = isObject(json) && isObject(json["Totals"]) && Array.isArray(json["Controls"]);
  const list: unknown = wrapped ? json["Controls"] : json;
  return Array.isArray(list) && (list.length > 0 || wrapped) && list.every(isControl) ? { list, at: wrapped ? "/Controls" : "" } : null;
}

function read(document: RawDocument): Result<Reading> {
  const { json } = document;
  const out = new Export(cisBenchJson, CODE, document);
  return isDocker(json) ? readDocker(json, out) : readKube(json, out);
}

function readDocker(json: JsonObject, out: Export): Result<Reading> {
  const results = resultsOf(json["tests"], "/tests", "results", DOCKER_RESULT, ({ row, at }) => toResult(textAt(row, "id"), textAt(row, "desc"), textAt(row, "result"), null, at));
  if (isProblem(results)) return fail(results);
  const checks = numberAt(json, "checks") ?? results.length;
  if (checks > results.length) out.notes.warn("cis-bench/totals", `the report counts ${checks} checks and lists ${results.length}`, "/checks");
  return out.finish({
    title: "docker-bench report",
    tool: { name: "docker-bench-security", version: textAt(json, "dockerbenchsecurity") },
    observedAt: instantOfSeconds(numberAt(json, "end") ?? numberAt(json, "start")),
    report: reportFacts({ kind: "benchmark", tool: "docker-bench-security", target: null, results }, CODE, out.notes),
    counts: { results: results.length },
  });
}

function readKube(json: unknown, out: Export): Result<Reading> {
  const { list, at } = controlsOf(json) ?? { list: [], at: "" };
  const controls = rowsOf(CODE, list, CONTROL, at);
  if (isProblem(controls)) return fail(controls);
  const results: ReportResult[] = [];
  for (const control of controls) {
    const found = resultsOf(control.row["tests"], `${control.at}/tests`, "results", KUBE_RESULT, ({ row, at: place }) => toResult(textAt(row, "test_number"), textAt(row, "test_desc"), textAt(row, "status"), textAt(control.row, "node_type"), place));
    if (isProblem(found)) return fail(found);
    for (const one of found) results.push(one);
  }
  const totals = objectAt(json, "Totals");
  const stated = ["total_pass", "total_fail", "total_warn", "total_info"].reduce((sum, key) => sum + Math.max(0, numberAt(totals, key) ?? 0), 0);
  if (stated > results.length) out.notes.warn("cis-bench/totals", `the totals count ${stated} results and ${results.length} are listed`, "/Totals");
  return out.finish({
    title: "kube-bench report",
    tool: { name: "kube-bench", version: null },
    formatVersion: textAt(controls[0]?.row, "version"),
    report: reportFacts({ kind: "benchmark", tool: "kube-bench", target: null, results }, CODE, out.notes),
    counts: { items: controls.length, results: results.length, totals: isObject(json) ? json["Totals"] : undefined },
  });
}

/** Groups of results, one level deep. */
function resultsOf(list: unknown, at: string, key: string, shape: RowShape, read: (placed: Placed) => ReportResult): ReportResult[] | Problem {
  const groups = rowsOf(CODE, list, { texts: ["desc"], lists: [key] }, at);
  if (isProblem(groups)) return groups;
  const results: ReportResult[] = [];
  for (const group of groups) {
    const rows = rowsOf(CODE, group.row[key], shape, `${group.at}/${key}`);
    if (isProblem(rows)) return rows;
    for (const row of rows) results.push(read(row));
  }
  return results;
}

function toResult(id: string | null, title: string | null, word: string | null, target: string | null, at: string): ReportResult {
  return { id: id ?? "", title: title ?? "", result: resultOf(word), severity: "unknown", target, at };
}
