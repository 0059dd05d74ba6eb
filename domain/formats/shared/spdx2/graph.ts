import type { ComponentFact, DependencyGraph } from "../../../model/document";
import { type DependencyStatement, dependencyGraph } from "../dependency-graph";
import { type JsonObject, listAt, textAt } from "../values";

/**
 * Relationships that say who needs whom (SPDX 2.3 section 11): DEPENDS_ON and HAS_PREREQUISITE forwards, DEPENDENCY_OF
 * with its kinds (BUILD_, DEV_, RUNTIME_ …) and PREREQUISITE_FOR backwards. CONTAINS is no dependency.
 */
export function graphOf(json: JsonObject, components: readonly ComponentFact[]): DependencyGraph {
  const ids = new Set(components.flatMap(({ ref }) => (ref === null ? [] : [ref])));
  const known = new Set<string>(["SPDXRef-DOCUMENT"]);
  for (const key of ["packages", "files", "snippets"]) for (const one of listAt(json, key)) known.add(textAt(one, "SPDXID") ?? "");
  return dependencyGraph(ids, (id) => known.has(id) || id.startsWith("DocumentRef-"), listAt(json, "relationships").flatMap(statementOf));
}

function statementOf(row: unknown): DependencyStatement[] {
  const [element, type, related] = [textAt(row, "spdxElementId"), textAt(row, "relationshipType"), textAt(row, "relatedSpdxElement")];
  if (element === null || type === null || related === null) return [];
  if (type === "DEPENDS_ON" || type === "HAS_PREREQUISITE") {
    // "NONE" says that there is nothing, "NOASSERTION" says nothing.
    if (related === "NOASSERTION") return [];
    return [{ from: element, to: related === "NONE" ? [] : [related] }];
  }
  return /(?:^|_)DEPENDENCY_OF$|^PREREQUISITE_FOR$/.test(type) ? [{ from: related, to: [element] }] : [];
}
