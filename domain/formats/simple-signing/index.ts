import type { Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { reading, refuse } from "../shared/reading";
import { identity, isObject, type JsonObject, objectAt, plural, sha256Hex, textAt } from "../shared/values";

const TYPES = new Set(["cosign container image signature", "atomic container signature", "https://sigstore.dev/cosign/sign/v1"]);

/**
 * What a cosign image signature signs (the layer of a `.sig` manifest), one or the list that `cosign verify` prints.
 * The digest is the claim; the reference beside it is not. Codes: simple-signing/type, /digest.
 */
export const simpleSigning: FormatRoom = {
  id: "simple-signing",
  title: "Image signature payload",
  revision: 1,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isPayload(json) || (Array.isArray(json) && json.length > 0 && json.every(isPayload)),
  read,
};

function isPayload(value: unknown): value is JsonObject {
  return isObject(value) && isObject(value["critical"]) && isObject(value["critical"]["image"]);
}

function read(document: RawDocument): Result<Reading> {
  const list: unknown[] = Array.isArray(document.json) ? document.json : [document.json];
  for (const [i, value] of list.entries()) {
    const at = `${Array.isArray(document.json) ? `/${i}` : ""}/critical`;
    const critical = objectAt(value, "critical");
    if (!TYPES.has(textAt(critical, "type") ?? "")) return refuse("simple-signing/type", "not a known type of image signature", `${at}/type`);
    if (sha256Hex(objectAt(critical, "image")["docker-manifest-digest"]) === null) return refuse("simple-signing/digest", "the payload names a manifest digest", `${at}/image/docker-manifest-digest`);
  }
  const identities = list.flatMap((value, i) => {
    const critical = objectAt(value, "critical");
    const at = `${Array.isArray(document.json) ? `/${i}` : ""}/critical/image/docker-manifest-digest`;
    return identity("subject", objectAt(critical, "image")["docker-manifest-digest"], at, textAt(objectAt(critical, "identity"), "docker-reference"));
  });
  const summary = `Payload of ${plural(list.length, "image signature")}`;
  return ok(reading({ room: simpleSigning.id, revision: simpleSigning.revision, summary, identities, counts: { payloads: list.length } }));
}
