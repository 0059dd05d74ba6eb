import type { Child, Facts, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { isObjectOf, type ObjectGroup, type ObjectList, objectsIn, readObjectList } from "../shared/kubernetes-objects";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, numberAt, objectAt, tally, textAt, valueOf } from "../shared/values";
import { artifactOf, workloadOf } from "./artifact";
import { checksOf } from "./checks";
import { groupOf, KINDS, type ReportKind } from "./kinds";
import { vulnerabilitiesOf } from "./vulnerabilities";
import { emptyScan, scannerOf } from "./scan";
import { isWithoutContent, wrongRow } from "./shape";

const OBJECTS: ObjectGroup = { room: "trivy-operator", title: "trivy-operator report", noun: "report", kinds: KINDS, versionOf: groupOf };

/**
 * Custom resources of trivy-operator, in JSON or YAML: one object, or several as a List, a `…ReportList` or a bare
 * array, or as lists under the names of their definitions, as scripts dump them (each is then a child of its own,
 * because each is about another image). A bill of materials inside is a child.
 * What is said of a cluster and not of an image is counted and gives no facts.
 * Codes: trivy-operator/items, /report, /no-content, /artifact, /row, /bom, /too-many.
 */
export const trivyOperator: FormatRoom = {
  id: "trivy-operator",
  title: "trivy-operator report",
  revision: 2,
  duplicateKeys: "note",
  sniff: (document) => isObjectOf(OBJECTS, valueOf(document)) || listOf(valueOf(document)) !== null,
  read,
};

function read(document: RawDocument): Result<Reading> {
  const value = valueOf(document);
  if (isObjectOf(OBJECTS, value)) return readOne(value, document);
  const list = listOf(value);
  return list === null ? refuse("trivy-operator/items", "a report, or a list of reports", "") : readObjectList(OBJECTS, trivyOperator.revision, value, list);
}

function listOf(value: unknown): ObjectList | null {
  return objectsIn(OBJECTS, value) ?? dumpOf(value);
}

const DEFINITION = /^[a-z]{1,64}\.aquasecurity\.github\.io$/;

/** Lists under the names of their definitions ("vulnerabilityreports.aquasecurity.github.io"). */
function dumpOf(value: unknown): ObjectList | null {
  const entries = isObject(value) ? Object.entries(value) : [];
  if (entries.length === 0 || !entries.every(([name, list]) => DEFINITION.test(name) && Array.isArray(list) && list.every((item) => groupOf(item) !== null))) return null;
  const placed = entries.flatMap(([name, list]) => (Array.isArray(list) ? list.map((item: unknown, i) => ({ item, path: `${name}/${i}` })) : []));
  return { items: placed.map(({ item }) => item), paths: placed.map(({ path }) => path), at: "" };
}

function readOne(value: JsonObject, { limits }: RawDocument): Result<Reading> {
  const kind = KINDS[textAt(value, "kind") ?? ""] ?? "cluster";
  const holder = kind === "compliance" ? "status" : "report";
  const body = value[holder] === undefined ? {} : value[holder];
  if (!isObject(body)) return refuse("trivy-operator/report", `${holder} is an object`, `/${holder}`);
  const empty = isWithoutContent(kind, value[holder]);
  const problem = empty ? null : wrongRow(kind, body, `/${holder}`);
  if (problem !== null) return { ok: false, problem };
  const rows = listAt(body, "vulnerabilities").length + listAt(body, "checks").length + listAt(body, "secrets").length;
  if (rows > limits.maxFindings) return tooMany("trivy-operator", "rows", limits.maxFindings, rows, `/${holder}`);
  return ok(describe(value, kind, body, empty));
}

function describe(value: JsonObject, kind: ReportKind, body: JsonObject, empty: boolean): Reading {
  const notes = new Notes();
  const word = textAt(value, "kind") ?? "";
  const artifact = artifactOf(body, notes, kind === "vulnerabilities" || kind === "secrets" || kind === "bom");
  const counts = countsOf(kind, body);
  const facts: Facts = empty ? {} : factsOf(kind, body, notes);
  if (empty) notes.warn("trivy-operator/no-content", "the object is here without its content: nothing is concluded from it", "/report");
  const listed = listAt(body, "vulnerabilities").length + listAt(body, "secrets").length;
  if (facts.scan && kind !== "checks" && summed(body) > listed) {
    notes.warn("trivy-operator/rows-missing", `the summary counts ${summed(body)} and ${listed} are listed: the report is not whole`, "/report/summary");
    facts.scan.status = "partial";
  }
  const about = artifact.name ?? workloadOf(value);
  return reading({
    room: trivyOperator.id,
    revision: trivyOperator.revision,
    formatVersion: (textAt(value, "apiVersion") ?? "").split("/")[1] ?? null,
    summary: `${word}${about === null ? "" : ` of ${about}`}${Object.entries(counts).map(([name, count]) => `, ${count} ${name}`).join("")}`,
    identities: artifact.identities,
    observedAt: instant(body["updateTimestamp"]) ?? instant(objectAt(value, "metadata")["creationTimestamp"]),
    tool: scannerOf(body),
    facts,
    children: kind === "bom" && !empty ? [bomOf(body, artifact.identities)] : [],
    notes: notes.list(),
    counts: { documents: 1, kinds: { [word]: 1 }, ...counts, severity: tally(listAt(body, "vulnerabilities").map((row) => textAt(row, "severity"))) },
  });
}

function factsOf(kind: ReportKind, body: JsonObject, notes: Notes): Facts {
  switch (kind) {
    case "vulnerabilities":
      return { scan: { ...emptyScan(body), detections: vulnerabilitiesOf(body, "/report/vulnerabilities", notes) } };
    case "secrets":
      return { scan: { ...emptyScan(body), secrets: secretsOf(body) } };
    case "checks":
      return { scan: { ...emptyScan(body), misconfigurations: checksOf(body, "/report/checks", notes) } };
    case "bom":
      return {};
    default:
      notes.add("ignored", "trivy-operator/about-a-cluster", "the report speaks of a cluster, not of an image: it is kept and counted, and no fact about an image is read", "/kind");
      return {};
  }
}

/** What the report's own summary counts. */
function summed(body: JsonObject): number {
  const summary = objectAt(body, "summary");
  return ["criticalCount", "highCount", "mediumCount", "lowCount", "unknownCount"].reduce((sum, key) => sum + Math.max(0, numberAt(summary, key) ?? 0), 0);
}

function secretsOf(body: JsonObject): NonNullable<NonNullable<Facts["scan"]>["secrets"]> {
  return listAt(body, "secrets").map((row, i) => ({
    rule: textAt(row, "ruleID") ?? "unknown",
    severity: normaliseSeverity(textAt(row, "severity")),
    target: textAt(row, "target") ?? "",
    at: `/report/secrets/${i}`,
  }));
}

function bomOf(body: JsonObject, identities: Child["identities"]): Child {
  return { path: "report/components", bytes: new TextEncoder().encode(JSON.stringify(body["components"])), hint: "application/vnd.cyclonedx+json", identities };
}

function countsOf(kind: ReportKind, body: JsonObject): Record<string, number> {
  if (kind === "vulnerabilities") return { vulnerabilities: listAt(body, "vulnerabilities").length };
  if (kind === "secrets") return { secrets: listAt(body, "secrets").length };
  if (kind === "checks" || kind === "cluster") return { checks: listAt(body, "checks").length };
  if (kind === "compliance") return { controls: listAt(objectAt(body, "detailReport"), "results").length || listAt(objectAt(body, "summaryReport"), "controlCheck").length };
  return {};
}
