import { bodDue } from "./cisa-bod-26-04/bod-clock";
import { fedrampConmonLegacy } from "./fedramp-conmon-legacy/preset";
import { vdrClock } from "./fedramp-vdr/vdr-clock";
import type { ClockPreset } from "./preset";

/** Every preset a policy may select: one folder and one line here. */
export const CLOCK_PRESETS: readonly ClockPreset[] = [fedrampConmonLegacy];

/**
 * Clocks that run on judgements of people (impact, exploitability, reachability), which are never derived. They can be
 * computed for given judgements, and become presets when those are recorded per finding.
 */
export const JUDGEMENT_CLOCKS = {
  "fedramp-vdr": { title: "FedRAMP vulnerability detection and response, rules of 2026-07-14", compute: vdrClock },
  "cisa-bod-26-04": { title: "CISA BOD 26-04, table 1 of 2026-06-10", compute: bodDue },
} as const;

export function clockPreset(id: string): ClockPreset | null {
  return CLOCK_PRESETS.find((preset) => preset.id === id) ?? null;
}
