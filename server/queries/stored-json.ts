import { severityCounts, type ActorShape, type ProblemShape, type SeverityCounts } from "../../contracts/common";
import { frameworkResult, ladder, seal, shape, verdict } from "../../contracts/digest";
import { actor, platform, problem } from "../../contracts/common";
import { z } from "zod";

/**
 * What the worker leaves beside a digest for lists. Read part by part: a part written by an older or newer version in
 * another shape is left out, and never guessed.
 */
const rollup = z.object({
  verdict: verdict.nullable().catch(null),
  counts: z
    .object({ components: z.number(), findings: z.object({ raw: severityCounts, afterVex: severityCounts, open: severityCounts }) })
    .nullable()
    .catch(null),
  seals: z.array(seal.pick({ kind: true, state: true, stateWords: true })).catch([]),
  shape: z.object({ kind: shape.shape.kind, title: z.string(), debug: z.boolean() }).nullable().catch(null),
  frameworks: z.array(frameworkResult).catch([]),
  ladder: ladder.nullable().catch(null),
});
export type Rollup = z.infer<typeof rollup>;

const NO_ROLLUP: Rollup = { verdict: null, counts: null, seals: [], shape: null, frameworks: [], ladder: null };

export function readRollup(json: unknown): Rollup {
  const parsed = rollup.safeParse(json);
  return parsed.success ? parsed.data : NO_ROLLUP;
}

const NOBODY: ActorShape = { kind: "system", id: "unknown", name: "unknown" };

export function readActor(json: unknown): ActorShape {
  const parsed = actor.safeParse(json);
  return parsed.success ? parsed.data : NOBODY;
}

export function readPlatform(json: unknown): z.infer<typeof platform> | null {
  const parsed = platform.safeParse(json);
  return parsed.success ? parsed.data : null;
}

export function readProblem(json: unknown): ProblemShape | null {
  const parsed = problem.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** Counts by severity as stored; a severity that is not named has none. Null when it is no such object. */
export function readCounts(json: unknown): SeverityCounts | null {
  if (typeof json !== "object" || json === null) return null;
  const given = json as Record<string, unknown>;
  const of = (name: string) => (typeof given[name] === "number" ? given[name] : 0);
  return {
    critical: of("critical"), high: of("high"), medium: of("medium"), low: of("low"),
    negligible: of("negligible"), none: of("none"), unknown: of("unknown"),
  };
}

export const asObject = (json: unknown): Record<string, unknown> =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {};

export const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

/** SQL of a JSON array; of none where it is another thing. */
export const asArray = (json: string): string => `CASE jsonb_typeof(${json}) WHEN 'array' THEN ${json} ELSE '[]'::jsonb END`;
