import type { ComponentFact } from "../../model/document";
import { canonicalPurl } from "../../model/purl";

export interface PackageParts {
  purl: string | null;
  purlText: string | null;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
}

/**
 * A package as a document names it. A purl that parses decides type, namespace and name, so that two tools' words for
 * one package meet; the version is the document's own where it gives one. A purl that does not parse decides nothing.
 */
export function packageParts(given: { purlText: string | null; type: string; namespace: string | null; name: string; version: string | null }): PackageParts {
  const parsed = given.purlText === null ? null : canonicalPurl(given.purlText);
  return {
    purl: parsed?.purl ?? null,
    purlText: given.purlText,
    type: parsed?.type ?? given.type,
    namespace: parsed === null ? given.namespace : parsed.namespace,
    name: parsed?.name ?? given.name,
    version: given.version ?? parsed?.version ?? null,
  };
}

/** A component with nothing known beyond its package. */
export function component(parts: PackageParts, at: string, more: Partial<ComponentFact> = {}): ComponentFact {
  return { ref: null, cpe: null, supplier: null, licences: [], layer: null, paths: [], ...parts, at, ...more };
}
