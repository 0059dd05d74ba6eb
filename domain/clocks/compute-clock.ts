import type { ClockResult, ClockState, FindingFact, Instant } from "../model/evaluation";
import { earliest, hoursBetween, isAfter, ms } from "./instant";
import { clockPreset } from "./registry";

/** Why a clock no longer runs, decided by whoever weighed scans and statements. */
export interface ClockStop {
  at: Instant;
  reason: string;
  /** remediated stops for good; vex clears without a fix. */
  by: "remediated" | "vex";
}

export interface ClockContext {
  asOf: Instant;
  preset: string;
  stop: ClockStop | null;
  exception: "active" | "expired" | null;
}

const HOURS_SOON = 72;
const SHARE_SOON = 0.2;

/**
 * The clock of one finding on its image line (SLA states). It starts at the earliest of all observed and recorded
 * times of the line, so neither a rebuild nor a rescan, re-tag or change of scanner restarts it. An exception changes
 * the state and never the due instant; an expired one counts as breached once the due instant has passed.
 */
export function computeClock(finding: FindingFact, context: ClockContext): ClockResult {
  const startAt = earliest([finding.lineFirstObservedAt, finding.lineFirstRecordedAt, finding.firstObservedAt, finding.firstRecordedAt]);
  const preset = clockPreset(context.preset);
  const promise = startAt === null || preset === null
    ? { dueAt: null, rule: context.preset, why: preset === null ? "The policy names no known preset" : "The start is not known" }
    : preset.due(startAt, finding);
  return {
    vulnerability: finding.vulnerability,
    aliases: finding.aliases,
    packageKey: finding.packageKey,
    startAt,
    startBasis: startBasis(finding, startAt),
    dueAt: promise.dueAt,
    rule: promise.rule,
    stoppedAt: context.stop?.at ?? null,
    stopReason: context.stop?.reason ?? null,
    state: stateOf(startAt, promise.dueAt, context),
    remainingHours: hoursLeft(context.asOf, { dueAt: promise.dueAt, stoppedAt: context.stop?.at ?? null }),
  };
}

/** Whole hours until the due instant, negative when past; null where nothing is due, or the clock stands. */
export function hoursLeft(asOf: Instant, { dueAt, stoppedAt }: Pick<ClockResult, "dueAt" | "stoppedAt">): number | null {
  return dueAt === null || stoppedAt !== null ? null : hoursBetween(asOf, dueAt);
}

function stateOf(startAt: Instant | null, dueAt: Instant | null, context: ClockContext): ClockState {
  if (context.stop !== null) {
    if (dueAt !== null && isAfter(context.stop.at, dueAt)) return "met-late";
    if (context.stop.by === "vex") return "stopped";
    return dueAt === null ? "no-clock" : "met";
  }
  if (context.exception === "active") return "excepted";
  if (startAt === null || dueAt === null) return "no-clock";
  if (isAfter(context.asOf, dueAt)) return context.exception === "expired" ? "exception-expired" : "breached";
  return isDueSoon(startAt, dueAt, context.asOf) ? "due-soon" : "within";
}

/** At most three days left, or at most a fifth of the promised span. */
function isDueSoon(startAt: Instant, dueAt: Instant, asOf: Instant): boolean {
  const left = ms(dueAt) - ms(asOf);
  return left <= HOURS_SOON * 3_600_000 || left <= SHARE_SOON * (ms(dueAt) - ms(startAt));
}

function startBasis(finding: FindingFact, startAt: Instant | null): string {
  if (startAt === null) return "not known";
  const onLine = earliest([finding.lineFirstObservedAt, finding.lineFirstRecordedAt]);
  const here = earliest([finding.firstObservedAt, finding.firstRecordedAt]);
  const earlier = onLine !== null && here !== null && isAfter(here, onLine);
  const observed = earliest([finding.lineFirstObservedAt, finding.firstObservedAt]);
  const kind = observed === startAt ? "observed" : "recorded";
  return earlier ? `first ${kind} on an earlier digest of the image line` : `first ${kind} on this digest`;
}
