import type { DetectionFact, Reading, ScanFacts } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { cvss, detection, scoreOf, versionsIn } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { instant, isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../shared/values";

/**
 * `wizcli docker scan --output json`: packages of the system, libraries, programs and secrets of an image. The package's
 * ecosystem is not stated, and its lists are null where nothing was found.
 * Codes: wiz/list, /row, /digest, /time, /fewer-than-counted, /not-successful, /too-many.
 */
export const wizJson: FormatRoom = {
  id: "wiz-json",
  title: "Wiz CLI image scan",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "scanOriginResource" in json && "status" in json && isObject(json["result"]) && ["osPackages", "libraries"].every((key) => key in objectAt(json, "result")),
  read,
};

const LISTS = ["osPackages", "libraries", "applications", "cpes"] as const;
const PACKAGE: RowShape = { required: ["name"], texts: ["version", "path"], lists: ["vulnerabilities"] };
const ROW: RowShape = { required: ["name"], texts: ["severity", "fixedVersion", "source", "description", "publishDate"], numbers: ["score"] };

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const wrong = wrongRow("wiz", json, { texts: ["id"], objects: ["scanOriginResource", "status"] }, "");
  if (wrong !== null) return fail(wrong);
  const result = objectAt(json, "result");
  const found = readLists(result);
  if (isProblem(found)) return fail(found);
  const secrets = rowsOf("wiz", result["secrets"], { texts: ["type", "path"] }, "/result/secrets");
  if (isProblem(secrets)) return fail(secrets);
  const out = new Export(wizJson, "wiz", document);
  const origin = objectAt(json, "scanOriginResource");
  const name = textAt(origin, "name");
  out.digest("repo-digest", origin["digest"], "/scanOriginResource/digest", name);
  const finishedAt = out.time(json["createdAt"], "/createdAt");
  return out.finish({
    title: "Wiz report",
    tool: { name: "Wiz CLI", version: null },
    target: name,
    observedAt: finishedAt,
    scan: {
      startedAt: out.time(json["startedAt"], "/startedAt"),
      finishedAt,
      status: statusOf(json, found.detections.length, out),
      targets: LISTS.filter((key) => listAt(result, key).length > 0).map((key) => ({ name: key, type: key, findings: listAt(result, key).reduce<number>((sum, one) => sum + listAt(one, "vulnerabilities").length, 0) })),
      detections: found.detections,
      secrets: secrets.map(({ row, at }) => ({ rule: textAt(row, "type") ?? "unknown", severity: "unknown", target: textAt(row, "path") ?? "", at })),
    },
    counts: { rows: found.detections.length + secrets.length, packages: found.packages, secrets: secrets.length },
  });
}

function readLists(result: JsonObject): { packages: number; detections: DetectionFact[] } | Problem {
  const detections: DetectionFact[] = [];
  let count = 0;
  for (const key of LISTS) {
    const packages = rowsOf("wiz", result[key], PACKAGE, `/result/${key}`);
    if (isProblem(packages)) return packages;
    count += packages.length;
    for (const { row, at } of packages) {
      const rows = rowsOf("wiz", row["vulnerabilities"], ROW, `${at}/vulnerabilities`);
      if (isProblem(rows)) return rows;
      for (const one of rows) detections.push(readRow(row, one.row, one.at));
    }
  }
  return { packages: count, detections };
}

function readRow(found: JsonObject, row: JsonObject, at: string): DetectionFact {
  const score = numberAt(row, "score");
  return detection({
    vulnerability: textAt(row, "name") ?? "",
    ecosystem: "",
    name: textAt(found, "name") ?? "",
    version: textAt(found, "version"),
    fixedVersions: versionsIn(textAt(row, "fixedVersion")),
    severityWord: textAt(row, "severity"),
    severitySource: "wiz",
    cvss: scoreOf(score) === null ? [] : cvss("wiz", "3", null, score),
    publishedAt: instant(row["publishDate"]),
    title: textAt(row, "description"),
    url: textAt(row, "source"),
    at,
  });
}

/** A run that succeeded lists everything it counts. Wiz's total is 0 in old versions; the counts by severity are not. */
function statusOf(json: JsonObject, rows: number, out: Export): ScanFacts["status"] {
  const state = textAt(objectAt(json, "status"), "state");
  if (state !== "SUCCESS") {
    out.notes.warn("wiz/not-successful", "the run does not say that it succeeded", "/status/state");
    return state === "ERROR" || state === "FAILED" ? "failed" : "undetermined";
  }
  const counts = objectAt(objectAt(objectAt(json, "result"), "analytics"), "vulnerabilities");
  const counted = ["infoCount", "lowCount", "mediumCount", "highCount", "criticalCount"].reduce((sum, key) => sum + Math.max(0, numberAt(counts, key) ?? 0), 0);
  if (counted <= rows) return "complete";
  out.notes.warn("wiz/fewer-than-counted", `the summary counts ${counted} vulnerabilities and the report lists ${rows}`, "/result/analytics/vulnerabilities");
  return "partial";
}
