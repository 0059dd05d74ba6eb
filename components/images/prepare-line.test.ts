import { describe, expect, it } from "vitest";
import { controlsText, lineState, openText, sealsText } from "./prepare-line";

const ladder = { breached: 0, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 };
const verdict = { result: "pass" as const, sentence: "", basis: "" };

describe("lineState", () => {
  it("never shows a missing verdict as a pass", () => {
    expect(lineState(null).word).toBe("No digest");
    expect(lineState({ verdict: null, ladder: null })).toEqual({ tone: "none", word: "Not evaluated" });
  });

  it("puts a breached clock before the verdict", () => {
    expect(lineState({ verdict, ladder: { ...ladder, breached: 2 } })).toEqual({ tone: "breach", word: "2 past due" });
    expect(lineState({ verdict, ladder })).toEqual({ tone: "pass", word: "Passes" });
  });
});

describe("columns", () => {
  it("counts seals by state", () => {
    const seals = (["verified", "present", "missing", "failed"] as const).map((state) => ({ kind: "sbom" as const, state, stateWords: "" }));
    expect(sealsText(seals)).toBe("1 of 4 verified, 1 failed, 1 missing");
    expect(sealsText([])).toBe("none evaluated");
  });

  it("keeps not known apart from zero", () => {
    expect(openText(null)).toBeNull();
    expect(openText({ critical: 0, high: 1, medium: 2, low: 0, negligible: 0, none: 0, unknown: 1 })).toEqual({ critical: 0, high: 1, other: 3 });
  });

  it("counts controls of all frameworks, and leaves out what does not apply", () => {
    const counts = { pass: 2, fail: 1, not_applicable: 5, needs_evidence: 1, manual: 0 };
    const framework = { id: "x", title: "X", version: "1", worst: "fail" as const, counts };
    expect(controlsText([framework, framework])).toEqual({ lead: "4 of 8 pass", rest: "2 fail, 2 need evidence" });
    expect(controlsText([{ ...framework, counts: { ...counts, pass: 1, manual: 3 } }])).toEqual({ lead: "1 of 6 passes", rest: "1 fails, 1 needs evidence, 3 need a person" });
    expect(controlsText([{ ...framework, counts: { ...counts, pass: 0, fail: 0, needs_evidence: 0 } }])).toBeNull();
  });
});
