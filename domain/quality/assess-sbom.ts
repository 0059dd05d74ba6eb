import type { ComponentFact, DependencyGraph, SbomFacts } from "../model/document";

/** How much of an inventory can be used: counts of components, never a score. */
export interface SbomQuality {
  components: number;
  withPurl: number;
  /** A package address stands there and does not parse. */
  badPurl: number;
  withVersion: number;
  withSupplier: number;
  withLicence: number;
  withCpe: number;
  withRef: number;
  /** null: the reader of this format does not look for it. */
  withHash: number | null;
  /** Components that repeat type, namespace, name and version of an earlier one. */
  duplicates: number;
  /** Components that repeat an earlier one's id inside the document. */
  duplicateIds: number;
  /** null: the reader of this format does not look for it. */
  graph: DependencyGraph | null;
  os: { id: string; version: string | null } | null;
  /** What the document claims of itself; null when it claims nothing. */
  complete: boolean | null;
}

/** Counts what an inventory states and lacks; a pure function of what the room read. */
export function assessSbom(sbom: SbomFacts): SbomQuality {
  const { components } = sbom;
  const count = (test: (one: ComponentFact) => boolean): number => components.reduce((sum, one) => sum + (test(one) ? 1 : 0), 0);
  const refs = components.flatMap(({ ref }) => (ref === null ? [] : [ref]));
  return {
    components: components.length,
    withPurl: count((one) => one.purl !== null),
    badPurl: count((one) => one.purl === null && one.purlText !== null),
    withVersion: count((one) => one.version !== null && one.version !== ""),
    withSupplier: count((one) => one.supplier !== null && one.supplier !== ""),
    withLicence: count((one) => one.licences.length > 0),
    withCpe: count((one) => one.cpe !== null),
    withRef: refs.length,
    withHash: sbom.withHash ?? null,
    duplicates: components.length - new Set(components.map(nameOf)).size,
    duplicateIds: refs.length - new Set(refs).size,
    graph: sbom.graph ?? null,
    os: sbom.os,
    complete: sbom.complete,
  };
}

const nameOf = ({ purl, type, namespace, name, version }: ComponentFact): string => purl ?? JSON.stringify([type, namespace, name, version]);
