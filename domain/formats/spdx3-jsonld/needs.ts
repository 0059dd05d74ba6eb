import type { ComponentFact, DependencyGraph } from "../../model/document";
import { dependencyGraph } from "../shared/dependency-graph";
import { type Graph, importedIds, related } from "./graph";

const DEPENDS_ON: ReadonlySet<string> = new Set(["dependsOn"]);

/** Who needs whom, by `dependsOn`. Imported elements and the standard's own (NoneElement) are known ends. */
export function needsOf(graph: Graph, components: readonly ComponentFact[]): DependencyGraph {
  const ids = new Set(components.flatMap(({ ref }) => (ref === null ? [] : [ref])));
  const imported = importedIds(graph);
  const isKnown = (id: string): boolean => graph.byId.has(id) || imported.has(id) || /^https?:\/\/spdx\.org\/rdf\//.test(id);
  return dependencyGraph(ids, isKnown, related(graph, DEPENDS_ON).map(({ from, to }) => ({ from, to: [to] })));
}
