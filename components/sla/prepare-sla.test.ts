import { describe, expect, it } from "vitest";
import type { Clock } from "../../contracts/finding";
import type { SlaPage } from "../../contracts/pages";
import { prepareClock, standingText } from "./prepare-clock";
import { promiseText, slaSentence } from "./prepare-sla";

const none = { breached: 0, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 };
const page = (rest: Partial<SlaPage>): SlaPage => ({ now: "2026-11-23T09:40:00Z", ladder: none, owners: [], buckets: [], policy: null, closed: { met: 0, late: 0 }, standings: {}, ...rest });

describe("slaSentence", () => {
  it("says what is late, what comes next, and what nobody owns", () => {
    const answer = slaSentence(page({ ladder: { ...none, breached: 3, within24h: 1, within7d: 6 }, owners: [{ team: null, open: 2, breached: 0, within7d: 1 }] }));
    expect(answer).toEqual({ lead: "3 clocks are breached", rest: ", 7 fall due within 7 days, 1 of them before tomorrow at this time, 2 open clocks have no owner." });
  });

  it("does not praise an empty board", () => {
    expect(slaSentence(page({})).lead).toBe("No clock is running.");
  });
});

describe("promiseText", () => {
  it("names preset and days, and says when there is no promise", () => {
    expect(promiseText(null)).toContain("No policy");
    expect(promiseText({ id: "default", version: 1, preset: "fedramp-conmon-legacy", rows: [{ severity: "high", days: 30 }] })).toContain("preset fedramp-conmon-legacy: high 30 days");
  });
});

describe("standingText", () => {
  it("names the build that keeps a clock open and why that build counts", () => {
    expect(standingText({ build: "1.0.0", basis: "tag" })).toBe("open in 1.0.0, current as what its tag last named");
    expect(standingText(undefined)).toBeNull();
  });
});

describe("prepareClock", () => {
  const clock = {
    bucket: "breached", dueAt: "2026-11-17T07:40:00Z", owner: null, fixedVersion: null, startBasis: "", stopReason: null,
  } as unknown as Clock;

  it("says late in words and keeps the owner empty", () => {
    expect(prepareClock(clock, "2026-11-23T09:40:00Z")).toMatchObject({ tone: "breach", due: "6 d 2 h past due", owner: null, fix: "no fix known" });
  });

  it("gives no tone to what is inside the promise", () => {
    expect(prepareClock({ ...clock, bucket: "later", dueAt: "2027-01-01T00:00:00Z" }, "2026-11-23T09:40:00Z").tone).toBeNull();
  });
});
