import { isObject, listAt, objectAt, textAt } from "../../domain/formats/shared/values";
import { BUNDLE_MEDIA_TYPES } from "../../domain/verification/bundle-read";

/** Sigstore bundles a file holds: itself, one under "bundle", or those of a list of attestations; bytes of its own for each. */
export function bundlesIn(bytes: Uint8Array): Uint8Array[] {
  const value = parsed(bytes);
  if (!isObject(value)) return [];
  if (isBundle(value)) return [bytes];
  const inside = [value["bundle"], ...listAt(value, "attestations").map((one) => (isObject(one) ? one["bundle"] : null))];
  return inside.filter(isBundle).map((bundle) => Buffer.from(JSON.stringify(bundle)));
}

/** Whether some subject is named, though none by SHA-256. */
export function namesOtherDigests(bytes: Uint8Array): boolean {
  return claimedDigest(bytes) === null && listAt(statementIn(parsed(bytes)), "subject").some((subject) => Object.keys(objectAt(subject, "digest")).length > 0);
}

/** The SHA-256 that a bundle or envelope says it is about, null where it names none. */
export function claimedDigest(bytes: Uint8Array): string | null {
  const value = parsed(bytes);
  const stated = textAt(objectAt(objectAt(value, "messageSignature"), "messageDigest"), "digest");
  if (stated !== null) return hexOf(Buffer.from(stated, "base64").toString("hex"));
  for (const subject of listAt(statementIn(value), "subject")) {
    const digest = hexOf(textAt(objectAt(subject, "digest"), "sha256") ?? "");
    if (digest !== null) return digest;
  }
  return null;
}

function statementIn(value: unknown): unknown {
  const envelope = isObject(value) && isObject(value["dsseEnvelope"]) ? value["dsseEnvelope"] : value;
  return parsed(Buffer.from(textAt(envelope, "payload") ?? "", "base64"));
}

const hexOf = (text: string): string | null => (/^[0-9a-f]{64}$/.test(text) ? text : null);

function isBundle(value: unknown): value is Record<string, unknown> {
  return isObject(value) && BUNDLE_MEDIA_TYPES.some((type) => type === value["mediaType"]);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8")) as unknown;
  } catch {
    return null;
  }
}
