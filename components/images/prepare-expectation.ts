import type { ExpectationDetail, ExpectationShape } from "../../contracts/expectation";
import { plural } from "../ui/prepare-time";

export const NOTHING_EXPECTED: ExpectationShape = { sourceRepository: null, builderId: null, ref: null, workflow: null, minimumLevel: null };

export interface ExpectedRow {
  name: string;
  /** Null = not expected. */
  text: string | null;
}

const LEVELS: Record<1 | 2 | 3, string> = { 1: "L1 or higher", 2: "L2 or higher", 3: "L3" };

/** What is expected, in the order it is held against a build. */
export function expectedRows(expected: ExpectationShape): ExpectedRow[] {
  return [
    { name: "Source repository", text: expected.sourceRepository },
    { name: "Builder", text: expected.builderId },
    { name: "Branch or tag", text: expected.ref },
    { name: "Workflow", text: expected.workflow },
    { name: "SLSA build level", text: expected.minimumLevel === null ? null : LEVELS[expected.minimumLevel] },
  ];
}

/** "branch or tag, workflow": what one version changed of the one before. */
export function changedFields(now: ExpectationShape, before: ExpectationShape): string {
  const was = expectedRows(before);
  const names = expectedRows(now).filter((row, i) => row.text !== was[i]?.text).map((row) => row.name.toLowerCase());
  return names.length === 0 ? "nothing" : names.join(", ").replace("slsa", "SLSA");
}

/** The first sentence of the section. */
export function expectationSentence({ expected }: Pick<ExpectationDetail, "expected">): { lead: string; rest: string } {
  const count = expectedRows(expected).filter((row) => row.text !== null).length;
  if (count === 0) return { lead: "Nobody has said what builds of this image must come from.", rest: " Any verified provenance is taken as it is, wherever it was built." };
  return { lead: `Every build must match ${plural(count, "expectation")}.`, rest: " Only verified provenance meets them." };
}

/** Text fields without the spaces around them; an empty one expects nothing. */
export function trimmed(draft: ExpectationShape): ExpectationShape {
  const text = (value: string | null): string | null => (value === null || value.trim() === "" ? null : value.trim());
  return { sourceRepository: text(draft.sourceRepository), builderId: text(draft.builderId), ref: text(draft.ref), workflow: text(draft.workflow), minimumLevel: draft.minimumLevel };
}

export const sameExpectation = (a: ExpectationShape, b: ExpectationShape): boolean => expectedRows(a).every((row, i) => row.text === expectedRows(b)[i]?.text);
