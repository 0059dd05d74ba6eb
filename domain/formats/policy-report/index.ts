import type { Child, Reading, ReportResult } from "../../model/document";
import { fail, ok, type Problem, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { instantOfSeconds } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { reportFacts, resultOf } from "../shared/exports/report";
import { isProblem, type Placed, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, listAt, numberAt, objectAt, plural, tally, textAt, valueOf } from "../shared/values";

/**
 * Kubernetes policy reports (wgpolicyk8s.io PolicyReport and ClusterPolicyReport; openreports.io Report and
 * ClusterReport), in JSON or YAML, alone or in a list. They say what an admission or background scan decided about a
 * resource of a cluster; no digest is named, and a resource's name is not an image.
 * Codes: policy-report/list, /row, /result, /fewer-than-counted, /time, /results-not-listed, /too-many.
 */
export const policyReport: FormatRoom = {
  id: "policy-report",
  title: "Kubernetes policy report",
  revision: 1,
  duplicateKeys: "note",
  sniff: (document) => isReport(valueOf(document)) || itemsOf(valueOf(document)) !== null,
  read,
};

const CODE = "policy-report";
const KINDS: Readonly<Record<string, RegExp>> = { PolicyReport: /^wgpolicyk8s\.io\/v/, ClusterPolicyReport: /^wgpolicyk8s\.io\/v/, Report: /^openreports\.io\/v/, ClusterReport: /^openreports\.io\/v/ };
const MAX_ITEMS = 9_000;

function isReport(value: unknown): value is JsonObject {
  const kind = textAt(value, "kind") ?? "";
  return Object.hasOwn(KINDS, kind) && (KINDS[kind]?.test(textAt(value, "apiVersion") ?? "") ?? false);
}

/** The items of a list that holds policy reports alone. */
function itemsOf(value: unknown): unknown[] | null {
  const items = isObject(value) && (textAt(value, "kind") ?? "").endsWith("List") ? value["items"] : null;
  return Array.isArray(items) && items.length > 0 && items.every(isReport) ? items : null;
}

const RESULT: RowShape = { required: ["policy"], texts: ["rule", "message", "description", "result", "severity", "category", "source"], objects: ["timestamp", "properties"], lists: ["resources", "subjects"] };
const WORDS: ReadonlySet<string> = new Set(["pass", "fail", "warn", "error", "skip"]);

function read(document: RawDocument): Result<Reading> {
  const value = valueOf(document);
  const items = itemsOf(value);
  if (items !== null) return readList(items);
  if (!isReport(value)) return refuse("policy-report/list", "a report, or a list of reports", "");
  const wrong = wrongRow(CODE, value, { objects: ["scope", "summary", "metadata"], lists: ["results"] }, "");
  if (wrong !== null) return fail(wrong);
  const results = rowsOf(CODE, value["results"], RESULT, "/results");
  return isProblem(results) ? fail(results) : describe(value, results, document);
}

function readList(items: readonly unknown[]): Result<Reading> {
  if (items.length > MAX_ITEMS) return tooMany(CODE, "reports in a list", MAX_ITEMS, items.length, "/items");
  const children = items.map((item, i): Child => ({ path: `items/${i}`, bytes: new TextEncoder().encode(JSON.stringify(item)), hint: textAt(item, "kind"), identities: [] }));
  return ok(reading({ room: policyReport.id, revision: policyReport.revision, summary: `List of ${plural(items.length, "policy report")}`, children, counts: { documents: 1, items: items.length, kinds: tally(items.map((item) => textAt(item, "kind"))) } }));
}

function describe(value: JsonObject, rows: readonly Placed[], document: RawDocument): Result<Reading> {
  const out = new Export(policyReport, CODE, document);
  const results = rows.map(({ row, at }) => readResult(row, at, out));
  const broken = results.find(isProblem);
  if (broken !== undefined) return fail(broken);
  const sources = new Set(rows.map(({ row }) => textAt(row, "source")).filter((source) => source !== null));
  const source = sources.size === 1 ? ([...sources][0] ?? null) : textAt(value, "source");
  noteSummary(objectAt(value, "summary"), rows.length, out);
  const target = scopeOf(value);
  return out.finish({
    title: textAt(value, "kind") ?? "PolicyReport",
    tool: source === null ? null : { name: source, version: null },
    formatVersion: (textAt(value, "apiVersion") ?? "").split("/")[1] ?? null,
    target,
    observedAt: newest(rows),
    report: reportFacts({ kind: "policy", tool: source ?? "unknown", target, results: results.filter((row): row is ReportResult => !isProblem(row)) }, CODE, out.notes),
    counts: {
      documents: 1,
      kinds: { [textAt(value, "kind") ?? ""]: 1 },
      results: tally(rows.map(({ row }) => textAt(row, "result"))),
      summary: isObject(value["summary"]) ? [value["summary"]] : [],
    },
  });
}

/** A word that the API does not know is no pass. */
function readResult(row: JsonObject, at: string, out: Export): ReportResult | Problem {
  const word = textAt(row, "result");
  if (word === null || !WORDS.has(word)) out.notes.warn("policy-report/result", "a result is none of pass, fail, warn, error and skip", `${at}/result`);
  const rule = textAt(row, "rule");
  const [resource] = listAt(row, "resources").length > 0 ? listAt(row, "resources") : listAt(row, "subjects");
  return {
    id: [textAt(row, "policy"), rule].filter((part) => part !== null).join("/"),
    title: textAt(row, "message") ?? textAt(row, "description") ?? "",
    result: word !== null && WORDS.has(word) ? resultOf(word) : "unknown",
    severity: normaliseSeverity(textAt(row, "severity")),
    target: resource === undefined ? null : nameOf(resource),
    at,
  };
}

/** A summary that counts more than is listed: results are missing. */
function noteSummary(summary: JsonObject, listed: number, out: Export): void {
  const total = [...WORDS].reduce((sum, word) => sum + Math.max(0, numberAt(summary, word) ?? 0), 0);
  if (total > listed) out.notes.warn("policy-report/fewer-than-counted", `the summary counts ${total} results and the report lists ${listed}`, "/summary");
}

function scopeOf(value: JsonObject): string | null {
  const [owner] = listAt(objectAt(value, "metadata"), "ownerReferences");
  return nameOf(isObject(value["scope"]) ? value["scope"] : owner);
}

function nameOf(resource: unknown): string | null {
  return [textAt(resource, "kind"), textAt(resource, "namespace"), textAt(resource, "name")].filter((part) => part !== null).join("/") || null;
}

function newest(rows: readonly Placed[]): string | null {
  const seconds = rows.map(({ row }) => numberAt(objectAt(row, "timestamp"), "seconds")).filter((value) => value !== null);
  return seconds.length === 0 ? null : instantOfSeconds(seconds.reduce((a, b) => Math.max(a, b), 0));
}
