import type { Child, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { digestOfReference, isObject, type JsonObject, listAt, plural, repoDigest, sha256Hex, textAt } from "../shared/values";
import { checkEnvelope } from "./envelope";

const MAX_PROVENANCES = 100;

/**
 * Answer of `gcloud artifacts docker images describe --format json --show-provenance`: a summary of the image, and a
 * list of provenance, each a signed envelope with the same statement beside it as readable text. Only the envelope is
 * read on, as a document of its own; the text is compared with it and gives no facts.
 * Codes: gcb-provenance/summary, /digest, /list, /entry, /envelope, /too-many; what is said about an entry: envelope.ts.
 */
export const gcbProvenance: FormatRoom = {
  id: "gcb-provenance",
  title: "Google Cloud Build provenance",
  revision: 1,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && "provenance_summary" in json && "image_summary" in json,
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const summary = json["image_summary"];
  if (!isObject(summary)) return refuse("gcb-provenance/summary", "image_summary is an object", "/image_summary");
  const digest = sha256Hex(summary["digest"]);
  if (digest === null) return refuse("gcb-provenance/digest", "the image's digest is sha256 with 64 hex digits", "/image_summary/digest");
  const list = isObject(json["provenance_summary"]) ? json["provenance_summary"]["provenance"] : undefined;
  if (!Array.isArray(list)) return refuse("gcb-provenance/list", "provenance_summary.provenance is a list", "/provenance_summary/provenance");
  if (list.length > MAX_PROVENANCES) return tooMany("gcb-provenance", "provenances", MAX_PROVENANCES, list.length, "/provenance_summary/provenance");
  for (const [i, entry] of list.entries()) {
    if (!isObject(entry)) return refuse("gcb-provenance/entry", "a provenance is an object", `/provenance_summary/provenance/${i}`);
    if (!isObject(entry["envelope"])) return refuse("gcb-provenance/envelope", "a provenance has an envelope", `/provenance_summary/provenance/${i}/envelope`);
  }
  return ok(describe(json, summary, digest, list as JsonObject[]));
}

function describe(json: JsonObject, summary: JsonObject, digest: string, list: JsonObject[]): Reading {
  const notes = new Notes();
  const full = digestOfReference(summary["fully_qualified_digest"]);
  const agrees = full !== null && full.sha256 === digest;
  if (full === null) notes.warn("gcb-provenance/no-full-name", "the summary names no repository with a digest", "/image_summary/fully_qualified_digest");
  else if (!agrees) notes.warn("gcb-provenance/summary-mismatch", "the summary states two different digests for one image: neither is used", "/image_summary/digest");
  if (list.length === 0) notes.warn("gcb-provenance/no-provenance", "the answer holds no provenance", "/provenance_summary/provenance");
  for (const [i, entry] of list.entries()) checkEnvelope(entry, digest, `/provenance_summary/provenance/${i}`, notes);
  for (const key of Object.keys(json)) if (!["image_summary", "provenance_summary"].includes(key)) notes.add("ignored", "gcb-provenance/other-summary", `${key} is not read`, `/${key}`);
  return reading({
    room: gcbProvenance.id,
    revision: gcbProvenance.revision,
    summary: `Google Cloud Build provenance, ${plural(list.length, "statement")}`,
    identities: agrees ? repoDigest(summary["fully_qualified_digest"], "/image_summary/fully_qualified_digest") : [],
    children: list.map(child),
    notes: notes.list(),
    counts: {
      provenances: list.length,
      image_digest: textAt(summary, "digest"),
      fully_qualified: textAt(summary, "fully_qualified_digest"),
      signatures: list.map((entry) => listAt(entry["envelope"], "signatures").length),
    },
  });
}

/** The envelope as it is: reading it, and refusing a broken one, is the envelope room's. */
function child(entry: JsonObject, i: number): Child {
  return { path: `provenance/${i}/envelope`, bytes: new TextEncoder().encode(JSON.stringify(entry["envelope"])), hint: "application/vnd.dsse.envelope.v1+json", identities: [] };
}
