import type { Problem } from "../../model/problem";
import { isObject } from "../shared/values";

/** The first place where a result has another shape than facts are read from, null when there is none. */
export function wrongResult(result: unknown, at: string): Problem | null {
  if (!isObject(result)) return { code: "trivy/result", detail: "a result is an object", at };
  for (const key of ["Vulnerabilities", "Misconfigurations", "Secrets", "Packages"]) {
    const list = result[key];
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list)) return { code: "trivy/result", detail: `${key} is a list`, at: `${at}/${key}` };
    const wrong = list.findIndex((row) => !isObject(row));
    if (wrong !== -1) return { code: "trivy/row", detail: "a row is an object", at: `${at}/${key}/${wrong}` };
  }
  return wrongVulnerability(result["Vulnerabilities"], at);
}

function wrongVulnerability(list: unknown, at: string): Problem | null {
  for (const [i, row] of (Array.isArray(list) ? list : []).entries()) {
    if (!isObject(row)) continue;
    if (typeof row["PkgName"] !== "string" || row["PkgName"] === "") return { code: "trivy/row", detail: "a vulnerability names its package", at: `${at}/Vulnerabilities/${i}/PkgName` };
    for (const key of ["VulnerabilityID", "InstalledVersion", "FixedVersion", "Severity"]) {
      const value = row[key];
      if (value !== undefined && value !== null && typeof value !== "string") return { code: "trivy/row", detail: `${key} is text`, at: `${at}/Vulnerabilities/${i}/${key}` };
    }
  }
  return null;
}
