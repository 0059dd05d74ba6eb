import type { Instant } from "../../model/evaluation";
import { addDays, earliest } from "../instant";

export interface BodFacts {
  exposed: boolean;
  inKev: boolean;
  automatable: boolean;
  impact: "total" | "partial";
}

export interface BodRow extends BodFacts {
  row: number;
  /** Calendar days; null = at the next scheduled major upgrade. */
  days: number | null;
  forensicTriage: boolean;
}

const FIRST_ROW_OF = (exposed: boolean, inKev: boolean): number => (exposed ? 1 : 9) + (inKev ? 0 : 4);

function rows(exposed: boolean, inKev: boolean, cells: readonly [number | null, boolean][]): BodRow[] {
  const order = [[true, "total"], [true, "partial"], [false, "total"], [false, "partial"]] as const;
  return order.map(([automatable, impact], i) => {
    const [days, forensicTriage] = cells[i] ?? [null, false];
    return { row: FIRST_ROW_OF(exposed, inKev) + i, exposed, inKev, automatable, impact, days, forensicTriage };
  });
}

/** Table 1 of BOD 26-04 as issued on 2026-06-10. The directive is reviewed every fiscal year. */
export const BOD_26_04: readonly BodRow[] = [
  ...rows(true, true, [[3, true], [3, false], [3, true], [14, false]]),
  ...rows(true, false, [[3, false], [14, false], [14, false], [60, false]]),
  ...rows(false, true, [[3, true], [14, false], [14, false], [14, false]]),
  ...rows(false, false, [[60, false], [60, false], [null, false], [null, false]]),
];

/** The row of Table 1 for four known facts. Unknown facts are the caller's to name: nothing is assumed here. */
export function bodRow(facts: BodFacts): BodRow {
  const found = BOD_26_04.find((row) =>
    row.exposed === facts.exposed && row.inKev === facts.inKev && row.automatable === facts.automatable && row.impact === facts.impact);
  if (!found) throw new Error("the table covers every combination of its four facts");
  return found;
}

/** Starts at the earlier of KEV listing and identification on the asset; null = next scheduled upgrade. */
export function bodDue(facts: BodFacts, detectedAt: Instant, kevAddedAt: Instant | null): { dueAt: Instant | null; row: BodRow } {
  const row = bodRow(facts);
  const start = earliest([detectedAt, kevAddedAt]) ?? detectedAt;
  return { dueAt: row.days === null ? null : addDays(start, row.days), row };
}
