import { expect, test } from "vitest";
import { FRAMEWORKS } from "../controls/registry";
import { RULES_REVISION, rulesRevision } from "./rules-revision";

test("the revision of the rules rises when that of any framework does, and when the rest does", () => {
  expect(RULES_REVISION).toBeGreaterThan(FRAMEWORKS.length);
  for (const raised of FRAMEWORKS) {
    const revisions = FRAMEWORKS.map((one) => ({ revision: one === raised ? one.revision + 1 : one.revision }));
    expect(rulesRevision(revisions, 1)).toBe(rulesRevision(FRAMEWORKS, 1) + 1);
  }
  expect(rulesRevision(FRAMEWORKS, 2)).toBe(rulesRevision(FRAMEWORKS, 1) + 1);
});
