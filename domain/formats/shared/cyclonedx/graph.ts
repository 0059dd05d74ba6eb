import type { DependencyGraph } from "../../../model/document";
import { type DependencyStatement, dependencyGraph } from "../dependency-graph";
import { type JsonObject, listAt, textAt, textsAt } from "../values";
import type { Components } from "./components";

/** Who needs whom, by `dependencies`; the subject and services are known ends and no part of the inventory. */
export function graphOf(json: JsonObject, { components, refs }: Components): DependencyGraph {
  const ids = new Set(components.flatMap(({ ref }) => (ref === null ? [] : [ref])));
  const statements = listAt(json, "dependencies").flatMap((entry): DependencyStatement[] => {
    const from = textAt(entry, "ref");
    return from === null ? [] : [{ from, to: textsAt(entry, "dependsOn") }];
  });
  return dependencyGraph(ids, (id) => refs.has(id), statements);
}
