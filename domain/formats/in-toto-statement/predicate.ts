import type { Child } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { prescan } from "../../ingest/prescan";
import { isObject } from "../shared/values";
import { bareResult, isVulnerabilityScan } from "./vulnerability-scan";

/**
 * The document inside a predicate. Tools spell it as the object itself, as JSON (or tag-value) in a string, as
 * `{"Data": …}` (object or string), and a vulnerability predicate keeps the scanner's report under `scanner.result`,
 * in any of these spellings.
 */
export function predicateChildren(predicateType: string, predicate: unknown, identities: NamedIdentity[]): Child[] {
  const whole = unwrapped("predicate", opened(predicateType, predicate));
  const { value, path } = whole;
  if (isObject(value) && isObject(value["scanner"]) && "result" in value["scanner"]) {
    if (bareResult(value) !== null) return [];
    const result = unwrapped(`${path}/scanner/result`, value["scanner"]["result"]);
    return child(result.path, result.value, predicateType, identities);
  }
  return child(path, value, predicateType, identities);
}

/** A vulnerability predicate written as text is opened, because the report is inside; other text is a document already. */
export function opened(predicateType: string, predicate: unknown): unknown {
  const text = isVulnerabilityScan(predicateType) ? unwrapped("", predicate).value : null;
  if (typeof text !== "string") return predicate;
  const bytes = new TextEncoder().encode(text);
  return prescan(bytes).ok ? (JSON.parse(text) as unknown) : predicate;
}

/** What stands in `{"Data": …, "Timestamp": …}`, else the value itself. */
function unwrapped(path: string, value: unknown): { path: string; value: unknown } {
  const wrapper = isObject(value) && "Data" in value && Object.keys(value).every((key) => key === "Data" || key === "Timestamp");
  return wrapper ? { path: `${path}/Data`, value: value["Data"] } : { path, value };
}

/** Objects are written back as JSON: the same statement always gives the same child bytes. */
function child(path: string, value: unknown, hint: string, identities: NamedIdentity[]): Child[] {
  if (value === "" || typeof value !== "string" && !isObject(value) && !Array.isArray(value)) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [{ path, bytes: new TextEncoder().encode(text), hint, identities }];
}
