import type { DetectionFact } from "../../model/document";
import type { Problem } from "../../model/problem";
import { cvss, detection, idsOf } from "../shared/exports/detection";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { escapePointer } from "../shared/pointer";
import type { Notes } from "../shared/reading";
import { isObject, type JsonObject, listAt, objectAt, textAt, textsAt } from "../shared/values";
import { componentOf } from "./component";

export const ROW: RowShape = { texts: ["issue_id", "summary", "severity"], lists: ["references"] };
const CVE: RowShape = { texts: ["cve", "cvss_v2_score", "cvss_v2_vector", "cvss_v3_score", "cvss_v3_vector"] };

/** One issue in each of its components; an issue that lists several CVEs once for each. */
export function readIssue(issue: JsonObject, at: string, notes: Notes): { components: number; detections: DetectionFact[] } | Problem {
  const cves = rowsOf("xray", issue["cves"], CVE, `${at}/cves`);
  if (isProblem(cves)) return cves;
  const byId = new Map(cves.map(({ row }) => [textAt(row, "cve"), row] as const));
  const ids = idsOf(textAt(issue, "issue_id"), [...byId.keys()].filter((id) => id !== null));
  if (ids.length === 0) return { code: "xray/row", detail: "an issue has an id or a CVE", at: `${at}/issue_id` };
  if (ids.length > 1) notes.add("info", "xray/several-cves", "an issue lists several CVEs: each is a finding of its own, none an alias of another", at);
  const components = issue["components"];
  if (!isObject(components)) return { code: "xray/row", detail: "an issue names its components", at: `${at}/components` };
  const detections: DetectionFact[] = [];
  const entries = Object.entries(components);
  for (const [id, stated] of entries) {
    const place = `${at}/components/${escapePointer(id)}`;
    const wrong = id.trim() === "" ? { code: "xray/row", detail: "a component has an id", at: place } : wrongRow("xray", stated, { lists: ["fixed_versions", "impact_paths"] }, place);
    if (wrong !== null) return wrong;
    for (const names of ids) detections.push(readComponent(issue, names, id, stated, byId.get(names.vulnerability), place));
  }
  return { components: entries.length, detections };
}

function readComponent(issue: JsonObject, names: Pick<DetectionFact, "vulnerability" | "aliases">, id: string, stated: unknown, cve: JsonObject | undefined, at: string): DetectionFact {
  const scores = cve ?? (listAt(issue, "cves").length === 1 ? objectAt({ only: listAt(issue, "cves")[0] }, "only") : {});
  return detection({
    ...names,
    ...componentOf(id),
    fixedVersions: [...new Set(textsAt(stated, "fixed_versions").map(plainVersion))],
    severityWord: textAt(issue, "severity"),
    severitySource: "xray",
    cvss: [...cvss("xray", "3", textAt(scores, "cvss_v3_vector"), scores["cvss_v3_score"]), ...cvss("xray", "2.0", textAt(scores, "cvss_v2_vector"), scores["cvss_v2_score"])],
    title: textAt(issue, "summary"),
    url: textsAt(issue, "references")[0] ?? null,
    at,
  });
}

/** "[1.26]" is the one version 1.26; a range stays as it is written. */
const plainVersion = (text: string): string => /^\[([^,[\]()]+)\]$/.exec(text.trim())?.[1] ?? text.trim();
