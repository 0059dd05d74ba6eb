import type { DetectionFact, Reading } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { detection, systemOf, versionsIn } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type Placed, type RowShape, rowsOf } from "../shared/exports/shape";
import { isObject, type JsonObject, textAt } from "../shared/values";
import { escapePointer } from "../shared/pointer";

/**
 * Clair's findings as clair-scanner writes them (`image`, `unapproved`, `vulnerabilities`) and as Klar does
 * (`LayerCount`, `Vulnerabilities` by severity). Neither names a digest or says whether the scan ran to its end.
 * Codes: clair/list, /row, /severities, /time, /too-many.
 */
export const clairJson: FormatRoom = {
  id: "clair-json",
  title: "Clair report (clair-scanner, Klar)",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && (isScanner(json) || isKlar(json)),
  read,
};

const isScanner = (json: JsonObject): boolean => typeof json["image"] === "string" && "unapproved" in json && "vulnerabilities" in json;
const isKlar = (json: JsonObject): boolean => "LayerCount" in json && "Vulnerabilities" in json;

const SCANNER = { package: "featurename", version: "featureversion", id: "vulnerability", system: "namespace", title: "description", url: "link", severity: "severity", fixed: "fixedby" };
const KLAR = { package: "FeatureName", version: "FeatureVersion", id: "Name", system: "NamespaceName", title: "Description", url: "Link", severity: "Severity", fixed: "FixedBy" };

const shapeOf = (keys: typeof SCANNER): RowShape => ({ required: [keys.id, keys.package], texts: [keys.version, keys.system, keys.title, keys.url, keys.severity, keys.fixed] });

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const keys = isScanner(json) ? SCANNER : KLAR;
  const rows = isScanner(json) ? rowsOf("clair", json["vulnerabilities"], shapeOf(SCANNER), "/vulnerabilities") : klarRows(json["Vulnerabilities"]);
  if (isProblem(rows)) return fail(rows);
  const detections = rows.map(({ row, at }) => readRow(row, keys, at));
  const systems = new Set(rows.map(({ row }) => textAt(row, keys.system)).filter((word) => word !== null));
  const [system] = systems;
  return new Export(clairJson, "clair", document).finish({
    title: "Clair report",
    tool: { name: "Clair", version: null },
    target: textAt(json, "image"),
    scan: { detections, os: systems.size === 1 ? systemOf(system ?? null) : null },
    counts: { rows: rows.length },
  });
}

function klarRows(bySeverity: unknown): Placed[] | Problem {
  if (!isObject(bySeverity)) return { code: "clair/severities", detail: "Vulnerabilities holds a list for each severity", at: "/Vulnerabilities" };
  const all: Placed[] = [];
  for (const [word, list] of Object.entries(bySeverity)) {
    const rows = rowsOf("clair", list, shapeOf(KLAR), `/Vulnerabilities/${escapePointer(word)}`);
    if (isProblem(rows)) return rows;
    for (const row of rows) all.push(row);
  }
  return all;
}

/** Clair's "Defcon1" is above its own "Critical". */
function readRow(row: JsonObject, keys: typeof SCANNER, at: string): DetectionFact {
  const word = textAt(row, keys.severity);
  const read = detection({
    vulnerability: textAt(row, keys.id) ?? "",
    ecosystem: textAt(row, keys.system) ?? "",
    name: textAt(row, keys.package) ?? "",
    version: textAt(row, keys.version),
    fixedVersions: versionsIn(textAt(row, keys.fixed)),
    severityWord: word,
    severitySource: "clair",
    title: textAt(row, keys.title),
    url: textAt(row, keys.url),
    at,
  });
  return word?.toLowerCase() === "defcon1" ? { ...read, severity: "critical" } : read;
}
