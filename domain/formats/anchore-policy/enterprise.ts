import type { ReportResult } from "../../model/document";
import type { Problem } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { Export } from "../shared/exports/export";
import { resultOf } from "../shared/exports/report";
import { isProblem, rowsOf } from "../shared/exports/shape";
import { escapePointer } from "../shared/pointer";
import { isObject, type JsonObject, listAt, objectAt } from "../shared/values";
import type { Evaluations } from "./ctl";

/** Digest → tag → evaluations; the digest stands as a key. */
export function isEnterprise(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^sha256:[0-9a-f]{64}$/i.test(key) && isObject(value[key]));
}

interface Place {
  digest: string;
  tag: string;
  value: unknown;
  at: string;
}

export function readEnterprise(list: readonly unknown[], out: Export): Evaluations | Problem {
  const results: ReportResult[] = [];
  let observedAt: string | null = null;
  const tags: string[] = [];
  for (const place of places(list)) {
    out.digest("repo-digest", place.digest, place.at, place.tag);
    out.image(place.digest);
    tags.push(place.tag);
    const evaluations = rowsOf("anchore-policy", place.value, { objects: ["detail"], texts: ["status"] }, place.at);
    if (isProblem(evaluations)) return evaluations;
    for (const { row, at } of evaluations) {
      observedAt = out.time(row["last_evaluation"], `${at}/last_evaluation`) ?? observedAt;
      out.digest("image-id", objectAt(objectAt(row, "detail"), "result")["image_id"], `${at}/detail/result/image_id`, place.tag);
      const found = readEvaluation(row, place.tag, at);
      if (isProblem(found)) return found;
      for (const one of found) results.push(one);
    }
  }
  return { target: tags.length === 1 ? (tags[0] ?? null) : null, observedAt, results };
}

function places(list: readonly unknown[]): Place[] {
  return list.flatMap((value, i) =>
    Object.entries(isObject(value) ? value : {}).flatMap(([digest, byTag]) =>
      Object.entries(isObject(byTag) ? byTag : {}).map(([tag, inner]) => ({ digest, tag, value: inner, at: `/${i}/${digest}/${escapePointer(tag)}` })),
    ),
  );
}

/** `detail.result.result` by image id beside other members, each a table with a header row. A table of another shape is refused, not guessed at. */
function readEvaluation(evaluation: JsonObject, tag: string, at: string): ReportResult[] | Problem {
  const place = `${at}/detail/result/result`;
  const tables = objectAt(objectAt(evaluation, "detail"), "result")["result"];
  if (!isObject(tables)) return { code: "anchore-policy/evaluation", detail: "an evaluation holds a result by image id", at: place };
  const images = Object.entries(tables).filter(([key]) => /^(?:sha256:)?[0-9a-f]{64}$/i.test(key));
  if (images.length === 0) return { code: "anchore-policy/evaluation", detail: "an evaluation holds a result by image id", at: place };
  const results: ReportResult[] = [];
  for (const [image, table] of images) {
    const where = `${place}/${escapePointer(image)}/result`;
    const inner = objectAt(table, "result");
    if (!Array.isArray(inner["header"]) || !Array.isArray(inner["rows"])) return { code: "anchore-policy/evaluation", detail: "a table has a header and rows", at: where };
    const columns = columnsOf(inner["header"]);
    if (columns === null) return { code: "anchore-policy/evaluation", detail: "the header names gate, trigger, output and action", at: `${where}/header` };
    for (const [i, row] of listAt(inner, "rows").entries()) {
      const read = readRow(row, columns, tag, `${where}/rows/${i}`);
      if (isProblem(read)) return read;
      results.push(read);
    }
  }
  return results;
}

interface Columns {
  gate: number;
  trigger: number;
  output: number;
  action: number;
}

function columnsOf(header: readonly unknown[]): Columns | null {
  const [gate = -1, trigger = -1, output = -1, action = -1] = ["Gate", "Trigger", "Check_Output", "Gate_Action"].map((name) => header.indexOf(name));
  return [gate, trigger, output, action].includes(-1) ? null : { gate, trigger, output, action };
}

function readRow(row: unknown, columns: Columns, target: string, at: string): ReportResult | Problem {
  const cells = [columns.gate, columns.trigger, columns.output, columns.action].map((column): unknown => (Array.isArray(row) ? row[column] : undefined));
  if (!cells.every((cell) => typeof cell === "string")) return { code: "anchore-policy/row", detail: "gate, trigger, output and action are text", at };
  const [gate = "", trigger = "", output = "", action = ""] = cells as string[];
  return { id: `${gate}/${trigger}`, title: output, result: resultOf(action), severity: normaliseSeverity(/^[A-Z]+\b/.exec(output)?.[0]), target, at };
}
