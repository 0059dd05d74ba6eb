import type { DetectionFact } from "../../model/document";
import type { Problem } from "../../model/problem";
import { cvss, detection, versionsIn } from "../shared/exports/detection";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { instant, isObject, type JsonObject, textAt } from "../shared/values";

const RESOURCE: RowShape = { objects: ["resource"], lists: ["vulnerabilities"] };
const PACKAGE: RowShape = { texts: ["name", "path", "format", "version", "cpe"] };
const ROW: RowShape = {
  required: ["name"],
  texts: ["description", "nvd_severity_v3", "nvd_severity", "vendor_severity", "aqua_severity", "nvd_vectors_v3", "nvd_vectors", "fix_version", "nvd_url", "vendor_url", "publish_date"],
  numbers: ["nvd_score_v3", "nvd_score", "aqua_score"],
};
const OLD: RowShape = { required: ["name", "file"], texts: ["description", "severity", "vendor_severity", "url", "fix_version", "publishdate", "score", "score_version"] };

/** NVD's word stands before the vendor's and Aqua's own; what was taken is shown. */
const WORDS = [["nvd_severity_v3", "nvd"], ["nvd_severity", "nvd"], ["vendor_severity", "vendor"], ["aqua_severity", "aqua"]] as const;

const FORMATS: Readonly<Record<string, string>> = { deb: "deb", rpm: "rpm", apk: "apk", nodejs: "npm", python: "pypi", java: "maven", ruby: "gem", php: "composer", gobinary: "golang", "go": "golang", nuget: "nuget", rust: "cargo" };

export function readResources(list: unknown, at: string, os: string | null, osVersion: string | null): { detections: DetectionFact[] } | Problem {
  const resources = rowsOf("aqua", list, RESOURCE, at);
  if (isProblem(resources)) return resources;
  const detections: DetectionFact[] = [];
  for (const { row, at: place } of resources) {
    const stated = isObject(row["resource"]) ? row["resource"] : {};
    const wrong = wrongRow("aqua", stated, PACKAGE, `${place}/resource`);
    if (wrong !== null) return wrong;
    const rows = rowsOf("aqua", row["vulnerabilities"], ROW, `${place}/vulnerabilities`);
    if (isProblem(rows)) return rows;
    const name = textAt(stated, "name") ?? textAt(stated, "path");
    if (rows.length > 0 && name === null) return { code: "aqua/row", detail: "a resource with vulnerabilities has a name or a path", at: `${place}/resource/name` };
    for (const one of rows) detections.push(readRow(one.row, { ecosystem: ecosystem(textAt(stated, "format"), os, osVersion), name: name ?? "", version: textAt(stated, "version") }, one.at));
  }
  return { detections };
}

/** Packages of the system belong to its distribution; others are named by their own format. */
function ecosystem(format: string | null, os: string | null, version: string | null): string {
  const type = Object.hasOwn(FORMATS, format ?? "") ? (FORMATS[format ?? ""] ?? "") : (format ?? "");
  return os !== null && ["deb", "rpm", "apk"].includes(type) ? `${os}:${version ?? ""}` : type;
}

function readRow(row: JsonObject, found: { ecosystem: string; name: string; version: string | null }, at: string): DetectionFact {
  const word = WORDS.find(([key]) => textAt(row, key) !== null);
  return detection({
    ...found,
    vulnerability: textAt(row, "name") ?? "",
    fixedVersions: versionsIn(textAt(row, "fix_version")),
    severityWord: word === undefined ? null : textAt(row, word[0]),
    severitySource: word?.[1] ?? null,
    cvss: [...cvss("nvd", "3", textAt(row, "nvd_vectors_v3"), row["nvd_score_v3"]), ...cvss("nvd", "2.0", textAt(row, "nvd_vectors"), row["nvd_score"])],
    publishedAt: instant(row["publish_date"]),
    title: textAt(row, "description"),
    url: textAt(row, "nvd_url") ?? textAt(row, "vendor_url"),
    at,
  });
}

/** The older answer names a file or package without its version. */
export function readOld(list: unknown): DetectionFact[] | Problem {
  const rows = rowsOf("aqua", list, OLD, "/cves");
  if (isProblem(rows)) return rows;
  return rows.map(({ row, at }) =>
    detection({
      vulnerability: textAt(row, "name") ?? "",
      ecosystem: "",
      name: textAt(row, "file") ?? "",
      version: null,
      fixedVersions: versionsIn(textAt(row, "fix_version")),
      severityWord: textAt(row, "severity"),
      cvss: cvss("unknown", /v2/i.test(textAt(row, "score_version") ?? "") ? "2.0" : "3", null, row["score"]),
      publishedAt: instant(row["publishdate"]),
      title: textAt(row, "description"),
      url: textAt(row, "url"),
      at,
    }),
  );
}
