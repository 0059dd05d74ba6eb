import type { LadderShape } from "../../contracts/digest";
import type { Tone } from "../ui/status";
import { plural } from "../ui/prepare-time";

export type DueBucket = "breached" | "within24h" | "within7d" | "later" | "accepted" | "noClock" | "closed";

export interface Rung {
  bucket: DueBucket;
  label: string;
  count: number;
  tone: Tone | null;
  /** Class that makes the rung loud; only when something stands on it. */
  loud: "" | "breached" | "soon";
  note: string;
}

export const BUCKET_LABELS: Record<DueBucket, string> = {
  breached: "Breached",
  within24h: "Within 24 h",
  within7d: "Within 7 days",
  later: "Later",
  accepted: "Accepted",
  noClock: "No clock",
  closed: "Closed",
};

/** Five due states, always all five, zero shown as zero. "No clock" is the sixth, only when something stands there. */
export function prepareLadder(ladder: LadderShape): Rung[] {
  const rungs: Rung[] = [
    rung("breached", ladder.breached, "breach", "breached", "past the promised day"),
    rung("within24h", ladder.within24h, "risk", "soon", "due before tomorrow at this time"),
    rung("within7d", ladder.within7d, "risk", "soon", "due this week"),
    rung("later", ladder.later, null, "", "inside the promise"),
    rung("accepted", ladder.accepted, null, "", "covered by an exception"),
  ];
  if (ladder.noClock > 0) rungs.push(rung("noClock", ladder.noClock, null, "", "no promise applies"));
  return rungs;
}

function rung(bucket: DueBucket, count: number, tone: Tone | null, loud: Rung["loud"], note: string): Rung {
  return { bucket, label: BUCKET_LABELS[bucket], count, tone: count > 0 ? tone : null, loud: count > 0 ? loud : "", note: count > 0 ? note : "none" };
}

/** "1 breached, 2 due within 7 days, 9 later." The loudest first; says so when there are none. */
export function ladderSentence(ladder: LadderShape): { lead: string; rest: string } {
  const week = ladder.within24h + ladder.within7d;
  const open = ladder.breached + week + ladder.later + ladder.noClock;
  if (open + ladder.accepted === 0) return { lead: "No open finding", rest: " is on record." };
  const rest: string[] = [];
  if (week > 0) rest.push(`${week} due within 7 days`);
  if (ladder.later > 0) rest.push(`${ladder.later} later`);
  if (ladder.noClock > 0) rest.push(`${ladder.noClock} without a clock`);
  if (ladder.accepted > 0) rest.push(`${ladder.accepted} accepted by exception`);
  const lead = ladder.breached > 0 ? `${ladder.breached} breached` : open === 0 ? "None open" : `None breached of ${plural(open, "open finding")}`;
  return { lead, rest: rest.length > 0 ? `, ${rest.join(", ")}.` : "." };
}

/** Clocks that are not closed. */
export const ladderTotal = (ladder: LadderShape): number => Object.values(ladder).reduce((sum, count) => sum + count, 0);
