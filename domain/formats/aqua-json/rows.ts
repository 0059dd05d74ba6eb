import type { DetectionFact, ScanFacts } from "../../model/document";
import type { Problem } from "../../model/problem";
import { cvss, detection, versionsIn } from "../shared/exports/detection";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { instant, isObject, type JsonObject, objectAt, textAt } from "../shared/values";

const RESOURCE: RowShape = { objects: ["resource"], lists: ["vulnerabilities"] };
const PACKAGE: RowShape = { texts: ["name", "path", "format", "version", "cpe"], lists: ["sensitive_items"] };
const ROW: RowShape = {
  required: ["name"],
  texts: ["description", "nvd_severity_v3", "nvd_cvss3_severity", "nvd_severity", "vendor_severity", "aqua_severity", "nvd_vectors_v3", "nvd_cvss3_vectors", "nvd_vectors", "nvd_cvss2_vectors", "fix_version", "nvd_url", "vendor_url", "publish_date"],
  numbers: ["nvd_score_v3", "nvd_cvss3_score", "nvd_score", "nvd_cvss2_score", "aqua_score"],
};
/** A row of the API's list, which says for itself in which image and package it was found. */
const LISTED: RowShape = { ...ROW, texts: [...(ROW.texts ?? []), "image_name", "image_digest", "registry", "os", "os_version"], objects: ["resource"] };
const OLD: RowShape = { required: ["name", "file"], texts: ["description", "severity", "vendor_severity", "url", "fix_version", "publishdate", "score", "score_version"] };

/** NVD's word stands before the vendor's and Aqua's own; what was taken is shown. */
const WORDS = [["nvd_severity_v3", "nvd"], ["nvd_cvss3_severity", "nvd"], ["nvd_severity", "nvd"], ["vendor_severity", "vendor"], ["aqua_severity", "aqua"]] as const;

const FORMATS: Readonly<Record<string, string>> = { deb: "deb", rpm: "rpm", apk: "apk", nodejs: "npm", npm: "npm", python: "pypi", java: "maven", ruby: "gem", php: "composer", gobinary: "golang", "go": "golang", nuget: "nuget", rust: "cargo" };

interface Found {
  detections: DetectionFact[];
  secrets: NonNullable<ScanFacts["secrets"]>;
}

export function readResources(list: unknown, at: string, os: string | null, osVersion: string | null): Found | Problem {
  const resources = rowsOf("aqua", list, RESOURCE, at);
  if (isProblem(resources)) return resources;
  const detections: DetectionFact[] = [];
  const secrets: Found["secrets"] = [];
  for (const { row, at: place } of resources) {
    const stated = isObject(row["resource"]) ? row["resource"] : {};
    const wrong = wrongRow("aqua", stated, PACKAGE, `${place}/resource`);
    if (wrong !== null) return wrong;
    const rows = rowsOf("aqua", row["vulnerabilities"], ROW, `${place}/vulnerabilities`);
    if (isProblem(rows)) return rows;
    const name = textAt(stated, "name") ?? textAt(stated, "path");
    if (rows.length > 0 && name === null) return { code: "aqua/row", detail: "a resource with vulnerabilities has a name or a path", at: `${place}/resource/name` };
    for (const one of rows) detections.push(readRow(one.row, { ecosystem: ecosystem(textAt(stated, "format"), os, osVersion), name: name ?? "", version: textAt(stated, "version") }, one.at));
    const items = secretsOf(stated, `${place}/resource`);
    if (isProblem(items)) return items;
    for (const item of items) secrets.push(item);
  }
  return { detections, secrets };
}

/** What Aqua calls sensitive items of a file: the kinds of secrets found in it, without a severity. */
function secretsOf(resource: JsonObject, at: string): Found["secrets"] | Problem {
  const secrets: Found["secrets"] = [];
  for (const [i, kind] of (Array.isArray(resource["sensitive_items"]) ? resource["sensitive_items"] : []).entries()) {
    const place = `${at}/sensitive_items/${i}`;
    if (typeof kind !== "string") return { code: "aqua/row", detail: "a sensitive item is text", at: place };
    secrets.push({ rule: kind, severity: "unknown", target: textAt(resource, "path") ?? textAt(resource, "name") ?? "", at: place });
  }
  return secrets;
}

/** Rows of the API's list, with the image each was found in. */
export function readListed(list: unknown): { detection: DetectionFact; row: JsonObject; at: string }[] | Problem {
  const rows = rowsOf("aqua", list, LISTED, "/result");
  if (isProblem(rows)) return rows;
  const found: { detection: DetectionFact; row: JsonObject; at: string }[] = [];
  for (const { row, at } of rows) {
    const stated = objectAt(row, "resource");
    const wrong = wrongRow("aqua", stated, PACKAGE, `${at}/resource`);
    if (wrong !== null) return wrong;
    const name = textAt(stated, "name") ?? textAt(stated, "path");
    if (name === null) return { code: "aqua/row", detail: "a resource with vulnerabilities has a name or a path", at: `${at}/resource/name` };
    found.push({ detection: readRow(row, { ecosystem: ecosystem(textAt(stated, "format"), textAt(row, "os"), textAt(row, "os_version")), name, version: textAt(stated, "version") }, at), row, at });
  }
  return found;
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
    cvss: [
      ...cvss("nvd", "3", textAt(row, "nvd_vectors_v3") ?? textAt(row, "nvd_cvss3_vectors"), row["nvd_score_v3"] ?? row["nvd_cvss3_score"]),
      ...cvss("nvd", "2.0", textAt(row, "nvd_vectors") ?? textAt(row, "nvd_cvss2_vectors"), row["nvd_score"] ?? row["nvd_cvss2_score"]),
    ],
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
