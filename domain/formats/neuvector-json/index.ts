import type { DetectionFact, Reading } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { cvss, detection, instantOfSeconds, systemOf, versionsIn } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { refuse } from "../shared/reading";
import { isObject, type JsonObject, listAt, numberAt, objectAt, textAt } from "../shared/values";

/**
 * NeuVector's scan report: the controller's API answer, and the stand-alone scanner's file, which also names the image,
 * its system and the age of its database.
 * Codes: neuvector/report, /list, /row, /digest, /time, /error, /checks, /too-many.
 */
export const neuvectorJson: FormatRoom = {
  id: "neuvector-json",
  title: "NeuVector scan report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && isReport(json["report"]),
  read,
};

function isReport(value: unknown): boolean {
  return isObject(value) && "vulnerabilities" in value && ["modules", "checks", "setid_perms", "cvedb_version", "base_os"].some((key) => key in value);
}

const REPORT: RowShape = { texts: ["image_id", "registry", "repository", "tag", "base_os", "cvedb_version", "cvedb_create_time"], lists: ["modules", "checks", "secrets"] };
const ROW: RowShape = { required: ["name", "package_name"], texts: ["package_version", "fixed_version", "severity", "vectors", "vectors_v3", "description", "link"], numbers: ["score", "score_v3", "published_timestamp"] };

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const report = json["report"];
  if (!isObject(report)) return refuse("neuvector/report", "report is an object", "/report");
  const wrong = wrongRow("neuvector", report, REPORT, "/report");
  if (wrong !== null) return fail(wrong);
  const rows = rowsOf("neuvector", report["vulnerabilities"], ROW, "/report/vulnerabilities");
  if (isProblem(rows)) return fail(rows);
  const out = new Export(neuvectorJson, "neuvector", document);
  const image = [textAt(report, "registry"), textAt(report, "repository")].filter((part) => part !== null).join("/") || null;
  out.digest("image-id", report["image_id"], "/report/image_id", image);
  out.digest("repo-digest", report["digest"], "/report/digest", image);
  const failed = textAt(json, "error_message") !== null;
  if (failed) out.notes.warn("neuvector/error", "the scanner reports an error of its own", "/error_message");
  const os = systemOf(textAt(report, "base_os"));
  const ecosystem = textAt(report, "base_os") ?? "";
  return out.finish({
    title: "NeuVector report",
    tool: { name: "NeuVector", version: null },
    target: image,
    scan: {
      status: failed ? "failed" : "undetermined",
      database: { version: textAt(report, "cvedb_version"), updatedAt: out.time(report["cvedb_create_time"], "/report/cvedb_create_time") },
      os,
      detections: rows.map(({ row, at }) => readRow(row, ecosystem, at)),
    },
    counts: { rows: rows.length, modules: listAt(report, "modules").length, ...(isObject(report["labels"]) ? { labels: Object.keys(objectAt(report, "labels")).length } : {}) },
  });
}

function readRow(row: JsonObject, system: string, at: string): DetectionFact {
  const stated = textAt(row, "package_name") ?? "";
  return detection({
    vulnerability: textAt(row, "name") ?? "",
    // A slash or a colon marks an application's package ("python:requests", "org.example:lib"), not one of the system.
    ecosystem: /[:/]/.test(stated) ? "" : system,
    name: stated,
    version: textAt(row, "package_version"),
    fixedVersions: versionsIn(textAt(row, "fixed_version")),
    severityWord: textAt(row, "severity"),
    severitySource: "neuvector",
    cvss: [...cvss("unknown", "3", textAt(row, "vectors_v3"), positive(row, "score_v3")), ...cvss("unknown", "2.0", textAt(row, "vectors"), positive(row, "score"))],
    publishedAt: instantOfSeconds(numberAt(row, "published_timestamp")),
    title: textAt(row, "description"),
    url: textAt(row, "link"),
    at,
  });
}

/** A score of 0 beside no vector means that there is none. */
const positive = (row: JsonObject, key: string): number | null => (numberAt(row, key) === 0 ? null : numberAt(row, key));
