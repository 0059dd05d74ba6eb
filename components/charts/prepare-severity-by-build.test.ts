import { describe, expect, it } from "vitest";
import type { Build } from "../../contracts/pages";
import { niceCeiling } from "./prepare-scale";
import { chartTitle, prepareSeverityByBuild } from "./prepare-severity-by-build";

const counts = (critical: number, high: number, medium: number, low: number) => ({ critical, high, medium, low, negligible: 0, none: 0, unknown: 0 });
const build = (label: string, rest: Partial<Build> = {}): Build => ({ digest: `sha256:${label}`, label, at: "2026-11-01T00:00:00Z", atBuild: counts(0, 1, 2, 1), now: counts(1, 2, 2, 1), ...rest });

describe("prepareSeverityByBuild", () => {
  it("draws two series per build, each standing on the base line", () => {
    const [column] = prepareSeverityByBuild([build("1.0")], null).columns;
    expect([column?.atBuild.total, column?.now.total]).toEqual([4, 6]);
    const lowest = column?.now.segments[0];
    expect((lowest?.y ?? 0) + (lowest?.height ?? 0)).toBeCloseTo(190);
    expect(column?.now.segments.map((segment) => segment.severity)).toEqual(["low", "medium", "high", "critical"]);
  });

  it("counts what nobody rated, so that the total is that of the list", () => {
    const now = { ...counts(1, 0, 0, 0), negligible: 1, none: 1, unknown: 2 };
    const [column] = prepareSeverityByBuild([build("1.0", { now })], null).columns;
    expect(column?.now.total).toBe(5);
    expect(column?.now.segments.map(({ severity, height }) => [severity, height > 0])).toEqual([["other", true], ["critical", true]]);
  });

  it("does not draw a build without a scan as zero", () => {
    const [column] = prepareSeverityByBuild([build("1.0", { atBuild: null })], null).columns;
    expect(column?.atBuild).toMatchObject({ total: null, segments: [] });
  });

  it("keeps every bar inside the drawing for any number of builds", () => {
    for (const n of [1, 2, 8, 40]) {
      const chart = prepareSeverityByBuild(Array.from({ length: n }, (_, i) => build(`${i}`)), null);
      expect(chart.columns.length).toBe(Math.min(n, 8));
      for (const column of chart.columns) expect(column.now.x + column.now.width).toBeLessThanOrEqual(chart.width);
    }
  });

  it("marks the digest the page is about", () => {
    expect(prepareSeverityByBuild([build("1"), build("2")], "sha256:2").columns.map((column) => column.current)).toEqual([false, true]);
  });
});

describe("chartTitle", () => {
  it("answers from the first and the last scanned build", () => {
    expect(chartTitle([build("1", { now: counts(1, 5, 0, 0) }), build("2", { now: null }), build("3", { now: counts(0, 0, 0, 2) })])).toEqual({
      lead: "Fewer than at the start",
      rest: ": 6 reported today in 1, 2 in 3, before VEX.",
    });
  });

  it("says when nothing was scanned", () => {
    expect(chartTitle([build("1", { now: null })]).lead).toBe("No build was scanned.");
  });
});

describe("niceCeiling", () => {
  it("rounds up to a readable top", () => expect([1, 3, 6, 32, 41, 99].map(niceCeiling)).toEqual([1, 4, 10, 40, 50, 100]));
});
