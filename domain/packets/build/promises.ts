import { daysBetween, earliest } from "../../clocks/instant";
import { clockPreset } from "../../clocks/registry";
import type { DigestEvaluation, DigestFacts, FindingResult } from "../../model/evaluation";
import type { PacketSla, PacketSlaRow, SeverityWord } from "../model";
import { severityWord } from "./words";

const ROWS: readonly SeverityWord[] = ["critical", "high", "medium", "low"];

/** Promises of the policy, and how they stand for the findings of this digest. */
export function promisesOf(facts: DigestFacts, evaluation: DigestEvaluation): PacketSla | null {
  const preset = clockPreset(facts.policy.preset);
  if (preset === null) return null;
  const from = earliest(evaluation.findings.map((one) => one.clock.startAt)) ?? facts.firstSeenAt;
  return {
    promise: preset.legacy ? `${preset.promise} (${preset.id}, ${preset.label})` : `${preset.promise} (${preset.id})`,
    start: preset.start,
    stop: preset.stop,
    period: `${from.slice(0, 10)} to ${facts.asOf.slice(0, 10)}`,
    rows: ROWS.map((severity) => rowOf(severity, preset.days[severity] ?? null, evaluation.findings.filter((one) => severityWord(one.severity) === severity))),
    trend: [],
  };
}

function rowOf(severity: SeverityWord, days: number | null, findings: FindingResult[]): PacketSlaRow {
  const closed = findings.filter((one) => one.clock.stoppedAt !== null);
  const late = closed.filter((one) => one.clock.state === "met-late").length;
  const open = findings.filter((one) => one.clock.stoppedAt === null);
  const state = (...states: FindingResult["clock"]["state"][]): number => open.filter((one) => states.includes(one.clock.state)).length;
  const took = closed.flatMap(({ clock }) => (clock.startAt === null || clock.stoppedAt === null ? [] : [Math.max(0, daysBetween(clock.startAt, clock.stoppedAt))])).sort((a, b) => a - b);
  return {
    severity, days, closed: closed.length, met: closed.length - late, late, open: open.length, breached: state("breached", "exception-expired"), excepted: state("excepted"),
    median: rank(took, 0.5), p90: rank(took, 0.9),
  };
}

/** Nearest-rank percentile of sorted values. */
function rank(values: number[], share: number): number | null {
  return values[Math.max(0, Math.ceil(values.length * share) - 1)] ?? null;
}
