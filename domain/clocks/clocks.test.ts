import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readdirSync } from "node:fs";
import { AS_OF, finding } from "../evaluation/test-facts";
import { BOD_26_04, bodDue } from "./cisa-bod-26-04/bod-clock";
import { computeClock, type ClockContext } from "./compute-clock";
import { VDR_DAYS } from "./fedramp-vdr/matrix";
import { addDays, hoursBetween } from "./instant";
import { CLOCK_PRESETS, JUDGEMENT_CLOCKS } from "./registry";

const context: ClockContext = { asOf: AS_OF, preset: "fedramp-conmon-legacy", stop: null, exception: null };
const started = (at: string, rest: Parameters<typeof finding>[0] = {}) => finding({ firstObservedAt: at, firstRecordedAt: at, lineFirstObservedAt: at, lineFirstRecordedAt: at, ...rest });

describe("the legacy preset", () => {
  it("promises 30, 90 and 180 days by severity and nothing without one", () => {
    const due = (severity: Parameters<typeof finding>[0] extends infer P ? NonNullable<P> extends { severity?: infer S } ? S : never : never) => computeClock(started("2026-11-01T00:00:00Z", { severity: severity ?? "high" }), context).dueAt;
    expect([due("critical"), due("high"), due("medium"), due("low"), due("negligible")]).toEqual([30, 30, 90, 180, 180].map((days) => addDays("2026-11-01T00:00:00Z", days)));
    expect([due("none"), due("unknown")]).toEqual([null, null]);
  });
  it("starts at the earliest of observed and recorded on the line", () => {
    const clock = computeClock(finding({ lineFirstObservedAt: "2026-11-05T00:00:00Z", lineFirstRecordedAt: "2026-11-03T00:00:00Z" }), context);
    expect(clock).toMatchObject({ startAt: "2026-11-03T00:00:00Z", startBasis: "first recorded on an earlier digest of the image line" });
  });
  it("is shortened by a KEV due date, to the end of that day, and never lengthened", () => {
    const kev = (dueAt: string) => computeClock(started("2026-11-01T00:00:00Z", { kev: { addedAt: "2026-11-02T00:00:00Z", dueAt } }), context);
    expect(kev("2026-11-16")).toMatchObject({ dueAt: "2026-11-16T23:59:59Z", rule: "fedramp-conmon-legacy/kev", state: "breached" });
    expect(kev("2027-01-01T00:00:00Z")).toMatchObject({ dueAt: "2026-12-01T00:00:00Z", rule: "fedramp-conmon-legacy/high" });
  });
  it("says it is legacy", () => expect(CLOCK_PRESETS[0]).toMatchObject({ legacy: true, id: "fedramp-conmon-legacy" }));
});

describe("a clock", () => {
  const state = (at: string, rest: Partial<ClockContext> = {}) => computeClock(started(at), { ...context, ...rest }).state;
  it("is within, due soon at three days or a fifth of its span, and breached a moment after its due instant", () => {
    expect(state("2026-11-10T00:00:00Z")).toBe("within");
    expect(state("2026-10-26T09:30:00Z")).toBe("due-soon");
    expect(state("2026-10-21T09:30:00Z")).toBe("due-soon");
    expect(state("2026-10-21T09:29:59Z")).toBe("breached");
  });
  it("keeps its due instant under an exception, and is breached by name when that has expired", () => {
    expect(computeClock(started("2026-09-01T00:00:00Z"), { ...context, exception: "active" })).toMatchObject({ state: "excepted", dueAt: "2026-10-01T00:00:00Z" });
    expect(state("2026-09-01T00:00:00Z", { exception: "expired" })).toBe("exception-expired");
    expect(state("2026-11-10T00:00:00Z", { exception: "expired" })).toBe("within");
  });
  it("stopped in time is met or stopped, and late is met late", () => {
    const stop = (at: string, by: "remediated" | "vex") => state("2026-10-01T00:00:00Z", { stop: { at, reason: "", by } });
    expect(stop("2026-10-30T00:00:00Z", "remediated")).toBe("met");
    expect(stop("2026-10-30T00:00:00Z", "vex")).toBe("stopped");
    expect(stop("2026-11-02T00:00:00Z", "remediated")).toBe("met-late");
    expect(stop("2026-11-02T00:00:00Z", "vex")).toBe("met-late");
  });
  it("of a policy without a known preset does not run", () => {
    expect(computeClock(finding(), { ...context, preset: "nothing" })).toMatchObject({ state: "no-clock", dueAt: null, remainingHours: null });
  });
  it("is past exactly when no whole hour is left", () => {
    fc.assert(fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (seconds) => {
      const asOf = new Date(Date.parse("2026-12-01T00:00:00Z") + seconds * 1000).toISOString();
      const clock = computeClock(started("2026-11-01T00:00:00Z"), { ...context, asOf });
      expect(clock.state === "breached").toBe((clock.remainingHours ?? 0) < 0);
      expect(clock.remainingHours).toBe(hoursBetween(asOf, "2026-12-01T00:00:00Z"));
    }));
  });
});

describe("the federal tables", () => {
  it("have sixteen rows with distinct facts and numbers", () => {
    expect(BOD_26_04.map((row) => row.row)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(BOD_26_04.map((row) => row.days)).toEqual([3, 3, 3, 14, 3, 14, 14, 60, 3, 14, 14, 14, 60, 60, null, null]);
    expect(BOD_26_04.filter((row) => row.forensicTriage).map((row) => row.row)).toEqual([1, 3, 9]);
  });
  it("start at the earlier of listing and detection", () => {
    expect(bodDue({ exposed: true, inKev: true, automatable: true, impact: "total" }, "2026-11-05T00:00:00Z", "2026-11-01T00:00:00Z").dueAt).toBe("2026-11-04T00:00:00Z");
  });
  it("grow with less impact and less reach in every class", () => {
    for (const rows of Object.values(VDR_DAYS)) {
      for (const row of Object.values(rows)) expect(row["lev-irv"] <= row["lev-nirv"] && row["lev-nirv"] <= row.nlev).toBe(true);
      for (const column of ["lev-irv", "lev-nirv", "nlev"] as const) expect(rows[5][column] <= rows[4][column] && rows[4][column] <= rows[3][column] && rows[3][column] <= rows[2][column]).toBe(true);
    }
  });
});

it("every folder of clocks is registered", () => {
  const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name);
  expect([...CLOCK_PRESETS.map((one) => one.id), ...Object.keys(JUDGEMENT_CLOCKS)].sort()).toEqual(folders.sort());
});
