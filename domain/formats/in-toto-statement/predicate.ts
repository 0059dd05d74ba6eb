import type { Child } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { isObject, objectAt } from "../shared/values";

/**
 * The document inside a predicate. Tools spell it as the object itself, as JSON in a string, as `{"Data": …}` (object
 * or string), and a vulnerability predicate keeps the scanner's report under `scanner.result`.
 */
export function predicateChildren(predicateType: string, predicate: unknown, identities: NamedIdentity[]): Child[] {
  const report = objectAt(predicate, "scanner")["result"];
  if (isObject(predicate) && isObject(predicate["scanner"]) && "result" in predicate["scanner"]) return child("predicate/scanner/result", report, predicateType, identities);
  if (isObject(predicate) && "Data" in predicate && Object.keys(predicate).every((key) => key === "Data" || key === "Timestamp")) {
    return child("predicate/Data", predicate["Data"], predicateType, identities);
  }
  return child("predicate", predicate, predicateType, identities);
}

/** Objects are written back as JSON: the same statement always gives the same child bytes. */
function child(path: string, value: unknown, hint: string, identities: NamedIdentity[]): Child[] {
  if (typeof value !== "string" && !isObject(value) && !Array.isArray(value)) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [{ path, bytes: new TextEncoder().encode(text), hint, identities }];
}
