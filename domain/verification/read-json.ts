import { isObject, type JsonObject } from "../formats/shared/values";
import { prescan } from "../ingest/prescan";
import { fail, ok, type Result } from "../model/problem";

export interface SignedJson {
  value: JsonObject;
  /** JSON pointers of keys that occur twice; signed JSON with any is refused. */
  duplicateKeys: string[];
}

/**
 * Reads a JSON object whose bytes are, or carry, something signed. Codes: those of the pre-scan (json/…),
 * verification/not-utf8, verification/not-an-object.
 */
export function readSignedJson(bytes: Uint8Array): Result<SignedJson> {
  const scanned = prescan(bytes);
  if (!scanned.ok) return scanned;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail({ code: "verification/not-utf8", detail: "the bytes are not UTF-8 JSON" });
  }
  if (!isObject(value)) return fail({ code: "verification/not-an-object", detail: "a JSON object was expected" });
  return ok({ value, duplicateKeys: scanned.value.duplicateKeys });
}
