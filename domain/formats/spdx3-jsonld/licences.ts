import { textAt } from "../shared/values";
import { type Graph, NOTHING, related } from "./graph";

const STATED = new Set(["hasConcludedLicense", "hasDeclaredLicense"]);

/** Licences by the id of the package they are stated for. */
export function readLicences(graph: Graph): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { from, to } of related(graph, STATED)) {
    const text = licenceText(to, graph);
    if (text === null) continue;
    const known = found.get(from);
    if (known === undefined) found.set(from, new Set([text]));
    else known.add(text);
  }
  return found;
}

/** The expression, the id on the SPDX list, or the name of the licence; null where nothing is asserted. */
function licenceText(id: string, graph: Graph): string | null {
  if (NOTHING.test(id)) return null;
  const element = graph.byId.get(id);
  if (element === undefined) return /^https?:\/\/spdx\.org\/licenses\/([\w.+-]{1,100}?)(?:\.html)?$/.exec(id)?.[1] ?? null;
  const { json, type } = element;
  const text = textAt(json, "simplelicensing_licenseExpression") ?? textAt(json, "licenseExpression") ?? (/License/.test(type) ? textAt(json, "name") : null);
  return text === null || NOTHING.test(text) ? null : text;
}
