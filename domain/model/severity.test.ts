import { expect, it } from "vitest";
import { normaliseSeverity, severityOfScore } from "./severity";

it("places every source's word in one vocabulary", () => {
  expect(["CRITICAL", "Important", "moderate", "Low", "Negligible", "UNKNOWN", "note", ""].map(normaliseSeverity)).toEqual([
    "critical", "high", "medium", "low", "negligible", "unknown", "unknown", "unknown",
  ]);
});

it("does not fall for names every object carries", () => {
  expect(normaliseSeverity("constructor")).toBe("unknown");
  expect(normaliseSeverity("__proto__")).toBe("unknown");
});

it("rates a score and knows what is none", () => {
  expect([0, 3.9, 4, 6.9, 7, 8.9, 9, 10, 11, Number.NaN, null].map(severityOfScore)).toEqual([
    "none", "low", "medium", "medium", "high", "high", "critical", "critical", "unknown", "unknown", "unknown",
  ]);
});
