import type { Problem } from "../../model/problem";
import { isObject, type JsonObject } from "../shared/values";
import type { ReportKind } from "./kinds";

const LISTS: Readonly<Partial<Record<ReportKind, { key: string; texts: readonly string[]; needs: string | null }>>> = {
  vulnerabilities: { key: "vulnerabilities", texts: ["vulnerabilityID", "resource", "installedVersion", "fixedVersion", "severity", "packageType", "packagePURL"], needs: "resource" },
  secrets: { key: "secrets", texts: ["ruleID", "severity", "target"], needs: null },
  checks: { key: "checks", texts: ["checkID", "severity", "title"], needs: null },
  cluster: { key: "checks", texts: ["checkID", "severity", "title"], needs: null },
};

/**
 * Whether an object came without its content: what matches an object by a few members (tests, policies), and what an API
 * left out, has the name of a report and says nothing.
 */
export function isWithoutContent(kind: ReportKind, body: unknown): boolean {
  if (kind === "compliance") return false;
  const key = kind === "bom" ? "components" : LISTS[kind]?.key;
  return body === undefined || (isObject(body) && key !== undefined && body[key] === undefined);
}

/** The first place whose shape is not the one facts are read from, null when there is none. */
export function wrongRow(kind: ReportKind, body: JsonObject, at: string): Problem | null {
  const artifact = body["artifact"];
  if (artifact !== undefined && artifact !== null && !isObject(artifact)) return { code: "trivy-operator/artifact", detail: "artifact is an object", at: `${at}/artifact` };
  if (kind === "bom") return isObject(body["components"]) ? null : { code: "trivy-operator/bom", detail: "a bill of materials is an object", at: `${at}/components` };
  const rule = LISTS[kind];
  if (rule === undefined) return null;
  const list = body[rule.key];
  if (!Array.isArray(list)) {
    if (list === null) return null;
    return { code: "trivy-operator/report", detail: `${rule.key} is a list`, at: `${at}/${rule.key}` };
  }
  for (const [i, row] of list.entries()) {
    const place = `${at}/${rule.key}/${i}`;
    if (!isObject(row)) return { code: "trivy-operator/row", detail: "a row is an object", at: place };
    if (rule.needs !== null && (typeof row[rule.needs] !== "string" || row[rule.needs] === "")) return { code: "trivy-operator/row", detail: `a row states ${rule.needs}`, at: `${place}/${rule.needs}` };
    const wrong = rule.texts.find((key) => row[key] !== undefined && row[key] !== null && typeof row[key] !== "string");
    if (wrong !== undefined) return { code: "trivy-operator/row", detail: `${wrong} is text`, at: `${place}/${wrong}` };
  }
  return null;
}
