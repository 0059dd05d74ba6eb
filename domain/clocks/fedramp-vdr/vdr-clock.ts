import type { Instant } from "../../model/evaluation";
import { addDays, endOfDay, isAfter } from "../instant";
import { VDR_ACCEPTED_DAYS, VDR_DAYS, VDR_EVALUATION_DAYS, type Pain, type VdrClass, type VdrColumn } from "./matrix";

export interface VdrInput {
  class: VdrClass;
  detectedAt: Instant;
  /** When triage finished; null = not evaluated yet. */
  evaluatedAt: Instant | null;
  pain: Pain | null;
  likelyExploitable: boolean | null;
  internetReachable: boolean | null;
  kev: { addedAt: Instant; dueAt: Instant } | null;
  asOf: Instant;
}

export interface VdrClock {
  evaluation: { dueAt: Instant; overdue: boolean };
  /** null = no clock: nothing was evaluated, or the judgements that choose the row are missing. */
  remediation: { dueAt: Instant; row: string; earlier: Instant[] } | null;
  /** Not fixed within 192 days of evaluation: it must be categorised as accepted. */
  mustBeAccepted: boolean;
  why: string;
}

/**
 * Clocks of vulnerability detection and response. Judgements that are missing are never filled in: without them there
 * is no remediation clock, and that is said. A KEV due date shortens and leaves the earlier due instant in `earlier`.
 */
export function vdrClock(input: VdrInput): VdrClock {
  const evaluationDue = addDays(input.detectedAt, VDR_EVALUATION_DAYS[input.class]);
  const finished = input.evaluatedAt ?? input.asOf;
  const evaluation = { dueAt: evaluationDue, overdue: isAfter(finished, evaluationDue) };
  const mustBeAccepted = input.evaluatedAt !== null && isAfter(input.asOf, addDays(input.evaluatedAt, VDR_ACCEPTED_DAYS));
  const row = matrixRow(input);
  if (typeof row === "string") return { evaluation, remediation: kevOnly(input), mustBeAccepted, why: row };
  const byRow = addDays(row.from, row.days);
  const byKev = input.kev === null ? null : endOfDay(input.kev.dueAt);
  const shortened = byKev !== null && isAfter(byRow, byKev);
  const remediation = shortened
    ? { dueAt: byKev, row: "kev", earlier: [byRow] }
    : { dueAt: byRow, row: row.id, earlier: [] };
  return { evaluation, remediation, mustBeAccepted, why: shortened ? "The KEV due date comes first" : `${row.days} days from evaluation` };
}

function kevOnly(input: VdrInput): VdrClock["remediation"] {
  return input.kev === null ? null : { dueAt: endOfDay(input.kev.dueAt), row: "kev", earlier: [] };
}

function matrixRow(input: VdrInput): { from: Instant; days: number; id: string } | string {
  if (input.evaluatedAt === null) return "Not evaluated yet: the remediation clock has not started";
  if (input.pain === null || input.likelyExploitable === null) return "Impact or exploitability was not judged";
  if (input.pain === 1) return "N1 is remediated in routine operations: no deadline";
  if (input.likelyExploitable && input.internetReachable === null) return "Reachability was not judged";
  const column: VdrColumn = !input.likelyExploitable ? "nlev" : input.internetReachable ? "lev-irv" : "lev-nirv";
  return { from: input.evaluatedAt, days: VDR_DAYS[input.class][input.pain][column], id: `${input.class}/N${input.pain}/${column}` };
}
