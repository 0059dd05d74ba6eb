import type { Clock } from "../../contracts/finding";
import type { ClockStanding } from "../../contracts/pages";
import type { Tone } from "../ui/status";
import { dueText, instantText } from "../ui/prepare-time";

export interface ClockView {
  tone: Tone | null;
  /** "6 d 2 h past due" */
  due: string;
  /** "17 Nov 2026, 07:40 UTC" */
  at: string;
  owner: string | null;
  /** "libssl3, fixed in 3.0.17" */
  fix: string;
}

/** "open in 1.0.0, which a tag names": the build that keeps the clock open, and why that build counts. */
export function standingText(standing: ClockStanding | undefined): string | null {
  return standing ? `open in ${standing.build}, ${BASIS[standing.basis]}` : null;
}

const BASIS: Record<ClockStanding["basis"], string> = {
  deployment: "which is deployed",
  tag: "current as what its tag last named",
  newest: "current as the newest digest of the line",
  older: "an older build: not every current one was scanned to the end",
};

/** A running clock seen from now. Late and soon are said in words; the tone only repeats them. */
export function prepareClock(clock: Clock, now: string): ClockView {
  const owner = clock.owner;
  const fix = clock.fixedVersion ? `fixed in ${clock.fixedVersion}` : "no fix known";
  if (!clock.dueAt) return { tone: null, due: "No promise applies", at: clock.startBasis, owner, fix };
  const at = instantText(clock.dueAt);
  if (clock.bucket === "accepted") return { tone: null, due: "Accepted by exception", at: `would be due ${at}`, owner, fix };
  if (clock.bucket === "closed") return { tone: null, due: "Closed", at: clock.stopReason ?? at, owner, fix };
  const tone = clock.bucket === "breached" ? "breach" : clock.bucket === "later" || clock.bucket === "noClock" ? null : "risk";
  return { tone, due: dueText(clock.dueAt, now), at, owner, fix };
}
