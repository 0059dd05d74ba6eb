import type { Child, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { fromBase64 } from "../shared/base64";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, objectAt, plural, tally, textAt } from "../shared/values";
import { prescan } from "../../ingest/prescan";

const MAX_ATTESTATIONS = 1000;
const BUNDLE = "application/vnd.dev.sigstore.bundle+json";

/**
 * Answer of a registry's attestations API: npm's `/-/npm/v1/attestations/<package>` (`predicateType` and `bundle`) and
 * GitHub's `/repos/<owner>/<repo>/attestations/<digest>` (`repository_id` and `bundle`). Each Sigstore bundle is a
 * document of its own. Codes: attestation-list/list, /entry, /bundle, /too-many; noted: /predicate-type, /no-bundle,
 * /strange-bundle.
 */
export const attestationList: FormatRoom = {
  id: "attestation-list",
  title: "List of attestations",
  revision: 1,
  duplicateKeys: "refuse",
  // An empty list names no format and could be of any tool.
  sniff: ({ json }) => isObject(json) && Array.isArray(json["attestations"]) && json["attestations"].some((one) => isObject(one) && ("bundle" in one || "bundle_url" in one)),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const list = json["attestations"];
  if (!Array.isArray(list)) return refuse("attestation-list/list", "attestations is a list", "/attestations");
  if (list.length > MAX_ATTESTATIONS) return tooMany("attestation-list", "attestations", MAX_ATTESTATIONS, list.length, "/attestations");
  for (const [i, entry] of list.entries()) {
    if (!isObject(entry)) return refuse("attestation-list/entry", "an attestation is an object", `/attestations/${i}`);
    const { bundle, predicateType } = entry;
    if (bundle !== undefined && bundle !== null && !isObject(bundle)) return refuse("attestation-list/bundle", "a bundle is an object", `/attestations/${i}/bundle`);
    if (predicateType !== undefined && typeof predicateType !== "string") return refuse("attestation-list/entry", "predicateType is text", `/attestations/${i}/predicateType`);
  }
  return ok(describe(list as JsonObject[]));
}

function describe(list: JsonObject[]): Reading {
  const notes = new Notes();
  for (const [i, entry] of list.entries()) check(entry, `/attestations/${i}`, notes);
  const children = list.flatMap((entry, i): Child[] =>
    isObject(entry["bundle"]) ? [{ path: `attestations/${i}/bundle`, bytes: new TextEncoder().encode(JSON.stringify(entry["bundle"])), hint: BUNDLE, identities: [] }] : []);
  return reading({
    room: attestationList.id,
    revision: attestationList.revision,
    summary: `List of ${plural(list.length, "attestation")}, ${plural(children.length, "bundle")}`,
    children,
    notes: notes.list(),
    counts: { attestations: list.length, predicateTypes: tally(list.map((entry) => textAt(entry, "predicateType"))) },
  });
}

/** The list's word for what a bundle states is a label; only the signed statement says what it states. */
function check(entry: JsonObject, at: string, notes: Notes): void {
  if (!isObject(entry["bundle"])) return notes.warn("attestation-list/no-bundle", "the entry carries no bundle: what it only links to is not fetched", at);
  if (!("verificationMaterial" in entry["bundle"])) notes.warn("attestation-list/strange-bundle", "what stands in the place of a bundle has nothing to verify it with", `${at}/bundle`);
  const stated = textAt(entry, "predicateType");
  const signed = stated === null ? null : signedType(entry["bundle"]);
  if (stated !== null && signed !== null && stated !== signed) notes.warn("attestation-list/predicate-type", "the list calls the statement by another predicate type than the signed one", `${at}/predicateType`);
}

function signedType(bundle: JsonObject): string | null {
  const bytes = fromBase64(textAt(objectAt(bundle, "dsseEnvelope"), "payload") ?? "");
  if (bytes === null || !prescan(bytes).ok) return null;
  return textAt(JSON.parse(new TextDecoder().decode(bytes)), "predicateType");
}
