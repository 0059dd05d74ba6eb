import type { DetectionFact, Reading, ScanFacts } from "../../model/document";
import { fail, ok, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, listAt, objectAt, plural, textAt } from "../shared/values";
import { readDetections } from "./detections";

/**
 * osv-scanner's JSON output (results → source → packages → vulnerabilities and groups). It names files and packages,
 * never an image digest. Codes: osv-scanner/results, /result, /package, /vulnerability, /too-many.
 */
export const osvScannerJson: FormatRoom = {
  id: "osv-scanner-json",
  title: "osv-scanner JSON",
  revision: 2,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "results" in json && !("SchemaVersion" in json) && looksLikeIt(json),
  read,
};

function looksLikeIt(json: JsonObject): boolean {
  const list = json["results"];
  if (!Array.isArray(list) || list.length === 0) return "experimental_config" in json || "image_metadata" in json;
  return list.every((result) => isObject(result) && isObject(result["source"]) && "packages" in result);
}

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const list = json["results"] ?? [];
  if (!Array.isArray(list)) return refuse("osv-scanner/results", "results is a list", "/results");
  const notes = new Notes();
  const detections: DetectionFact[] = [];
  const found: number[] = [];
  for (const [i, result] of list.entries()) {
    const problem = wrong(result, `/results/${i}`);
    if (problem !== null) return fail(problem);
    const before = detections.length;
    for (const [k, entry] of listAt(result, "packages").entries()) {
      for (const row of readDetections(entry, sourcePath(result), `/results/${i}/packages/${k}`, notes)) detections.push(row);
    }
    found.push(detections.length - before);
    if (detections.length > document.limits.maxFindings) return tooMany("osv-scanner", "vulnerabilities", document.limits.maxFindings, detections.length, `/results/${i}`);
  }
  const scan = scanOf(json, list, found, detections);
  return ok(
    reading({
      room: osvScannerJson.id,
      revision: osvScannerJson.revision,
      summary: `osv-scanner report, ${plural(detections.length, "vulnerability", "vulnerabilities")} in ${plural(list.length, "source")}`,
      tool: scan.scanner,
      facts: { scan },
      notes: notes.list(),
      counts: { results: list.length, vulnerabilities: detections.length, unique_ids: new Set(detections.map((row) => row.vulnerability)).size },
    }),
  );
}

function wrong(result: unknown, at: string): Problem | null {
  if (!isObject(result) || !isObject(result["source"])) return { code: "osv-scanner/result", detail: "a result names its source", at: `${at}/source` };
  const packages = result["packages"];
  if (packages !== null && !Array.isArray(packages)) return { code: "osv-scanner/result", detail: "packages is a list", at: `${at}/packages` };
  for (const [i, found] of (packages ?? []).entries()) {
    const place = `${at}/packages/${i}`;
    const stated = objectAt(found, "package");
    const nameable = textAt(stated, "name") !== null || (textAt(stated, "commit") !== null && sourcePath(result) !== null);
    if (!nameable) return { code: "osv-scanner/package", detail: "a package has a name, or a commit in a source with a path", at: `${place}/package/name` };
    const rows = isObject(found) ? (found["vulnerabilities"] ?? []) : null;
    if (!Array.isArray(rows)) return { code: "osv-scanner/package", detail: "vulnerabilities is a list", at: `${place}/vulnerabilities` };
    const nameless = rows.findIndex((row) => textAt(row, "id") === null);
    if (nameless !== -1) return { code: "osv-scanner/vulnerability", detail: "a vulnerability has an id", at: `${place}/vulnerabilities/${nameless}/id` };
  }
  return null;
}

const sourcePath = (result: unknown): string | null => textAt(objectAt(result, "source"), "path");

/** The tool writes its output at the end, so a document is a finished run; packages without findings are left out of it. */
function scanOf(json: JsonObject, results: unknown[], found: readonly number[], detections: DetectionFact[]): ScanFacts {
  const os = textAt(objectAt(json, "image_metadata"), "os");
  return {
    scanner: { name: "osv-scanner", version: null },
    database: { version: null, updatedAt: null },
    startedAt: null,
    finishedAt: null,
    status: "complete",
    os: os === null ? null : { id: os, version: null, supported: null },
    targets: results.map((result, i) => ({
      name: sourcePath(result) ?? "",
      type: textAt(objectAt(result, "source"), "type") ?? "unknown",
      findings: found[i] ?? 0,
    })),
    packagesSeen: null,
    detections,
    secrets: null,
    misconfigurations: null,
  };
}
