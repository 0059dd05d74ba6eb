import { describe, expect, it } from "vitest";
import type { OverviewPage } from "../../contracts/pages";
import { freshnessSentence, frameworksSentence, overviewSentence, prepareFreshness } from "./prepare-overview";

const none = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };
const page = (rest: Partial<OverviewPage>): OverviewPage => ({
  now: "2026-11-23T09:40:00Z",
  empty: false,
  current: { lines: 44, breachedLines: 3, dueWithin7dLines: 7, unscanned: 0, unevaluated: 0, basis: "tag" },
  ladder: { breached: 3, within24h: 0, within7d: 7, later: 0, accepted: 0, noClock: 0 },
  burnDown: [], urgent: [], lines: [], frameworks: [], freshness: [], open: none, recent: [],
  firstSteps: { token: true, upload: true, evaluated: true },
  ...rest,
});

describe("overviewSentence", () => {
  it("answers whether promises are kept, bad news after the count", () => {
    expect(overviewSentence(page({}))).toEqual({
      lead: "41 of 44 image lines",
      rest: " are inside the patch promises, as far as scans show: 3 are breached, 7 lines have something due within 7 days.",
    });
  });

  it("does not count a line without a verdict as inside", () => {
    const { lead, rest } = overviewSentence(page({ current: { lines: 4, breachedLines: 0, dueWithin7dLines: 0, unscanned: 0, unevaluated: 3, basis: "tag" } }));
    expect(lead).toBe("1 of 4 image lines");
    expect(rest).toContain("3 are not evaluated yet");
  });

  it("does not count a line without a scan as inside", () => {
    const { lead, rest } = overviewSentence(page({ current: { lines: 4, breachedLines: 1, dueWithin7dLines: 0, unscanned: 2, unevaluated: 0, basis: "tag" } }));
    expect(lead).toBe("1 of 4 image lines");
    expect(rest).toContain("2 have no scan");
  });

  it("says so when nothing is evaluated", () => {
    const { lead } = overviewSentence(page({ current: { lines: 1, breachedLines: 0, dueWithin7dLines: 0, unscanned: 0, unevaluated: 1, basis: "tag" } }));
    expect(lead).toBe("Nothing is evaluated yet.");
  });
});

describe("freshness", () => {
  const freshness: OverviewPage["freshness"] = [
    { kind: "sbom", verified: 0, present: 3, missing: 1, failed: 0 },
    { kind: "signature", verified: 1, present: 0, missing: 3, failed: 0 },
  ];

  it("tells held from verified and from missing", () => {
    expect(prepareFreshness(page({ freshness })).map((row) => row.words)).toEqual(["0 of 4 verified, 3 held only, 1 missing", "1 of 4 verified, 3 missing"]);
  });

  it("names the kind that is missing most", () => {
    expect(freshnessSentence(page({ freshness }))).toEqual({ lead: "3 of 4 image lines", rest: " have no signature of the current digest." });
  });
});

describe("frameworksSentence", () => {
  it("does not call the absence of results a pass", () => {
    expect(frameworksSentence([]).rest).toContain("not a pass");
  });
});
