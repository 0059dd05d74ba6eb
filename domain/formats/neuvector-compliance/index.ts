import type { Reading } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts, resultOf } from "../shared/exports/report";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { isObject, textAt, tally } from "../shared/values";

/**
 * NeuVector's compliance answer: CIS checks of a host, container or image. It states what passed as "PASS"; every other
 * level is no pass. Codes: neuvector-compliance/list, /row, /time, /results-not-listed, /too-many.
 */
export const neuvectorCompliance: FormatRoom = {
  id: "neuvector-compliance",
  title: "NeuVector compliance report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "items" in json && ("docker_cis_version" in json || "kubernetes_cis_version" in json),
  read,
};

const CODE = "neuvector-compliance";
const ITEM: RowShape = { required: ["test_number", "level"], texts: ["category", "type", "profile", "description"] };

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const wrong = wrongRow(CODE, json, { texts: ["docker_cis_version", "kubernetes_cis_version"], lists: ["items"] }, "");
  if (wrong !== null) return fail(wrong);
  const items = rowsOf(CODE, json["items"], ITEM, "/items");
  if (isProblem(items)) return fail(items);
  const out = new Export(neuvectorCompliance, CODE, document);
  const results = items.map(({ row, at }) => ({
    id: textAt(row, "test_number") ?? "",
    title: textAt(row, "description") ?? "",
    result: resultOf(textAt(row, "level")),
    severity: "unknown" as const,
    target: textAt(row, "type"),
    at,
  }));
  return out.finish({
    title: "NeuVector compliance report",
    tool: { name: "NeuVector", version: null },
    observedAt: out.time(json["run_at"], "/run_at"),
    report: reportFacts({ kind: "benchmark", tool: "NeuVector", target: null, results }, CODE, out.notes),
    counts: { results: items.length, level: tally(items.map(({ row }) => textAt(row, "level"))) },
  });
}
