import type { Reading, Severity } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts } from "../shared/exports/report";
import { isProblem, type RowShape, rowsOf } from "../shared/exports/shape";
import { isObject, tally, textAt } from "../shared/values";

/**
 * `hadolint --format json`: rules that a Dockerfile breaks. It says nothing about what is in an image, so it is kept as
 * a lint report. An empty list could be anybody's and is claimed by nobody.
 * Codes: hadolint/list, /row, /results-not-listed, /too-many.
 */
export const hadolintJson: FormatRoom = {
  id: "hadolint-json",
  title: "hadolint report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => Array.isArray(json) && json.length > 0 && json.every((row) => isObject(row) && /^(?:DL|SC)\d{4}$/.test(textAt(row, "code") ?? "") && "level" in row && "line" in row && "file" in row),
  read,
};

const ROW: RowShape = { required: ["code", "level"], texts: ["message", "file"], numbers: ["line", "column"] };
const SEVERITIES: Readonly<Record<string, Severity>> = { error: "high", warning: "medium", info: "low", style: "none" };

function read(document: RawDocument): Result<Reading> {
  const rows = rowsOf("hadolint", document.json, ROW, "");
  if (isProblem(rows)) return fail(rows);
  const files = new Set(rows.map(({ row }) => textAt(row, "file") ?? ""));
  const [file] = files;
  const out = new Export(hadolintJson, "hadolint", document);
  const results = rows.map(({ row, at }) => ({
    id: textAt(row, "code") ?? "",
    title: textAt(row, "message") ?? "",
    // Every row is a rule that is broken; how much it matters is its level.
    result: row["level"] === "error" ? ("fail" as const) : ("warn" as const),
    severity: Object.hasOwn(SEVERITIES, textAt(row, "level") ?? "") ? (SEVERITIES[textAt(row, "level") ?? ""] ?? "unknown") : "unknown",
    target: textAt(row, "file"),
    at,
  }));
  const target = files.size === 1 ? (file ?? null) : null;
  return out.finish({
    title: "hadolint report",
    tool: { name: "hadolint", version: null },
    target,
    report: reportFacts({ kind: "lint", tool: "hadolint", target, results }, "hadolint", out.notes),
    counts: { items: rows.length, results: rows.length, level: tally(rows.map(({ row }) => textAt(row, "level"))) },
  });
}
