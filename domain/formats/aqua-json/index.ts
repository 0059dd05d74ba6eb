import type { Reading, ScanFacts } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { instantOfSeconds, systemOf } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem } from "../shared/exports/shape";
import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../shared/values";
import { readListed, readOld, readResources } from "./rows";

/**
 * Aqua's scanner: the report with `resources`, the same inside a pipeline task's list, the API's list of risks, whose rows
 * each name their image, and the older answer with `cves`.
 * `digest` may be an image id or a registry digest, which only the identity graph can tell.
 * Codes: aqua/list, /row, /digest, /fewer-than-counted, /error, /too-many.
 */
export const aquaJson: FormatRoom = {
  id: "aqua-json",
  title: "Aqua scan report",
  revision: 2,
  duplicateKeys: "note",
  sniff: ({ json }) => reportOf(json) !== null || isListed(json) || isOld(json),
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

/** The API's pages of vulnerabilities; the query that it repeats names the image also where nothing was found. */
function isListed(json: unknown): json is JsonObject {
  return isObject(json) && Array.isArray(json["result"]) && typeof json["count"] === "number" && "pagesize" in json && isObject(json["query"]) && "include_vpatch_info" in json["query"];
}

function isOld(json: unknown): json is JsonObject {
  return isObject(json) && "cves" in json && "image_name" in json && ("cves_counts" in json || "disallowed" in json);
}

function read(document: RawDocument): Result<Reading> {
  const { json } = document;
  if (isListed(json)) return readPage(json, document);
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
      secrets: found.secrets,
    },
    counts: { rows: found.detections.length + found.secrets.length, secrets: found.secrets.length, resources: listAt(report, "resources").length },
  });
}

/** A summary that counts more than the report lists: rows are missing. */
function statusOf(report: JsonObject, rows: number, out: Export, at: string): ScanFacts["status"] {
  const total = numberAt(objectAt(report, "vulnerability_summary"), "total");
  if (total === null || total <= rows) return "undetermined";
  out.notes.warn("aqua/fewer-than-counted", `the summary counts ${total} vulnerabilities and the report lists ${rows}`, `${at}/vulnerability_summary/total`);
  return "partial";
}

/**
 * One page of what is known, not a run: it says nothing of when the image was scanned, whether the scan ended, or of what
 * further pages hold.
 */
function readPage(json: JsonObject, document: RawDocument): Result<Reading> {
  const rows = readListed(json["result"]);
  if (isProblem(rows)) return fail(rows);
  const out = new Export(aquaJson, "aqua", document);
  for (const { row, at } of rows) {
    const image = textAt(row, "image_name");
    out.digest("repo-digest", row["image_digest"], `${at}/image_digest`, image);
    out.image(JSON.stringify([textAt(row, "registry"), image, textAt(row, "image_digest")]));
  }
  const counted = numberAt(json, "count") ?? 0;
  const partial = counted > rows.length || json["is_partial_data"] === true;
  if (partial) out.notes.warn("aqua/fewer-than-counted", `the page counts ${counted} vulnerabilities and lists ${rows.length}: it is one of several`, "/count");
  const first = rows[0]?.row;
  return out.finish({
    title: "Aqua list of vulnerabilities",
    tool: { name: "Aqua", version: null },
    target: textAt(first, "image_name") ?? textAt(json["query"], "image_name"),
    scan: { status: partial ? "partial" : "undetermined", os: systemOf(systemWords(first)), detections: rows.map(({ detection }) => detection) },
    counts: { rows: rows.length },
  });
}

function systemWords(row: JsonObject | undefined): string | null {
  const name = textAt(row, "os");
  return name === null ? null : `${name} ${textAt(row, "os_version") ?? ""}`;
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
