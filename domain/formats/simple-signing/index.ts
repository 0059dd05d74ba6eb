import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { reading, refuse, tooMany } from "../shared/reading";
import { identity, isObject, type JsonObject, objectAt, plural, textAt } from "../shared/values";

/** A signer writes the digest so, and verifiers compare it sign by sign. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MAX_PAYLOADS = 10_000;
const TYPES = new Set(["cosign container image signature", "atomic container signature", "https://sigstore.dev/cosign/sign/v1"]);

/**
 * What a cosign image signature signs (the layer of a `.sig` manifest), one or the list that `cosign verify` prints.
 * The digest is the claim; the reference beside it is not. Codes: simple-signing/type, /digest, /too-many.
 */
export const simpleSigning: FormatRoom = {
  id: "simple-signing",
  title: "Image signature payload",
  revision: 2,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isPayload(json) || (Array.isArray(json) && json.length > 0 && json.every(isPayload)),
  read,
};

function isPayload(value: unknown): value is JsonObject {
  return isObject(value) && isObject(value["critical"]) && isObject(value["critical"]["image"]);
}

function read(document: RawDocument): Result<Reading> {
  const list: unknown[] = Array.isArray(document.json) ? document.json : [document.json];
  if (list.length > MAX_PAYLOADS) return tooMany("simple-signing", "payloads", MAX_PAYLOADS, list.length, "");
  for (const [i, value] of list.entries()) {
    const at = `${Array.isArray(document.json) ? `/${i}` : ""}/critical`;
    const critical = objectAt(value, "critical");
    if (!TYPES.has(textAt(critical, "type") ?? "")) return refuse("simple-signing/type", "not a known type of image signature", `${at}/type`);
    if (!DIGEST.test(textAt(objectAt(critical, "image"), "docker-manifest-digest") ?? "")) return refuse("simple-signing/digest", "the payload names a manifest digest", `${at}/image/docker-manifest-digest`);
  }
  const identities = list.flatMap((value, i) => {
    const critical = objectAt(value, "critical");
    const at = `${Array.isArray(document.json) ? `/${i}` : ""}/critical/image/docker-manifest-digest`;
    return identity("subject", objectAt(critical, "image")["docker-manifest-digest"], at, textAt(objectAt(critical, "identity"), "docker-reference"));
  });
  const summary = `Payload of ${plural(list.length, "image signature")}`;
  return ok(reading({ room: simpleSigning.id, revision: simpleSigning.revision, summary, identities, counts: { payloads: list.length } }));
}
