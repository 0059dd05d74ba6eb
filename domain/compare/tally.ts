import type { FactChange, FindingChange, PackageChange } from "./model";

export const FINDING_CHANGES = ["fixed", "new", "status", "unknown", "unchanged"] as const satisfies readonly FindingChange[];
export const PACKAGE_CHANGES = ["added", "removed", "up", "down", "changed", "same"] as const satisfies readonly PackageChange[];
export const FACT_CHANGES = ["added", "removed", "changed", "same", "unknown"] as const satisfies readonly FactChange[];

/** How many rows of each change; none is zero. */
export function tally<C extends string>(changes: readonly C[], rows: readonly { change: C }[]): Record<C, number> {
  const counts = Object.fromEntries(changes.map((change) => [change, 0])) as Record<C, number>;
  for (const { change } of rows) counts[change] += 1;
  return counts;
}
