import type { Reading, ReportResult } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts } from "../shared/exports/report";
import { isProblem, type Placed, rowsOf, wrongRow } from "../shared/exports/shape";
import { refuse } from "../shared/reading";
import { isObject, objectAt, textAt } from "../shared/values";

/**
 * `kube-linter lint --format json`: checks that manifests break, and the checks that ran. A check that no report names is
 * counted as passed only where the summary says that all did. Codes: kube-linter/summary, /list, /row, /time,
 * /results-not-listed, /contradiction, /too-many.
 */
export const kubeLinterJson: FormatRoom = {
  id: "kube-linter-json",
  title: "KubeLinter report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "Checks" in json && "Reports" in json && "ChecksStatus" in objectAt(json, "Summary"),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const summary = objectAt(json, "Summary");
  const wrong = wrongRow("kube-linter", summary, { required: ["ChecksStatus"], texts: ["KubeLinterVersion"] }, "/Summary");
  if (wrong !== null) return fail(wrong);
  if (!["Passed", "Failed"].includes(textAt(summary, "ChecksStatus") ?? "")) return refuse("kube-linter/summary", "the checks passed or failed", "/Summary/ChecksStatus");
  const checks = rowsOf("kube-linter", json["Checks"], { required: ["name"], texts: ["description"] }, "/Checks");
  if (isProblem(checks)) return fail(checks);
  const reports = rowsOf("kube-linter", json["Reports"], { required: ["Check"], objects: ["Diagnostic", "Object"] }, "/Reports");
  if (isProblem(reports)) return fail(reports);
  const out = new Export(kubeLinterJson, "kube-linter", document);
  const passed = textAt(summary, "ChecksStatus") === "Passed";
  if (passed !== (reports.length === 0)) out.notes.warn("kube-linter/contradiction", "the summary and the reports disagree on whether the checks passed", "/Summary/ChecksStatus");
  const results = [...reports.map(failed), ...(passed && reports.length === 0 ? checks.map(success) : [])];
  const version = textAt(summary, "KubeLinterVersion");
  return out.finish({
    title: "KubeLinter report",
    tool: { name: "KubeLinter", version },
    formatVersion: version,
    observedAt: out.time(summary["CheckEndTime"], "/Summary/CheckEndTime"),
    report: reportFacts({ kind: "lint", tool: "KubeLinter", target: null, results }, "kube-linter", out.notes),
    counts: { failures: reports.length, checks: checks.length },
  });
}

function failed({ row, at }: Placed): ReportResult {
  const object = objectAt(objectAt(row, "Object"), "K8sObject");
  const kind = textAt(objectAt(object, "GroupVersionKind"), "Kind");
  const name = textAt(object, "Name");
  return {
    id: textAt(row, "Check") ?? "",
    title: textAt(objectAt(row, "Diagnostic"), "Message") ?? "",
    result: "fail",
    severity: "unknown",
    target: [kind, name].filter((part) => part !== null).join("/") || textAt(objectAt(objectAt(row, "Object"), "Metadata"), "FilePath"),
    at,
  };
}

function success({ row, at }: Placed): ReportResult {
  return { id: textAt(row, "name") ?? "", title: textAt(row, "description") ?? "", result: "pass", severity: "unknown", target: null, at };
}
