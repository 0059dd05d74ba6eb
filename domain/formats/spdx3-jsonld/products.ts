import type { VexProduct } from "../../model/document";
import { canonicalPurl } from "../../model/purl";
import type { Notes } from "../shared/reading";
import type { Graph } from "./graph";
import { identitiesOf, isPackage, partsOf } from "./naming";

/**
 * The elements a statement leads to, limited to the assessed element where one is named. An element that nothing names
 * outside this document (no purl, no image digest) matches nothing. Nor does a product whose assessed element has no
 * purl: taken for the whole product the statement would say more than its author did.
 */
export function productsOf(to: readonly string[], assessed: readonly string[], at: string, { graph, imported }: { graph: Graph; imported: ReadonlySet<string> }, notes: Notes): VexProduct[] {
  const parts = assessed.map((id) => ({ id, purl: named(id, graph).purl }));
  const known = parts.filter(({ purl }) => purl !== null);
  const isLost = parts.length > 0 && known.length === 0;
  if (isLost) notes.warn("spdx3/vex-part-without-purl", "the assessed element has no purl: the statement has no effect", `${at}/security_assessedElement`);
  return to.map((id, i) => {
    const place = `${at}/to/${i}`;
    const { purl, sha256, missing } = named(id, graph);
    if (missing && purl === null) notes.warn("spdx3/vex-product-missing", imported.has(id) ? "a statement is about an element of another document: it has no effect" : "a statement is about an element that the document does not have", place);
    else if (purl === null && sha256 === null) notes.warn("spdx3/vex-product-without-purl", "a statement is about an element without purl and image digest: it has no effect", place);
    return isLost ? { id, purl: null, sha256: null, subcomponents: parts } : { id, purl, sha256, subcomponents: known };
  });
}

/** An element that is not there may still be named by an id that is a purl. */
function named(id: string, graph: Graph): { purl: string | null; sha256: string | null; missing: boolean } {
  const element = graph.byId.get(id);
  if (element === undefined) return { purl: canonicalPurl(id)?.purl ?? null, sha256: null, missing: true };
  if (!isPackage(element)) return { purl: null, sha256: null, missing: false };
  const digests = identitiesOf(element);
  const digest = digests.find(({ type }) => type === "repo-digest") ?? digests.find(({ type }) => type === "subject");
  return { purl: partsOf(element).purl, sha256: digest?.sha256 ?? null, missing: false };
}
