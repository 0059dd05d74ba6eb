import type { ReportResult } from "../../model/document";
import type { Problem } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { Export } from "../shared/exports/export";
import { resultOf } from "../shared/exports/report";
import { isProblem, rowsOf } from "../shared/exports/shape";
import { type JsonObject, textAt } from "../shared/values";

export interface Evaluations {
  target: string | null;
  observedAt: string | null;
  results: ReportResult[];
}

export const isCtl = (value: JsonObject): boolean => "finalAction" in value && "detail" in value && "digest" in value;

/** The list of `anchorectl image check --detail`: one evaluation of an image each. */
export function readCtl(list: readonly unknown[], out: Export): Evaluations | Problem {
  const evaluations = rowsOf("anchore-policy", list, { required: ["finalAction"], texts: ["tag", "status", "policyId"], lists: ["detail"] }, "");
  if (isProblem(evaluations)) return evaluations;
  const results: ReportResult[] = [];
  let observedAt: string | null = null;
  for (const { row, at } of evaluations) {
    out.digest("repo-digest", row["digest"], `${at}/digest`, textAt(row, "tag"));
    out.image(textAt(row, "digest") ?? at);
    observedAt = out.time(row["lastEvaluation"], `${at}/lastEvaluation`) ?? observedAt;
    const details = rowsOf("anchore-policy", row["detail"], { required: ["gate", "status"], texts: ["description", "triggerName", "triggerId"] }, `${at}/detail`);
    if (isProblem(details)) return details;
    for (const detail of details) results.push(readDetail(detail.row, textAt(row, "tag"), detail.at));
  }
  return { target: evaluations.length === 1 ? textAt(evaluations[0]?.row, "tag") : null, observedAt, results };
}

/** Texts begin with the severity where the gate knows one ("CRITICAL …"). */
function readDetail(row: JsonObject, target: string | null, at: string): ReportResult {
  const title = textAt(row, "description") ?? "";
  const id = [textAt(row, "gate"), textAt(row, "triggerName")].filter((part) => part !== null).join("/");
  return { id, title, result: resultOf(textAt(row, "status")), severity: normaliseSeverity(/^[A-Z]+\b/.exec(title)?.[0]), target, at };
}
