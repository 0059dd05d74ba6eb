import { fedrampConmonLegacy } from "./fedramp-conmon-legacy/preset";
import type { ClockPreset } from "./preset";

/** Every preset a policy may select: one folder and one line here. */
export const CLOCK_PRESETS: readonly ClockPreset[] = [fedrampConmonLegacy];

export function clockPreset(id: string): ClockPreset | null {
  return CLOCK_PRESETS.find((preset) => preset.id === id) ?? null;
}
