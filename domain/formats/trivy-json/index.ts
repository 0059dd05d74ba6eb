import type { DetectionFact, Reading, ScanFacts } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { identity, instant, isObject, type JsonObject, listAt, objectAt, plural, repoDigest, tally, textAt } from "../shared/values";
import { readDetection } from "./detection";
import { wrongResult } from "./shape";

/**
 * Trivy's JSON report: schema 2, and schema 1 (a bare list of results, which names no image).
 * Codes: trivy/schema-version, /metadata, /results, /result, /row, /too-many.
 */
export const trivyJson: FormatRoom = {
  id: "trivy-json",
  title: "Trivy JSON report",
  revision: 2,
  duplicateKeys: "note",
  sniff: ({ json }) => isReport(json) || isLegacy(json),
  read,
};

function isReport(json: unknown): json is JsonObject {
  return isObject(json) && "SchemaVersion" in json && ("ArtifactName" in json || "ArtifactType" in json || "Results" in json);
}

function isLegacy(json: unknown): json is JsonObject[] {
  const rows = Array.isArray(json) ? json : [];
  return rows.length > 0 && rows.every((row) => isObject(row) && typeof row["Target"] === "string" && ("Vulnerabilities" in row || "Type" in row || "Misconfigurations" in row));
}

function read(document: RawDocument): Result<Reading> {
  const legacy = isLegacy(document.json);
  const report: JsonObject = isReport(document.json) ? document.json : {};
  if (!legacy && report["SchemaVersion"] !== 2) return refuse("trivy/schema-version", "only schema 2 and the bare list before it are known", "/SchemaVersion");
  const list = legacy ? document.json : (report["Results"] ?? []);
  if (!Array.isArray(list)) return refuse("trivy/results", "Results is a list", "/Results");
  const metadata = report["Metadata"];
  if (metadata !== undefined && metadata !== null && !isObject(metadata)) return refuse("trivy/metadata", "Metadata is an object", "/Metadata");
  const prefix = legacy ? "" : "/Results";
  for (const [i, result] of list.entries()) {
    const wrong = wrongResult(result, `${prefix}/${i}`);
    if (wrong !== null) return { ok: false, problem: wrong };
  }
  const rows = list.reduce<number>((sum, result) => sum + listAt(result, "Vulnerabilities").length, 0);
  if (rows > document.limits.maxFindings) return tooMany("trivy", "vulnerabilities", document.limits.maxFindings, rows, prefix);
  return ok(describe(report, list, prefix, legacy));
}

function describe(report: JsonObject, results: unknown[], prefix: string, legacy: boolean): Reading {
  const notes = new Notes();
  const metadata = objectAt(report, "Metadata");
  const scan = scanOf(report, results, prefix, notes);
  const severityWords = results.flatMap((result) => listAt(result, "Vulnerabilities").map((row) => textAt(row, "Severity")));
  const hidden = results.reduce<number>((sum, result) => sum + listAt(result, "ExperimentalModifiedFindings").length, 0);
  if (hidden > 0) notes.add("ignored", "trivy/modified-findings", `${plural(hidden, "finding")} that the scanner was told to leave out`, prefix);
  const licences = results.reduce<number>((sum, result) => sum + listAt(result, "Licenses").length, 0);
  if (licences > 0) notes.add("ignored", "trivy/licences", `${plural(licences, "licence finding")}: no vulnerability, secret or check`, prefix);
  if (legacy) notes.warn("trivy/names-no-image", "a report of this age names no image digest");
  if (results.length === 0) notes.warn("trivy/no-results", "the report lists no target: the scanner recognised nothing, which is no clean result", "/Results");
  const image = textAt(report, "ArtifactName");
  return reading({
    room: trivyJson.id,
    revision: trivyJson.revision,
    formatVersion: legacy ? "1" : "2",
    summary: `Trivy report${image === null ? "" : ` of ${image}`}, ${plural(scan.detections.length, "vulnerability", "vulnerabilities")} in ${plural(results.length, "target")}`,
    identities: [
      ...listAt(metadata, "RepoDigests").flatMap((text, i) => repoDigest(text, `/Metadata/RepoDigests/${i}`)),
      ...identity("image-id", metadata["ImageID"], "/Metadata/ImageID", image),
    ],
    observedAt: instant(report["CreatedAt"]),
    tool: scan.scanner,
    facts: { scan },
    notes: notes.list(),
    counts: {
      vulnerabilities: severityWords.length,
      severity: tally(severityWords),
      unique_ids: new Set(results.flatMap((result) => listAt(result, "Vulnerabilities").map((row) => textAt(row, "VulnerabilityID")))).size,
      misconfigurations: scan.misconfigurations?.length ?? 0,
      secrets: scan.secrets?.length ?? 0,
      image_id: metadata["ImageID"],
      repo_digests: metadata["RepoDigests"],
    },
  });
}

function scanOf(report: JsonObject, results: unknown[], prefix: string, notes: Notes): ScanFacts {
  const os = objectAt(objectAt(report, "Metadata"), "OS");
  const family = textAt(os, "Family");
  const listed = results.filter((result) => Array.isArray(isObject(result) ? result["Packages"] : null));
  const looked = (name: "Secrets" | "Misconfigurations", types: string): boolean => results.some((result) => Array.isArray(isObject(result) ? result[name] : null) || textAt(result, "Class") === types);
  return {
    scanner: { name: "Trivy", version: textAt(objectAt(report, "Trivy"), "Version") },
    database: { version: null, updatedAt: null },
    startedAt: null,
    finishedAt: instant(report["CreatedAt"]),
    status: results.length > 0 ? "complete" : "undetermined",
    os: family === null ? null : { id: family, version: textAt(os, "Name"), supported: os["EOSL"] === true ? false : null },
    targets: results.map((result) => ({ name: textAt(result, "Target") ?? "", type: textAt(result, "Type") ?? textAt(result, "Class") ?? "unknown", findings: listAt(result, "Vulnerabilities").length })),
    packagesSeen: listed.length === 0 ? null : listed.reduce<number>((sum, result) => sum + listAt(result, "Packages").length, 0),
    detections: results.flatMap((result, i) => detectionsOf(result, `${prefix}/${i}/Vulnerabilities`, notes)),
    secrets: looked("Secrets", "secret") ? results.flatMap((result, i) => secretsOf(result, `${prefix}/${i}/Secrets`)) : null,
    misconfigurations: looked("Misconfigurations", "config") ? results.flatMap((result, i) => misconfigurationsOf(result, `${prefix}/${i}/Misconfigurations`, notes)) : null,
  };
}

/** Old reports hold rows without id: they are about nothing that can be followed. */
function detectionsOf(result: unknown, at: string, notes: Notes): DetectionFact[] {
  return listAt(result, "Vulnerabilities").flatMap((row, i) => {
    if (textAt(row, "VulnerabilityID") !== null) return [readDetection(row, textAt(result, "Type") ?? "unknown", `${at}/${i}`)];
    notes.add("ignored", "trivy/row-without-id", "a row names no vulnerability", `${at}/${i}/VulnerabilityID`);
    return [];
  });
}

function secretsOf(result: unknown, at: string): NonNullable<ScanFacts["secrets"]> {
  return listAt(result, "Secrets").map((row, i) => ({
    rule: textAt(row, "RuleID") ?? "unknown",
    severity: normaliseSeverity(textAt(row, "Severity")),
    target: textAt(result, "Target") ?? "",
    at: `${at}/${i}`,
  }));
}

const STATUSES: Readonly<Record<string, "pass" | "fail" | "exception">> = { PASS: "pass", FAIL: "fail", EXCEPTION: "exception" };

/** A status nobody knows counts as a failed check: it is never read as passed. */
function misconfigurationsOf(result: unknown, at: string, notes: Notes): NonNullable<ScanFacts["misconfigurations"]> {
  return listAt(result, "Misconfigurations").map((row, i) => {
    const word = textAt(row, "Status") ?? "";
    const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
    if (status === undefined) notes.warn("trivy/status", "this status of a check is not known; read as failed", `${at}/${i}/Status`);
    return { id: textAt(row, "AVDID") ?? textAt(row, "ID") ?? "unknown", status: status ?? "fail", severity: normaliseSeverity(textAt(row, "Severity")), title: textAt(row, "Title") ?? "", at: `${at}/${i}` };
  });
}
