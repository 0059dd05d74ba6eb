import type { Severity } from "../../model/document";
import type { FindingFact, Instant } from "../../model/evaluation";
import { addDays, endOfDay, isAfter } from "../instant";
import type { ClockPreset, DuePromise } from "../preset";

const ID = "fedramp-conmon-legacy";

/** RA-5(d) parameter of the Rev5 2024 baselines. Negligible is a distribution's word for the lowest rank: it is low. */
const DAYS: Readonly<Record<Severity, number | null>> = {
  critical: 30,
  high: 30,
  medium: 90,
  low: 180,
  negligible: 180,
  none: null,
  unknown: null,
};

/**
 * 30 days for critical and high, 90 for moderate, 180 for low, from first detection on the image line. A due date of
 * the KEV catalogue supersedes the row, to the end of that day, but never lengthens a promise that already runs.
 */
function due(startAt: Instant, finding: FindingFact): DuePromise {
  const days = DAYS[finding.severity];
  const byRow = days === null ? null : addDays(startAt, days);
  const byKev = finding.kev === null ? null : endOfDay(finding.kev.dueAt);
  if (byKev !== null && (byRow === null || isAfter(byRow, byKev))) {
    const before = byRow === null ? "" : `; before the listing it was ${byRow}`;
    return { dueAt: byKev, rule: `${ID}/kev`, why: `Due date of the KEV catalogue${before}` };
  }
  if (days === null) {
    const why = finding.severity === "unknown" ? "No severity is known, so no row of the preset applies" : "The severity is none: nothing is promised";
    return { dueAt: null, rule: `${ID}/${finding.severity}`, why };
  }
  return { dueAt: byRow, rule: `${ID}/${finding.severity}`, why: `${days} days from first detection` };
}

export const fedrampConmonLegacy: ClockPreset = {
  id: ID,
  title: "FedRAMP continuous monitoring (Rev5 2024)",
  legacy: true,
  label: "legacy: superseded by vulnerability detection and response rules from 2026-12-07",
  promise: "Critical and high in 30 days, moderate in 90, low in 180; a KEV due date supersedes",
  start: "first detection on any digest of the image line, the earlier of observed and recorded",
  stop: "a complete newer scan of the current digest no longer lists it, or a trusted VEX statement clears it",
  source: "FedRAMP Rev5 baselines of 2024-09-24, parameter ra-05_odp.03",
  days: DAYS,
  due,
};
