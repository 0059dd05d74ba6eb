import type { EvidenceItem } from "../../contracts/evidence";

/** Sentences about what suits whom: nothing that evidence could show. */
const NOT_OBSERVED: ReadonlySet<string> = new Set(["Primary goal", "Best when"]);

/** A list of packages cannot show that a file is absent: it may refute, and never proves. */
const ABSENCE: ReadonlySet<string> = new Set(["Shell, package manager"]);

export interface ShapeMark {
  dimension: string;
  met: boolean | null;
  /** Evidence numbers within the digest ("E-01"). */
  evidence: string[];
}

/**
 * Whether a row of the shape table carries a mark: true only where each piece of evidence it rests on was verified, false
 * where evidence shows that it is not so, null (no mark) for everything else. Missing evidence shows nothing.
 */
export function markOf({ dimension, met, evidence }: ShapeMark, held: EvidenceItem[]): boolean | null {
  if (met === null || NOT_OBSERVED.has(dimension) || evidence.length === 0) return null;
  if (!met) return false;
  if (ABSENCE.has(dimension)) return null;
  const items = evidence.map((id) => held.find((item) => item.id === id));
  return items.every((item) => item?.verification.state === "verified") ? true : null;
}
