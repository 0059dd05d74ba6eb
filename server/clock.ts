import { settings } from "./settings";

/** The only place that reads time. Evaluation asks `now`; sessions, locks and logs ask `wallNow`. */
export interface Clock {
  now: () => Date;
}

/** The evaluation clock: real time, or the pinned instant when PROOFMARK_CLOCK is set. */
export const clock: Clock = {
  now: () => new Date(settings().clock ?? Date.now()),
};

/** Real time, whatever the evaluation clock says. */
export const wallNow = (): Date => new Date();
