import type { Reading, ReportResult, Severity } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts, resultOf } from "../shared/exports/report";
import { isProblem, type Placed, rowsOf } from "../shared/exports/shape";
import { refuse } from "../shared/reading";
import { isObject, type JsonObject, listAt, numberAt, objectAt, tally, textAt } from "../shared/values";

/**
 * Kubescape's posture report (`kubescape scan --format json`, v2 and v3): controls by resource. It is about manifests
 * and clusters, so it is kept as a report of checks. Codes: kubescape/summary, /list, /row, /time, /results-not-listed,
 * /too-many.
 */
export const kubescapeJson: FormatRoom = {
  id: "kubescape-json",
  title: "Kubescape posture report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "results" in json && "summaryDetails" in json && ("generationTime" in json || "resources" in json),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const summary = json["summaryDetails"];
  if (!isObject(summary)) return refuse("kubescape/summary", "summaryDetails is an object", "/summaryDetails");
  const resources = rowsOf("kubescape", json["results"], { required: ["resourceID"], lists: ["controls"] }, "/results");
  if (isProblem(resources)) return fail(resources);
  const results: ReportResult[] = [];
  for (const resource of resources) {
    const controls = readControls(resource, objectAt(summary, "controls"));
    if (isProblem(controls)) return fail(controls);
    for (const one of controls) results.push(one);
    if (results.length > document.limits.maxFindings) break;
  }
  const out = new Export(kubescapeJson, "kubescape", document);
  return out.finish({
    title: "Kubescape report",
    tool: { name: "Kubescape", version: null },
    target: textAt(json, "clusterName"),
    observedAt: out.time(json["generationTime"], "/generationTime"),
    report: reportFacts({ kind: "benchmark", tool: "Kubescape", target: textAt(json, "clusterName"), results }, "kubescape", out.notes),
    counts: { resources: resources.length, controls: Object.keys(objectAt(summary, "controls")).length, results: results.length, result: tally(results.map((row) => row.result)) },
  });
}

function readControls(resource: Placed, known: JsonObject): ReportResult[] | Problem {
  const controls = rowsOf("kubescape", resource.row["controls"], { required: ["controlID"], texts: ["name"], lists: ["rules"] }, `${resource.at}/controls`);
  if (isProblem(controls)) return controls;
  return controls.map(({ row, at }) => {
    const id = textAt(row, "controlID") ?? "";
    return { id, title: textAt(row, "name") ?? "", result: stateOf(row), severity: severityOf(Object.hasOwn(known, id) ? known[id] : null), target: textAt(resource.row, "resourceID"), at };
  });
}

/** v3 states the control's own status; in v2 it follows from its rules: one that failed fails it, all must have passed. */
function stateOf(control: JsonObject): ReportResult["result"] {
  const stated = textAt(objectAt(control, "status"), "status") ?? textAt(control, "status");
  const rules = listAt(control, "rules").map((rule) => resultOf(textAt(rule, "status")));
  if (rules.includes("fail")) return "fail";
  if (stated !== null) return resultOf(stated);
  return rules.length > 0 && rules.every((rule) => rule === "pass") ? "pass" : "unknown";
}

/** Kubescape's own bands of a control's score factor. */
function severityOf(control: unknown): Severity {
  const factor = numberAt(control, "scoreFactor");
  if (factor === null || factor < 1 || factor > 10) return "unknown";
  if (factor >= 9) return "critical";
  return factor >= 7 ? "high" : factor >= 4 ? "medium" : "low";
}
