import type { Reading } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { systemOf } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type Placed, rowsOf } from "../shared/exports/shape";
import { isObject, type JsonObject, listAt, numberAt, objectAt, plural, textAt } from "../shared/values";
import { readRow, ROW } from "./row";

/**
 * Output of `snyk test --json` and `snyk container test --json`: one project, a list of projects, or an image with the
 * applications found in it. Snyk names no digest. Licence issues are no vulnerabilities and are left out with a note.
 * Codes: snyk/project, /list, /row, /ok, /licences, /filtered, /several-cves, /too-many.
 */
export const snykJson: FormatRoom = {
  id: "snyk-json",
  title: "Snyk JSON report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => (Array.isArray(json) ? json.length > 0 && json.every(isProject) : isProject(json)),
  read,
};

interface Project {
  value: JsonObject;
  at: string;
  rows: Placed[];
}

function isProject(value: unknown): boolean {
  return isObject(value) && "vulnerabilities" in value && typeof value["ok"] === "boolean" && ("projectName" in value || "packageManager" in value || "dependencyCount" in value);
}

function read(document: RawDocument): Result<Reading> {
  const projects: Project[] = [];
  for (const [value, at] of Array.isArray(document.json) ? document.json.map((one: unknown, i) => [one, `/${i}`] as const) : [[document.json, ""] as const]) {
    const problem = addProject(value, at, projects);
    if (problem !== null) return fail(problem);
  }
  const out = new Export(snykJson, "snyk", document);
  for (const project of projects) noteProject(project, out);
  const detections = projects.flatMap(({ value, rows }) => rows.filter(isVulnerability).flatMap(({ row, at }) => readRow(row, textAt(value, "packageManager"), at, out.notes)));
  const systems = [...new Set(projects.flatMap(({ rows }) => rows.map(({ row }) => textAt(row, "packageManager"))).filter((word) => word?.includes(":")))];
  const sizes = projects.map(({ value }) => numberAt(value, "dependencyCount"));
  const top = Array.isArray(document.json) ? projects.filter(({ at }) => !at.includes("/applications/")) : projects.slice(0, 1);
  return out.finish({
    title: "Snyk report",
    tool: { name: "Snyk", version: null },
    target: projects.length > 0 ? (textAt(projects[0]?.value, "path") ?? textAt(projects[0]?.value, "projectName")) : null,
    scan: {
      // Snyk prints `ok` only when the test of a project is done; a failed test has `error` instead of rows.
      status: "complete",
      os: systems.length === 1 ? systemOf(systems[0] ?? null) : null,
      targets: projects.map(({ value, rows }) => ({ name: textAt(value, "displayTargetFile") ?? textAt(value, "projectName") ?? "", type: textAt(value, "packageManager") ?? "unknown", findings: rows.length })),
      packagesSeen: sizes.every((size) => size === null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      detections,
    },
    counts: { items: Array.isArray(document.json) ? document.json.length : 1, rows: top.reduce((sum, { rows }) => sum + rows.length, 0), projects: projects.length },
  });
}

/** A project and the applications in it (one level: Snyk nests no deeper). */
function addProject(value: unknown, at: string, into: Project[]): Problem | null {
  if (!isProject(value) || !isObject(value)) return { code: "snyk/project", detail: "a project has vulnerabilities and says whether it is ok", at };
  const rows = rowsOf("snyk", value["vulnerabilities"], ROW, `${at}/vulnerabilities`);
  if (isProblem(rows)) return rows;
  into.push({ value, at, rows });
  const applications = value["applications"];
  if (applications === undefined || applications === null) return null;
  if (!Array.isArray(applications)) return { code: "snyk/list", detail: "applications is a list", at: `${at}/applications` };
  if (at.includes("/applications/")) return { code: "snyk/project", detail: "an application holds no applications", at: `${at}/applications` };
  for (const [i, one] of applications.entries()) {
    const problem = addProject(one, `${at}/applications/${i}`, into);
    if (problem !== null) return problem;
  }
  return null;
}

const isVulnerability = ({ row }: Placed): boolean => row["type"] !== "license";

function noteProject({ value, at, rows }: Project, out: Export): void {
  const licences = rows.filter((row) => !isVulnerability(row)).length;
  if (licences > 0) out.notes.add("ignored", "snyk/licences", `${plural(licences, "licence issue")}: no vulnerabilities`, `${at}/vulnerabilities`);
  const hidden = listAt(objectAt(value, "filtered"), "ignore").length + listAt(objectAt(value, "filtered"), "patch").length;
  if (hidden > 0) out.notes.add("ignored", "snyk/filtered", `${plural(hidden, "finding")} that a policy told the scanner to leave out`, `${at}/filtered`);
  if (value["ok"] === true && rows.some(isVulnerability)) out.notes.warn("snyk/ok", "the project is called ok and yet lists vulnerabilities; they are read", `${at}/ok`);
}
