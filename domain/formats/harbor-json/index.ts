import type { DetectionFact, Reading } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { cvss, detection, versionsIn } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type RowShape, rowsOf } from "../shared/exports/shape";
import { escapePointer } from "../shared/pointer";
import { refuse } from "../shared/reading";
import { isObject, type JsonObject, listAt, objectAt, textAt, textsAt } from "../shared/values";

/**
 * The vulnerability report that Harbor answers for an artifact (Pluggable Scanner API 1.x): one member named by the
 * report's media type, or that report alone. Rows name the artifact's digest, not the ecosystem of the package.
 * Codes: harbor/report, /list, /row, /digest, /time, /several-images, /too-many.
 */
export const harborJson: FormatRoom = {
  id: "harbor-json",
  title: "Harbor vulnerability report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && (mediaTypeOf(json) !== null || isBare(json)),
  read,
};

const MEDIA_TYPE = /^application\/vnd\.(?:security\.vulnerability\.report; ?version=1\.\d|scanner\.adapter\.vuln\.report\.(?:harbor|raw)\+json)/;

function mediaTypeOf(json: JsonObject): string | null {
  const keys = Object.keys(json);
  return keys.length === 1 && MEDIA_TYPE.test(keys[0] ?? "") ? (keys[0] ?? null) : null;
}

const isBare = (json: JsonObject): boolean => "generated_at" in json && "vulnerabilities" in json && isObject(json["scanner"]) && "severity" in json;

const ROW: RowShape = { required: ["id", "package"], texts: ["version", "fix_version", "severity", "description"], lists: ["links", "artifact_digests"], objects: ["preferred_cvss", "vendor_attributes"] };

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const mediaType = mediaTypeOf(json);
  const prefix = mediaType === null ? "" : `/${escapePointer(mediaType)}`;
  const report = mediaType === null ? json : json[mediaType];
  if (!isObject(report)) return refuse("harbor/report", "the report is an object", prefix);
  const rows = rowsOf("harbor", report["vulnerabilities"], ROW, `${prefix}/vulnerabilities`);
  if (isProblem(rows)) return fail(rows);
  const out = new Export(harborJson, "harbor", document);
  for (const { row, at } of rows) {
    for (const [i, digest] of listAt(row, "artifact_digests").entries()) {
      out.digest("repo-digest", digest, `${at}/artifact_digests/${i}`);
      if (typeof digest === "string") out.image(digest);
    }
  }
  const scanner = objectAt(report, "scanner");
  const finishedAt = out.time(report["generated_at"], `${prefix}/generated_at`);
  return out.finish({
    title: "Harbor vulnerability report",
    tool: { name: textAt(scanner, "name") ?? "Harbor", version: textAt(scanner, "version") },
    formatVersion: /version=([\d.]+)/.exec(mediaType ?? "")?.[1] ?? null,
    observedAt: finishedAt,
    scan: { finishedAt, detections: rows.map(({ row, at }) => readRow(row, at)) },
    counts: { rows: rows.length },
  });
}

function readRow(row: JsonObject, at: string): DetectionFact {
  const preferred = objectAt(row, "preferred_cvss");
  const vendors = Object.entries(objectAt(objectAt(row, "vendor_attributes"), "CVSS"));
  return detection({
    vulnerability: textAt(row, "id") ?? "",
    ecosystem: "",
    name: textAt(row, "package") ?? "",
    version: textAt(row, "version"),
    fixedVersions: versionsIn(textAt(row, "fix_version")),
    severityWord: textAt(row, "severity"),
    cvss: [
      ...vendors.flatMap(([source, scores]) => [
        ...cvss(source, "2.0", textAt(scores, "V2Vector"), isObject(scores) ? scores["V2Score"] : null),
        ...cvss(source, "3", textAt(scores, "V3Vector"), isObject(scores) ? scores["V3Score"] : null),
      ]),
      ...(vendors.length > 0 ? [] : [...cvss("unknown", "3", textAt(preferred, "vector_v3"), preferred["score_v3"]), ...cvss("unknown", "2.0", textAt(preferred, "vector_v2"), preferred["score_v2"])]),
    ],
    title: textAt(row, "description"),
    url: textsAt(row, "links")[0] ?? null,
    at,
  });
}
