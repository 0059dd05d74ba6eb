import { expect, test } from "vitest";
import { changedFields, expectationSentence, expectedRows, NOTHING_EXPECTED, sameExpectation, trimmed } from "./prepare-expectation";

const main = { ...NOTHING_EXPECTED, ref: "refs/heads/main", minimumLevel: 3 as const };

test("what is expected is listed whole, with what is not", () => {
  expect(expectedRows(main).map(({ text }) => text)).toEqual([null, null, "refs/heads/main", null, "L3"]);
  expect(expectedRows({ ...main, minimumLevel: 1 }).at(-1)?.text).toBe("L1 or higher");
});

test("the sentence says that nothing is expected, and never that this is good", () => {
  expect(expectationSentence({ expected: NOTHING_EXPECTED }).lead).toBe("Nobody has said what builds of this image must come from.");
  expect(expectationSentence({ expected: main }).lead).toBe("Every build must match 2 expectations.");
});

test("a version names what it changed", () => {
  expect(changedFields(main, NOTHING_EXPECTED)).toBe("branch or tag, SLSA build level");
  expect(changedFields(main, main)).toBe("nothing");
});

test("spaces around a field and an empty field expect nothing more", () => {
  const typed = { ...main, ref: " refs/heads/main ", builderId: "  " };
  expect(trimmed(typed)).toEqual(main);
  expect(sameExpectation(trimmed(typed), main)).toBe(true);
  expect(sameExpectation(NOTHING_EXPECTED, main)).toBe(false);
});
