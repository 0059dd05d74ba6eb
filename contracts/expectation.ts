import { z } from "zod";
import { count, controlOutcome, digestText, instant } from "./common";
import { provenanceAssessment } from "./digest";

const text = z.string().nullable().default(null);

const fields = {
  sourceRepository: text.describe("such as https://github.com/example/app; scheme, .git and a ref make no difference"),
  builderId: text.describe("exact builder id, with or without its @ref"),
  ref: text.describe("branch or tag: * is anything but /, ** anything"),
  workflow: text.describe("workflow or entry point, exactly"),
  minimumLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable().default(null).describe("SLSA build level that verified provenance must support at least"),
};

/** What every build of an image line must come from; null expects nothing. A field nobody knows is refused: it would expect nothing. */
export const expectation = z.strictObject(fields);
export type ExpectationShape = z.output<typeof expectation>;

export const expectationWrite = z.strictObject({ ...fields, baseVersion: z.int().min(0).describe("the version that was looked at; 0 where nobody had said anything") });

const version = z.object({ version: z.int(), expected: expectation, author: z.string(), recordedAt: instant });

export const expectationDetail = z.object({
  image: z.string(),
  version: z.int().describe("0 where nobody has said anything"),
  expected: expectation.describe("all null: nothing is expected"),
  history: z.array(version).describe("newest first, at most 50"),
});
export type ExpectationDetail = z.infer<typeof expectationDetail>;

export const expectationWritten = z.object({
  image: z.string(), version: z.int(),
  changed: z.boolean().describe("false: it was expected already, and nothing was recorded"),
  digests: count.describe("digests of the line that are evaluated again"),
});
export type ExpectationWritten = z.infer<typeof expectationWritten>;

export const expectationAhead = z.object({
  problems: z.array(z.object({ code: z.string(), detail: z.string(), at: z.string().optional() })),
  ahead: z.object({
    digest: digestText.describe("the current digest of the line"),
    level: provenanceAssessment.shape.level.pick({ supports: true, says: true }),
    expectations: provenanceAssessment.shape.expectations,
    verdict: z.object({ before: controlOutcome, after: controlOutcome, sentence: z.string() }),
    changes: z.array(z.object({ framework: z.string(), control: z.string(), title: z.string(), before: controlOutcome, after: controlOutcome, says: z.string() })),
    stated: z.object({ proven: z.boolean(), expected: expectation }).nullable().describe("what provenance of the digest says itself; null where none is held"),
  }).nullable().describe("null where the proposal has problems, or the line has no current digest that can be evaluated"),
});
export type ExpectationAhead = z.infer<typeof expectationAhead>;
