import type { Reading, ScanFacts } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { instantOfSeconds, systemOf } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem } from "../shared/exports/shape";
import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../shared/values";
import { readOld, readResources } from "./rows";

/**
 * Aqua's scanner: the report with `resources`, the same inside a pipeline task's list, and the older answer with `cves`.
 * `digest` may be an image id or a registry digest, which only the identity graph can tell.
 * Codes: aqua/list, /row, /digest, /fewer-than-counted, /error, /too-many.
 */
export const aquaJson: FormatRoom = {
  id: "aqua-json",
  title: "Aqua scan report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => reportOf(json) !== null || isOld(json),
  read,
};

function isReport(value: unknown): value is JsonObject {
  return isObject(value) && "resources" in value && ["image_assurance_results", "vulnerability_summary", "scan_options"].some((key) => isObject(value[key]));
}

/** The report itself or the one in a pipeline task's list, with its place. */
function reportOf(json: unknown): { report: JsonObject; at: string } | null {
  if (isReport(json)) return { report: json, at: "" };
  const inside: unknown = Array.isArray(json) && json.length === 1 && isObject(json[0]) ? json[0]["results"] : null;
  return isObject(inside) && "resources" in inside ? { report: inside, at: "/0/results" } : null;
}

function isOld(json: unknown): json is JsonObject {
  return isObject(json) && "cves" in json && "image_name" in json && ("cves_counts" in json || "disallowed" in json);
}

function read(document: RawDocument): Result<Reading> {
  const { json } = document;
  if (isOld(json)) return readOldReport(json, document);
  const { report, at } = reportOf(json) ?? { report: {}, at: "" };
  const found = readResources(report["resources"], `${at}/resources`, textAt(report, "os"), textAt(report, "version"));
  if (isProblem(found)) return fail(found);
  const out = new Export(aquaJson, "aqua", document);
  const image = textAt(report, "image");
  out.digest("repo-digest", report["digest"], `${at}/digest`, image);
  const startedSeconds = numberAt(objectAt(report, "scan_started"), "seconds");
  const finishedAt = instantOfSeconds(startedSeconds === null ? null : startedSeconds + (numberAt(report, "scan_duration") ?? 0));
  const os = systemOf(textAt(report, "os"));
  return out.finish({
    title: "Aqua report",
    tool: { name: "Aqua", version: null },
    target: image,
    observedAt: finishedAt,
    scan: {
      startedAt: instantOfSeconds(startedSeconds),
      finishedAt,
      status: statusOf(report, found.detections.length, out, at),
      database: { version: textAt(objectAt(report, "security_feeds_used"), "packages"), updatedAt: instantOfSeconds(numberAt(report, "data_date")) },
      os: os === null ? null : { ...os, version: textAt(report, "version") ?? os.version },
      packagesSeen: listAt(report, "resources").length,
      detections: found.detections,
    },
    counts: { rows: found.detections.length, resources: listAt(report, "resources").length },
  });
}

/** A summary that counts more than the report lists: rows are missing. */
function statusOf(report: JsonObject, rows: number, out: Export, at: string): ScanFacts["status"] {
  const total = numberAt(objectAt(report, "vulnerability_summary"), "total");
  if (total === null || total <= rows) return "undetermined";
  out.notes.warn("aqua/fewer-than-counted", `the summary counts ${total} vulnerabilities and the report lists ${rows}`, `${at}/vulnerability_summary/total`);
  return "partial";
}

function readOldReport(json: JsonObject, document: RawDocument): Result<Reading> {
  const detections = readOld(json["cves"]);
  if (isProblem(detections)) return fail(detections);
  const out = new Export(aquaJson, "aqua", document);
  const error = textAt(json, "errorMsg");
  if (error !== null) out.notes.warn("aqua/error", "the scanner reports an error of its own", "/errorMsg");
  return out.finish({
    title: "Aqua report",
    tool: { name: "Aqua", version: null },
    target: textAt(json, "image_name"),
    scan: { status: error !== null ? "failed" : json["status"] === "SCANNED" ? "complete" : "undetermined", detections },
    counts: { rows: detections.length },
  });
}
