import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { fromBase64 } from "../shared/base64";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, plural, textAt } from "../shared/values";

/** Each may be verified against each key of a policy. */
const MAX_SIGNATURES = 100;
const IN_TOTO = "application/vnd.in-toto+json";

/**
 * DSSE envelope (secure-systems-lab/dsse 1.0). Only opened: who signed it, and whether that holds, is verification's.
 * Codes: dsse/payload-type, /payload, /payload-not-json, /signatures, /signature,
 * /too-many.
 */
export const dsse: FormatRoom = {
  id: "dsse",
  title: "DSSE envelope",
  revision: 2,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && "payloadType" in json && "payload" in json && "signatures" in json,
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const payloadType = textAt(json, "payloadType");
  if (payloadType === null) return refuse("dsse/payload-type", "payloadType is text", "/payloadType");
  const payload = typeof json["payload"] === "string" ? fromBase64(json["payload"]) : null;
  if (payload === null) return refuse("dsse/payload", "the payload is base64", "/payload");
  const list = json["signatures"];
  if (!Array.isArray(list)) return refuse("dsse/signatures", "signatures is a list", "/signatures");
  if (list.length > MAX_SIGNATURES) return tooMany("dsse", "signatures", MAX_SIGNATURES, list.length, "/signatures");
  const wrong = list.findIndex((entry) => !isObject(entry) || typeof entry["sig"] !== "string");
  if (wrong !== -1) return refuse("dsse/signature", "a signature has a sig", `/signatures/${wrong}/sig`);
  if (payloadType === IN_TOTO && !/^\s*\{/.test(new TextDecoder().decode(payload.subarray(0, 256)))) {
    return refuse("dsse/payload-not-json", "the payload is said to be an in-toto statement and is no JSON object", "/payload");
  }
  const notes = new Notes();
  if (list.length === 0) notes.warn("dsse/no-signature", "the envelope carries no signature", "/signatures");
  if (payloadType !== IN_TOTO) notes.warn("dsse/unknown-payload-type", "the payload is not said to be an in-toto statement", "/payloadType");
  const signatures = list.map((entry) => ({ keyid: textAt(entry, "keyid") ?? "", hasCertificate: textAt(entry, "cert") !== null }));
  return ok(
    reading({
      room: dsse.id,
      revision: dsse.revision,
      summary: `DSSE envelope, ${plural(list.length, "signature")}, payload ${payloadType}`,
      facts: { envelope: { kind: "dsse", payloadType, signatures } },
      children: [{ path: "payload", bytes: payload, hint: payloadType, identities: [] }],
      notes: notes.list(),
      counts: { payloadType, signatures: list.length },
    }),
  );
}
