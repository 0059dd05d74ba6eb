import type { DetectionFact, Reading, ScanFacts } from "../../model/document";
import { fail, ok, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { distroOf, imageCounts, imageIdentities, imageSource } from "../shared/anchore-source";
import { packageFromWords } from "../shared/ecosystems";
import { packageParts } from "../shared/packages";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, numberAt, objectAt, plural, tally, textAt, textsAt } from "../shared/values";

/**
 * Grype's JSON report, also one that was cut down to its matches: it then names neither image nor database, and nothing
 * says that the run came to its end. Codes: grype/matches, /match, /no-descriptor, /too-many.
 */
export const grypeJson: FormatRoom = {
  id: "grype-json",
  title: "Grype JSON report",
  revision: 3,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "matches" in json && ((isGrypes(json) && "source" in json) || isBare(json)),
  read,
};

/**
 * Other tools of its family write the same frame around matches of other things (Xeol: ends of life): an empty list of
 * theirs is no clean scan. What is built from Grype under another name lists vulnerabilities.
 */
function isGrypes(json: JsonObject): boolean {
  return isObject(json["descriptor"]) && ((textAt(json["descriptor"], "name") ?? "grype") === "grype" || areMatches(json["matches"]));
}

/** Only matches, each of them whole: an empty list could be anybody's. */
function isBare(json: JsonObject): boolean {
  return !("descriptor" in json) && areMatches(json["matches"]);
}

const areMatches = (list: unknown): boolean => Array.isArray(list) && list.length > 0 && list.every((match) => isObject(match) && isObject(match["vulnerability"]) && isObject(match["artifact"]));

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const list = json["matches"];
  if (!Array.isArray(list)) return refuse("grype/matches", "matches is a list", "/matches");
  if (list.length > document.limits.maxFindings) return tooMany("grype", "matches", document.limits.maxFindings, list.length, "/matches");
  const detections: DetectionFact[] = [];
  for (const [i, match] of list.entries()) {
    const at = `/matches/${i}`;
    if (textAt(objectAt(match, "vulnerability"), "id") === null) return fail({ code: "grype/match", detail: "a match names its vulnerability", at: `${at}/vulnerability/id` });
    if (textAt(objectAt(match, "artifact"), "name") === null) return fail({ code: "grype/match", detail: "a match names its package", at: `${at}/artifact/name` });
    detections.push(readMatch(match, at));
  }
  return ok(describe(json, list, detections));
}

function readMatch(match: unknown, at: string): DetectionFact {
  const vulnerability = objectAt(match, "vulnerability");
  const artifact = objectAt(match, "artifact");
  const fix = objectAt(vulnerability, "fix");
  const id = textAt(vulnerability, "id") ?? "";
  const word = textAt(vulnerability, "severity");
  const words = packageFromWords(textAt(artifact, "type") ?? "unknown", textAt(artifact, "name") ?? "");
  const { purl, type, namespace, name, version } = packageParts({ ...words, purlText: textAt(artifact, "purl"), version: textAt(artifact, "version") });
  const related = listAt(match, "relatedVulnerabilities").map((row) => textAt(row, "id"));
  const state = textAt(fix, "state");
  return {
    vulnerability: id,
    aliases: [...new Set(related.filter((alias): alias is string => alias !== null && alias !== id))],
    package: { purl, type, namespace, name, version },
    fixedVersions: fixedVersions(vulnerability),
    fixState: state === "fixed" || state === "" || state === "unknown" ? null : state,
    severity: normaliseSeverity(word),
    severityWord: word,
    severitySource: textAt(vulnerability, "namespace"),
    cvss: readCvss(vulnerability),
    publishedAt: null,
    title: textAt(vulnerability, "description")?.slice(0, 500) ?? null,
    url: textAt(vulnerability, "dataSource"),
    at,
  };
}

/** `fix.versions` today; one text, before 2021, with commas between several. */
function fixedVersions(vulnerability: JsonObject): string[] {
  const old = textAt(vulnerability, "fixedInVersion");
  const versions = textsAt(objectAt(vulnerability, "fix"), "versions").filter((version) => version !== "");
  return versions.length > 0 || old === null ? versions : old.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

/** Reports before 2021 keep scores under `cvssV2` and `cvssV3`. */
function oldCvss(vulnerability: JsonObject): DetectionFact["cvss"] {
  return [["cvssV2", "2.0"], ["cvssV3", "3"]].flatMap(([key = "", fallback = ""]) => {
    const scores = objectAt(vulnerability, key);
    const vector = textAt(scores, "vector");
    const score = numberAt(scores, "baseScore");
    const version = /^CVSS:(\d\.\d)\//.exec(vector ?? "")?.[1] ?? fallback;
    return vector === null && score === null ? [] : [{ source: "unknown", version, vector, score }];
  });
}

function readCvss(vulnerability: JsonObject): DetectionFact["cvss"] {
  const rows = listAt(vulnerability, "cvss");
  if (rows.length === 0) return oldCvss(vulnerability);
  return rows.flatMap((row) => {
    const version = textAt(row, "version");
    return version === null ? [] : [{ source: textAt(row, "source") ?? "unknown", version, vector: textAt(row, "vector"), score: numberAt(objectAt(row, "metrics"), "baseScore") }];
  });
}

function describe(json: JsonObject, matches: unknown[], detections: DetectionFact[]): Reading {
  const source = imageSource(json);
  const descriptor = objectAt(json, "descriptor");
  const hidden = listAt(json, "ignoredMatches").length;
  const notes = new Notes();
  if (!isObject(json["descriptor"])) notes.warn("grype/no-descriptor", "the report does not say which scanner, database and source it is of", "/descriptor");
  const problem = databaseProblem(descriptor);
  if (problem !== null) notes.warn("grype/database", problem, "/descriptor/db");
  if (hidden > 0) notes.add("ignored", "grype/ignored-matches", `${plural(hidden, "match", "matches")} that the scanner was told to leave out`, "/ignoredMatches");
  return reading({
    room: grypeJson.id,
    revision: grypeJson.revision,
    formatVersion: versionOf(descriptor),
    summary: `Grype report, ${plural(detections.length, "match", "matches")}`,
    identities: imageIdentities(source),
    observedAt: instant(descriptor["timestamp"]),
    tool: scannerOf(descriptor),
    facts: { scan: scanOf(json, detections) },
    notes: notes.list(),
    counts: {
      matches: matches.length,
      severity: tally(detections.map((row) => row.severityWord)),
      ignored: hidden,
      unique_ids: new Set(detections.map((row) => row.vulnerability)).size,
      ...imageCounts(source),
    },
  });
}

/** Builds without a version call it "[not provided]". */
function versionOf(descriptor: JsonObject): string | null {
  const version = textAt(descriptor, "version");
  return version === "[not provided]" ? null : version;
}

function scannerOf(descriptor: JsonObject): ScanFacts["scanner"] {
  return { name: textAt(descriptor, "name") ?? "grype", version: versionOf(descriptor) };
}

function statusOf(descriptor: JsonObject): JsonObject {
  const database = objectAt(descriptor, "db");
  return isObject(database["status"]) ? database["status"] : database;
}

/** The scanner's own word that its database was not sound. */
function databaseProblem(descriptor: JsonObject): string | null {
  const status = statusOf(descriptor);
  if (status["valid"] === false) return "the scanner says that its vulnerability database was not valid";
  return textAt(status, "error") === null ? null : "the scanner reports an error of its vulnerability database";
}

function scanOf(json: JsonObject, detections: DetectionFact[]): ScanFacts {
  const descriptor = objectAt(json, "descriptor");
  const status = statusOf(descriptor);
  const schema = status["schemaVersion"];
  const os = distroOf(json);
  return {
    scanner: scannerOf(descriptor),
    database: { version: typeof schema === "number" ? String(schema) : textAt(status, "schemaVersion"), updatedAt: instant(status["built"]) },
    startedAt: null,
    finishedAt: instant(descriptor["timestamp"]),
    status: !isObject(json["descriptor"]) ? "undetermined" : databaseProblem(descriptor) === null ? "complete" : "partial",
    os: os === null ? null : { ...os, supported: null },
    targets: [],
    packagesSeen: null,
    detections,
    secrets: null,
    misconfigurations: null,
  };
}
