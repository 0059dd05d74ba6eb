import { isObject, type JsonObject } from "../shared/values";

const CONTEXT = /^https?:\/\/spdx\.(?:org|github\.io)\//;
const TERMS = /^https?:\/\/spdx\.org\/rdf\/(?:v?3[^/]*\/)?terms\//;

/**
 * How a document names SPDX 3: by the published context ("published", alone or in a list), or by terms of its own
 * ("terms": an object that binds prefixes to SPDX's vocabulary, without that context). Null where it does neither.
 */
export function contextOf(json: JsonObject): "published" | "terms" | null {
  const context = json["@context"];
  const names: unknown[] = Array.isArray(context) ? context : [context];
  if (names.some((name) => isText(name, CONTEXT) || (isObject(name) && isText(name["@import"], CONTEXT)))) return "published";
  return names.some((name) => isObject(name) && Object.values(name).some((value) => isText(value, TERMS))) ? "terms" : null;
}

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === "string" && pattern.test(value);
