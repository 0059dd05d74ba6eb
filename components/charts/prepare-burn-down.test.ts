import { describe, expect, it } from "vitest";
import type { BurnDownDay } from "../../contracts/burn-down";
import { burnDownTitle, prepareBurnDown } from "./prepare-burn-down";

const day = (n: number, ahead: boolean, inside: number, breached: number, due = 0): BurnDownDay => {
  const text = new Date(Date.UTC(2026, 10, 20 + n)).toISOString().slice(0, 10);
  return { day: text, at: `${text}T23:59:59.999Z`, ahead, inside, breached, due };
};
const days = [day(0, false, 6, 4), day(1, false, 5, 8), day(1, true, 4, 9, 1), day(2, true, 2, 11, 2)];

describe("prepareBurnDown", () => {
  it("says what is past due, against the first day, and what falls due", () => {
    expect(burnDownTitle(days)).toEqual({ lead: "8 are past due, up from 4.", rest: " 3 more fall due in the next 1 day." });
    expect(burnDownTitle([day(0, false, 1, 1), day(1, false, 1, 0), day(1, true, 1, 0)])).toMatchObject({ lead: "None is past due, down from 1." });
    expect(burnDownTitle([day(0, false, 0, 0), day(1, false, 0, 0)])).toMatchObject({ lead: "No clock runs" });
  });

  it("draws what is open above what is past due, ends the past where the future begins, and stays inside", () => {
    const chart = prepareBurnDown(days);
    const numbers = (path: string) => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
    for (const path of [chart.open.area, chart.breached, chart.ahead.area]) for (const n of numbers(path)) expect(n >= 0 && n <= chart.width).toBe(true);
    expect(chart.open.edge.startsWith("M34 ")).toBe(true);
    expect(chart.ahead.edge.startsWith(`M${chart.nowX} `)).toBe(true);
    // Each value holds until the next day: open goes from 10 to 13, so the edge falls in the drawing.
    const [, start, , then] = numbers(chart.open.edge);
    expect(then).toBeLessThan(start ?? 0);
    expect(chart.steps.map(({ text }) => text)).toEqual(["+1", "+2"]);
    expect(chart.labels).toMatchObject({ open: "Today, 13 open", end: { text: "Past due if nothing is fixed, 11" } });
  });

  it("draws a base line and no area where there is nothing", () => {
    const chart = prepareBurnDown([]);
    expect(chart.title.lead).toBe("No clock runs");
    expect(JSON.stringify(chart)).not.toContain("NaN");
  });
});
