import type { ExpectationAhead, ExpectationShape } from "../../contracts/expectation";
import { expectsAnything, statedProvenance } from "../../domain/provenance/expectations";
import { provenanceCandidates } from "../../domain/provenance/assess-provenance";
import type { DigestEvaluation, DigestFacts } from "../../domain/model/evaluation";
import type { ProvenanceExpectation } from "../../domain/provenance/model";
import type { Ctx } from "../auth/principal";
import { evaluateAt } from "./evaluate-at";
import { imageDetail } from "./image-page";
import { expectationVersions } from "./expectation";
import { iso, read, withoutPrefix } from "./read";

/**
 * The line's current digest evaluated as it is and as it would be, from the same facts at the same instant: what is met
 * and why not, and every control whose result would change. Null where the line has no current digest.
 */
export const expectationAhead = (ctx: Ctx, image: string, expected: ExpectationShape): Promise<ExpectationAhead["ahead"]> =>
  read(ctx, async (tx, now) => {
    const line = await imageDetail(tx, ctx.systemId, now, image);
    if (!line?.current) return null;
    const { version } = await expectationVersions(tx, ctx.systemId, line);
    const proposed: ProvenanceExpectation = { ...expected, version: version + 1, author: ctx.actor.name, recordedAt: iso(now) };
    const digest = withoutPrefix(line.current.digest);
    const before = await evaluateAt(tx, ctx.systemId, digest, line.id, iso(now));
    const after = await evaluateAt(tx, ctx.systemId, digest, line.id, iso(now), (facts) => ({ ...facts, expectation: expectsAnything(expected) ? proposed : null }));
    if (before === null || after === null || after.evaluation.provenance === undefined) return null;
    const { level, expectations } = after.evaluation.provenance;
    return {
      digest: line.current.digest,
      level: { supports: level.supports, says: level.says },
      expectations,
      verdict: { before: before.evaluation.verdict.result, after: after.evaluation.verdict.result, sentence: after.evaluation.verdict.sentence },
      changes: changesOf(before.evaluation, after.evaluation),
      stated: statedBy(before.facts),
    };
  });

function changesOf(before: DigestEvaluation, after: DigestEvaluation): NonNullable<ExpectationAhead["ahead"]>["changes"] {
  return after.results.flatMap(({ framework, control, title, outcome, says }) => {
    const was = before.results.find((one) => one.framework === framework && one.control === control)?.outcome ?? outcome;
    return was === outcome ? [] : [{ framework, control, title, before: was, after: outcome, says }];
  });
}

const statedBy = (facts: DigestFacts): NonNullable<ExpectationAhead["ahead"]>["stated"] => statedProvenance(provenanceCandidates(facts), facts.policy.approved.builders);
