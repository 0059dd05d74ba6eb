import type { Child, Reading, StatementFacts } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { identity, isObject, type JsonObject, plural, stringMap, textAt } from "../shared/values";
import { opened, predicateChildren } from "./predicate";
import { isProvenance, readProvenance } from "./provenance";
import { predicateTitle } from "./predicate-titles";
import { readVerificationSummary } from "./verification-summary";
import { bareResult, readVulnerabilityScan } from "./vulnerability-scan";

const TYPE = /^https:\/\/in-toto\.io\/Statement\/v(?:0\.1|1(?:\.0)?)$/;
const MAX_SUBJECTS = 10_000;

/**
 * in-toto statement v0.1 and v1. Its subjects become identities of what is inside; provenance is read here, every
 * other predicate is a document of its own. Codes: in-toto/type, /predicate-type, /subject, /predicate, /too-many.
 */
export const inTotoStatement: FormatRoom = {
  id: "in-toto-statement",
  title: "in-toto statement",
  revision: 3,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && ((textAt(json, "_type") ?? "").includes("in-toto.io/Statement") || ("predicateType" in json && "subject" in json)),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const type = textAt(json, "_type");
  if (type === null || !TYPE.test(type)) return refuse("in-toto/type", "the statement type is v0.1 or v1", "/_type");
  const predicateType = json["predicateType"];
  if (typeof predicateType !== "string") return refuse("in-toto/predicate-type", "a statement names its predicateType", "/predicateType");
  const list = json["subject"] ?? [];
  if (!Array.isArray(list)) return refuse("in-toto/subject", "subject is a list", "/subject");
  if (list.length > MAX_SUBJECTS) return tooMany("in-toto", "subjects", MAX_SUBJECTS, list.length, "/subject");
  const wrong = list.findIndex((entry) => !isObject(entry) || !(entry["digest"] === undefined || isObject(entry["digest"])));
  if (wrong !== -1) return refuse("in-toto/subject", "a subject is an object with a digest set", `/subject/${wrong}`);
  const predicate = json["predicate"];
  if (isProvenance(predicateType) && !isObject(predicate)) return refuse("in-toto/predicate", "provenance is an object", "/predicate");
  return ok(describe(json, type, predicateType, list.map(readSubject)));
}

function readSubject(entry: JsonObject): StatementFacts["subjects"][number] {
  return { name: textAt(entry, "name") ?? "", digest: stringMap(entry["digest"]) };
}

function describe(json: JsonObject, type: string, predicateType: string, subjects: StatementFacts["subjects"]): Reading {
  const notes = new Notes();
  const identities = subjects.flatMap((subject, i): NamedIdentity[] => identity("subject", subject.digest["sha256"], `/subject/${i}/digest/sha256`, subject.name));
  if (predicateType === "") notes.warn("in-toto/empty-predicate-type", "the statement does not say what it states", "/predicateType");
  if (subjects.length === 0) notes.warn("in-toto/no-subject", "the statement is about nothing: it names no subject", "/subject");
  else if (identities.length === 0) notes.warn("in-toto/no-sha256", "no subject has a SHA-256 digest", "/subject");
  const provenance = isProvenance(predicateType) ? readProvenance(predicateType, json["predicate"]) : null;
  for (const gap of provenance?.gaps ?? []) notes.warn(gap.code, gap.detail, gap.at);
  const children: Child[] = provenance ? [] : predicateChildren(predicateType, json["predicate"], identities);
  const inside = opened(predicateType, json["predicate"]);
  const scanner = readVulnerabilityScan(predicateType, inside);
  const summary = readVerificationSummary(predicateType, json["predicate"]);
  const bare = scanner === null ? null : bareResult(inside);
  if (bare !== null) notes.add("ignored", "in-toto/result-without-packages", `${plural(bare, "vulnerability", "vulnerabilities")} listed without a package: no finding is read`, "/predicate/scanner/result");
  else if (provenance === null && children.length === 0) notes.warn("in-toto/no-predicate", "the statement carries no predicate to read", "/predicate");
  return reading({
    room: inTotoStatement.id,
    revision: inTotoStatement.revision,
    formatVersion: type.slice(type.lastIndexOf("/") + 1),
    summary: `${predicateTitle(predicateType)} about ${plural(subjects.length, "subject")}`,
    identities,
    observedAt: provenance?.facts.finishedAt ?? scanner?.finishedAt ?? summary?.verifiedAt ?? null,
    facts: { statement: { statementType: type, predicateType, subjects, ...(scanner ? { scanner } : {}), ...(summary ? { verificationSummary: summary } : {}) }, ...(provenance ? { provenance: provenance.facts } : {}) },
    children,
    notes: notes.list(),
    counts: { predicateType, subjects: subjects.length, subject: (Array.isArray(json["subject"]) ? json["subject"] : []).slice(0, 3).map(rawSubject) },
  });
}

/** Name and digest set as the document has them; for counting only. */
function rawSubject(entry: unknown): { name: unknown; digest: unknown } {
  return isObject(entry) ? { name: entry["name"] ?? null, digest: entry["digest"] ?? null } : { name: null, digest: null };
}
