import type { ScanFacts } from "../../model/document";
import { normaliseSeverity } from "../../model/severity";
import type { Notes } from "../shared/reading";
import { isObject, type JsonObject, listAt, textAt } from "../shared/values";

/** A check without a plain yes counts as failed; one that names no check is a gap of the report and no result at all. */
export function checksOf(body: JsonObject, at: string, notes: Notes): NonNullable<ScanFacts["misconfigurations"]> {
  return listAt(body, "checks").flatMap((row, i) => {
    const place = `${at}/${i}`;
    const id = textAt(row, "checkID");
    if (id === null) {
      notes.add("ignored", "trivy-operator/row-without-id", "a row names no check", `${place}/checkID`);
      return [];
    }
    const success = isObject(row) ? row["success"] : null;
    if (typeof success !== "boolean") notes.warn("trivy-operator/no-result", "a check does not say whether it passed; read as failed", `${place}/success`);
    return [{ id, status: success === true ? ("pass" as const) : ("fail" as const), severity: normaliseSeverity(textAt(row, "severity")), title: textAt(row, "title") ?? "", at: place }];
  });
}
