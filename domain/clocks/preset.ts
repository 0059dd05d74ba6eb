import type { FindingFact, Instant } from "../model/evaluation";

/** What a preset promises for one finding. `dueAt` null: it promises nothing, and `rule` says why. */
export interface DuePromise {
  dueAt: Instant | null;
  /** Preset id and row: "fedramp-conmon-legacy/high". */
  rule: string;
  why: string;
}

/** A set of patch promises. Each lives in a folder of its own and has one line in the registry. */
export interface ClockPreset {
  id: string;
  title: string;
  /** Superseded rules stay selectable and are labelled so wherever they are shown. */
  legacy: boolean;
  label: string;
  promise: string;
  start: string;
  stop: string;
  source: string;
  /** Calendar days per severity as shown on pages; null = no promise. */
  days: Readonly<Record<string, number | null>>;
  due(startAt: Instant, finding: FindingFact): DuePromise;
}
