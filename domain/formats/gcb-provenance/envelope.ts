import { prescan } from "../../ingest/prescan";
import { fromBase64 } from "../shared/base64";
import type { Notes } from "../shared/reading";
import { isObject, type JsonObject, listAt, objectAt, sha256Hex, textAt } from "../shared/values";
import { firstDifference } from "./first-difference";

/** Where the readable statement stands: v0.1 (which holds SLSA v0.1 to v0.3 builders) and v1. */
const TEXTS = ["intotoStatement", "inTotoSlsaProvenanceV1"] as const;
/** projects/verified-builder/locations/<region>/keyRings/attestor/cryptoKeys/<key>/cryptoKeyVersions/<n> */
const KEY = /^projects\/verified-builder\/locations\/[a-z][a-z0-9-]*\/keyRings\/attestor\/cryptoKeys\/[A-Za-z0-9_-]+\/cryptoKeyVersions\/\d+$/;

/**
 * What one entry of the list says twice, and whether both sayings agree. Codes: gcb-provenance/kind,
 * /incomplete-envelope, /payload, /no-signature, /signature, /key, /no-text, /other-image, /resource, /two-predicates, and where
 * text and payload differ: /text-subject, /text-builder, /text-steps, /text.
 */
export function checkEnvelope(entry: JsonObject, digest: string, at: string, notes: Notes): void {
  if (entry["kind"] !== "BUILD") notes.warn("gcb-provenance/kind", "the entry is not said to be a BUILD", `${at}/kind`);
  const resource = textAt(entry, "resourceUri");
  if (resource !== null && sha256Hex(resource.slice(resource.lastIndexOf("@") + 1)) !== digest) {
    notes.warn("gcb-provenance/resource", "the entry is filed under another image than the summary's", `${at}/resourceUri`);
  }
  const envelope = objectAt(entry, "envelope");
  checkSignatures(envelope, `${at}/envelope/signatures`, notes);
  const missing = ["payloadType", "payload", "signatures"].find((key) => !(key in envelope));
  if (missing !== undefined) notes.warn("gcb-provenance/incomplete-envelope", `the envelope has no ${missing}: it cannot be opened`, `${at}/envelope`);
  const payload = payloadOf(envelope);
  if (payload === null) {
    notes.warn("gcb-provenance/payload", "the signed payload is no JSON statement in base64: the text beside it is signed by nobody and not used", `${at}/envelope/payload`);
    return;
  }
  if (!listAt(payload, "subject").some((one) => sha256Hex(objectAt(one, "digest")["sha256"]) === digest)) {
    notes.warn("gcb-provenance/other-image", "the signed statement is not about the image of the summary", `${at}/envelope/payload`);
  }
  compareText(entry, payload, at, notes);
}

function checkSignatures(envelope: JsonObject, at: string, notes: Notes): void {
  const signatures = listAt(envelope, "signatures");
  if (signatures.length === 0) notes.warn("gcb-provenance/no-signature", "the provenance is signed by nobody", at);
  for (const [i, signature] of signatures.entries()) {
    if (!KEY.test(textAt(signature, "keyid") ?? "")) notes.warn("gcb-provenance/key", "the signature names no key of the builder", `${at}/${i}/keyid`);
    const bytes = fromBase64(textAt(signature, "sig") ?? "");
    if (bytes === null || bytes.length === 0) notes.warn("gcb-provenance/signature", "the signature is empty or no base64", `${at}/${i}/sig`);
  }
}

function payloadOf(envelope: JsonObject): JsonObject | null {
  const bytes = typeof envelope["payload"] === "string" ? fromBase64(envelope["payload"]) : null;
  const scanned = bytes === null ? null : prescan(bytes);
  if (bytes === null || scanned === null || !scanned.ok || scanned.value.duplicateKeys.length > 0) return null;
  const value = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  return isObject(value) ? value : null;
}

/** The text has the statement's members; older payloads carry the predicate a second time, which the text leaves out. */
function compareText(entry: JsonObject, payload: JsonObject, at: string, notes: Notes): void {
  const build = objectAt(entry, "build");
  const name = TEXTS.find((key) => key in build);
  if (name === undefined) return notes.warn("gcb-provenance/no-text", "there is no readable statement beside the signed one", `${at}/build`);
  const text = build[name];
  const twice = isObject(text) && "slsaProvenance" in payload && !("predicate" in text);
  if (twice && "predicate" in payload && firstDifference(payload["predicate"], payload["slsaProvenance"], "") !== null) {
    notes.warn("gcb-provenance/two-predicates", "the signed statement holds two different predicates", `${at}/envelope/payload`);
  }
  const { predicate: _again, ...rest } = payload;
  const place = firstDifference(text, twice ? rest : payload, "");
  if (place === null) return;
  const [code, what] = namedDifference(place);
  notes.warn(code, `the text beside the signed statement says another ${what}: it is not used`, `${at}/build/${name}${place}`);
}

function namedDifference(place: string): [code: string, what: string] {
  if (place.startsWith("/subject")) return ["gcb-provenance/text-subject", "image"];
  if (/\/builder(?:\/|$)/.test(place)) return ["gcb-provenance/text-builder", "builder"];
  if (/\/steps(?:\/|$)/.test(place)) return ["gcb-provenance/text-steps", "build step"];
  return ["gcb-provenance/text", "thing"];
}
