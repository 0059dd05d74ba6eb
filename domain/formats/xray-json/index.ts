import type { DetectionFact, Reading } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { isProblem, rowsOf, wrongRow } from "../shared/exports/shape";
import { isObject, type JsonObject, listAt, textAt } from "../shared/values";
import { componentOf } from "./component";
import { readIssue, ROW } from "./issue";

/**
 * JFrog Xray's on-demand scan (`jf scan`, `jf docker scan`): a list of scans, each with the issues of one artifact and
 * the components each issue is in. Docker images are named by tag, not by digest.
 * Codes: xray/scan, /list, /row, /digest, /several-cves, /not-read, /several-images, /too-many.
 */
export const xrayJson: FormatRoom = {
  id: "xray-json",
  title: "JFrog Xray on-demand scan",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => Array.isArray(json) && json.length > 0 && json.every(isScan),
  read,
};

const isScan = (value: unknown): value is JsonObject => isObject(value) && "scan_id" in value && "component_id" in value && ["vulnerabilities", "violations", "licenses", "status"].some((key) => key in value);

function read(document: RawDocument): Result<Reading> {
  const scans = (Array.isArray(document.json) ? document.json : []).filter(isScan);
  const out = new Export(xrayJson, "xray", document);
  const targets: { name: string; type: string; findings: number }[] = [];
  const detections: DetectionFact[] = [];
  let rows = 0;
  for (const [i, scan] of scans.entries()) {
    const found = readScan(scan, `/${i}`, out);
    if (isProblem(found)) return fail(found);
    rows += found.rows;
    for (const one of found.detections) detections.push(one);
    targets.push({ name: textAt(scan, "component_id") ?? "", type: textAt(scan, "package_type") ?? "unknown", findings: found.rows });
    if (detections.length > document.limits.maxFindings) break;
  }
  const statuses = scans.map((scan) => textAt(scan, "status"));
  return out.finish({
    title: "Xray report",
    tool: { name: "JFrog Xray", version: null },
    target: targets[0]?.name ?? null,
    scan: { status: statuses.every((word) => word === "completed") ? "complete" : statuses.includes("failed") ? "failed" : "undetermined", targets, detections },
    counts: { items: scans.length, rows },
  });
}

function readScan(scan: JsonObject, at: string, out: Export): { rows: number; detections: DetectionFact[] } | Problem {
  const wrong = wrongRow("xray", scan, { required: ["component_id"], texts: ["package_type", "status"], lists: ["violations", "licenses"] }, at);
  if (wrong !== null) return wrong;
  const issues = rowsOf("xray", scan["vulnerabilities"], ROW, `${at}/vulnerabilities`);
  if (isProblem(issues)) return issues;
  nameImage(textAt(scan, "component_id") ?? "", at, out);
  const unread = listAt(scan, "violations").length + listAt(scan, "licenses").length;
  if (unread > 0) out.notes.add("ignored", "xray/not-read", `${unread} policy violations and licences are kept in the file and not read`, at);
  const detections: DetectionFact[] = [];
  let rows = 0;
  for (const { row, at: place } of issues) {
    const found = readIssue(row, place, out.notes);
    if (isProblem(found)) return found;
    rows += found.components;
    for (const one of found.detections) detections.push(one);
  }
  return { rows, detections };
}

/** "docker://sha256__<hex>/name:tag" is how Xray writes an image by digest; "docker://name:tag" names none. */
function nameImage(componentId: string, at: string, out: Export): void {
  out.image(componentId);
  const hex = /^docker:\/\/.*\bsha256(?:__|:)([0-9a-f]{64})\b/i.exec(componentId)?.[1];
  if (hex !== undefined) out.digest("repo-digest", hex, `${at}/component_id`, componentOf(componentId).name);
}
