import type { Reading, ReportResult } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts } from "../shared/exports/report";
import { tally } from "../shared/values";
import { childNamed, childrenNamed, ownText, readXml, type XmlElement, xmlPath, xmlRoot } from "../shared/xml";
import { noteAsset } from "./asset";

/**
 * A checklist of DISA's STIG Viewer 2 (CKL): what a reviewer entered for each requirement. "Open" is a failure and
 * "NotAFinding" a pass by somebody's word; what was not reviewed says nothing.
 * Codes: those of XML, ckl/stigs, /vuln, /status, /asset, /results-not-listed, /too-many.
 */
export const ckl: FormatRoom = {
  id: "ckl",
  title: "STIG Viewer checklist (CKL)",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ text, json }) => json === undefined && isChecklist(text),
  read,
};

const STATUSES: Readonly<Record<string, ReportResult["result"]>> = { Open: "fail", NotAFinding: "pass", Not_Reviewed: "skipped", Not_Applicable: "not_applicable" };
const SEVERITIES: Readonly<Record<string, ReportResult["severity"]>> = { high: "high", medium: "medium", low: "low" };

function isChecklist(text: string | null): boolean {
  const root = xmlRoot(text);
  return root !== null && root.name === "CHECKLIST" && root.namespace === "";
}

function read(document: RawDocument): Result<Reading> {
  const parsed = readXml(document);
  if (!parsed.ok) return parsed;
  const { root, notes } = parsed.value;
  const out = new Export(ckl, "ckl", document);
  for (const note of notes) out.notes.add(note.level, note.code, note.detail, note.at);
  const stigs = childNamed(root, "STIGS");
  if (stigs === null) return fail({ code: "ckl/stigs", detail: "a checklist holds its STIGs", at: "/CHECKLIST" });
  const asset = childNamed(root, "ASSET");
  noteAsset(asset, out.notes);
  const target = ownText(childNamed(asset, "HOST_NAME"));
  const results: ReportResult[] = [];
  const words: (string | null)[] = [];
  for (const stig of childrenNamed(stigs, "iSTIG")) {
    for (const row of childrenNamed(stig, "VULN")) {
      const read = readVuln(row, target, out);
      if ("code" in read) return fail(read);
      results.push(read);
      words.push(ownText(childNamed(row, "STATUS")));
    }
  }
  return out.finish({
    title: "STIG checklist",
    tool: { name: "STIG Viewer", version: null },
    target,
    report: reportFacts({ kind: "benchmark", tool: "STIG Viewer", target, results }, "ckl", out.notes),
    counts: { results: results.length, status: tally(words) },
  });
}

function readVuln(row: XmlElement, target: string | null, out: Export): ReportResult | Problem {
  const attributes = new Map(childrenNamed(row, "STIG_DATA").map((data) => [ownText(childNamed(data, "VULN_ATTRIBUTE")), ownText(childNamed(data, "ATTRIBUTE_DATA"))] as const));
  const id = attributes.get("Vuln_Num") ?? null;
  const word = ownText(childNamed(row, "STATUS"));
  const at = xmlPath(row);
  if (id === null || word === null) return { code: "ckl/vuln", detail: "a requirement has a number and a status", at };
  const known = Object.hasOwn(STATUSES, word);
  if (!known) out.notes.warn("ckl/status", "this status is none of STIG Viewer's; it is no pass", `${at}/STATUS`);
  const severity = attributes.get("Severity") ?? "";
  return {
    id,
    title: attributes.get("Rule_Title") ?? "",
    result: known ? (STATUSES[word] ?? "unknown") : "unknown",
    severity: Object.hasOwn(SEVERITIES, severity) ? (SEVERITIES[severity] ?? "unknown") : "unknown",
    target,
    at,
  };
}
