import type { Reading } from "../../model/document";
import { fail, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts } from "../shared/exports/report";
import { isProblem } from "../shared/exports/shape";
import { isObject, tally } from "../shared/values";
import { isCtl, readCtl } from "./ctl";
import { isEnterprise, readEnterprise } from "./enterprise";

/**
 * Anchore's policy evaluations: Enterprise's answer by digest and tag, and the list of `anchorectl image check`. Each
 * row is a trigger of a policy's gate. They show what a policy of that server decided, and are no findings.
 * Codes: anchore-policy/list, /row, /evaluation, /digest, /time, /several-images, /results-not-listed, /too-many.
 */
export const anchorePolicy: FormatRoom = {
  id: "anchore-policy",
  title: "Anchore policy evaluation",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => Array.isArray(json) && json.length > 0 && (json.every(isEnterprise) || json.every((one) => isObject(one) && isCtl(one))),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const out = new Export(anchorePolicy, "anchore-policy", document);
  const list = Array.isArray(document.json) ? document.json : [];
  const found = list.every(isEnterprise) ? readEnterprise(list, out) : readCtl(list, out);
  if (isProblem(found)) return fail(found);
  return out.finish({
    title: "Anchore policy evaluation",
    tool: { name: "Anchore", version: null },
    target: found.target,
    observedAt: found.observedAt,
    report: reportFacts({ kind: "policy", tool: "Anchore", target: found.target, results: found.results }, "anchore-policy", out.notes),
    counts: { items: list.length, results: found.results.length, result: tally(found.results.map((row) => row.result)) },
  });
}
