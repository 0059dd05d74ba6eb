import type { AdvisoryFacts } from "../../model/document";
import type { Problem } from "../../model/problem";
import { packageFromWords } from "../shared/ecosystems";
import { packageParts } from "../shared/packages";
import { isProblem, type Placed, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { isObject, textAt } from "../shared/values";

export type Affected = AdvisoryFacts["affected"][number];

export const AFFECTED: RowShape = { objects: ["package"], lists: ["ranges", "versions"] };
const RANGE: RowShape = { required: ["type"], lists: ["events"] };
const EVENT: RowShape = { texts: ["introduced", "fixed", "last_affected", "limit"] };
const MAX_FIXED = 50;

/** One entry of `affected` with the versions that repair it. Git ranges name commits, which are no versions. */
export function affectedOf({ row, at }: Placed): Affected | Problem {
  const stated = isObject(row["package"]) ? row["package"] : null;
  if (stated !== null) {
    const wrong = wrongRow("osv", stated, { required: ["name", "ecosystem"], texts: ["purl"] }, `${at}/package`);
    if (wrong !== null) return wrong;
  }
  const ranges = rowsOf("osv", row["ranges"], RANGE, `${at}/ranges`);
  if (isProblem(ranges)) return ranges;
  const fixed = new Set<string>();
  for (const range of ranges) {
    const events = rowsOf("osv", range.row["events"], EVENT, `${range.at}/events`);
    if (isProblem(events)) return events;
    if (range.row["type"] !== "GIT") for (const event of events) fixed.add(textAt(event.row, "fixed") ?? "");
  }
  const words = packageFromWords(textAt(stated, "ecosystem") ?? "", textAt(stated, "name") ?? "");
  const { purl, type, namespace, name } = packageParts({ ...words, purlText: textAt(stated, "purl"), version: null });
  return { purl, type, namespace, name: stated === null ? null : name, fixedVersions: [...fixed].filter((version) => version !== "").slice(0, MAX_FIXED), at };
}
