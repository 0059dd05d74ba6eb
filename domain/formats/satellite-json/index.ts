import type { Reading } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts } from "../shared/exports/report";
import { isProblem, type RowShape, rowsOf } from "../shared/exports/shape";
import { isObject, listAt, numberAt, textAt } from "../shared/values";

/**
 * Errata that Red Hat Satellite lists for hosts. An erratum names the packages that repair a flaw, not those that are
 * installed in an image, so no finding is read from it. An empty listing could be of anything and is claimed by nobody.
 * Codes: satellite/list, /row, /more-pages, /no-findings-read, /results-not-listed, /too-many.
 */
export const satelliteJson: FormatRoom = {
  id: "satellite-json",
  title: "Red Hat Satellite errata",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && "subtotal" in json && Array.isArray(json["results"]) && json["results"].length > 0 && json["results"].every((one) => isObject(one) && "errata_id" in one),
  read,
};

const ERRATUM: RowShape = { required: ["errata_id"], texts: ["title", "name", "severity", "type"], lists: ["cves", "packages"] };

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const rows = rowsOf("satellite", json["results"], ERRATUM, "/results");
  if (isProblem(rows)) return fail(rows);
  for (const { row, at } of rows) {
    const cves = rowsOf("satellite", row["cves"], { required: ["cve_id"] }, `${at}/cves`);
    if (isProblem(cves)) return fail(cves);
  }
  const out = new Export(satelliteJson, "satellite", document);
  const total = numberAt(json, "total") ?? rows.length;
  if (total > rows.length) out.notes.warn("satellite/more-pages", `the list says that there are ${total} errata and holds ${rows.length}`, "/total");
  out.notes.add("info", "satellite/no-findings-read", "an erratum names packages that repair, not packages that are installed: no finding is read", "/results");
  const results = rows.map(({ row, at }) => ({
    id: textAt(row, "errata_id") ?? "",
    title: textAt(row, "title") ?? textAt(row, "name") ?? "",
    result: "info" as const,
    severity: normaliseSeverity(textAt(row, "severity")),
    target: textAt(row, "type"),
    at,
  }));
  return out.finish({
    title: "Red Hat Satellite errata",
    tool: { name: "Red Hat Satellite", version: null },
    report: reportFacts({ kind: "errata", tool: "Red Hat Satellite", target: null, results }, "satellite", out.notes),
    counts: { results: rows.length, cves: rows.reduce((sum, { row }) => sum + listAt(row, "cves").length, 0), packages: rows.reduce((sum, { row }) => sum + listAt(row, "packages").length, 0) },
  });
}
