import type { DigestEvaluation } from "../../../domain/model/evaluation";
import { packFindings } from "../../queries/kept-findings";
import { ANSWERED } from "./attempts";
import { EVALUATION_REVISION } from "./evaluation-revision";
import { contentId, policyVersionIdOf, run, type Tx } from "../../store";

export interface EvaluationKey {
  systemId: string;
  digest: string;
  imageId: string;
  factsRevision: number;
}

/** The same question has the same id: digest, line, as-of, policy version and revision of the facts. */
export function evaluationId(key: EvaluationKey, evaluation: Pick<DigestEvaluation, "asOf" | "policy">): string {
  const policy = policyVersionIdOf(key.systemId, evaluation.policy.id, evaluation.policy.version);
  return contentId("evaluation", key.systemId, key.digest, key.imageId, evaluation.asOf, policy, String(key.factsRevision));
}

/** `findings`: each as it is kept, JSON, in the order of the evaluation. */
export async function insertEvaluation(tx: Tx, id: string, key: EvaluationKey, evaluation: DigestEvaluation, findings: readonly string[], now: Date): Promise<void> {
  const { findings: _beside, ...result } = evaluation;
  await run(
    tx,
    `INSERT INTO evaluation (system_id, id, digest, image_id, as_of, policy_version_id, facts_revision, verdict, result, findings, valid_until, recorded_at)
     VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::timestamptz, $6::uuid, $7::int, $8, $9::jsonb, $10::bytea, $11::timestamptz, $12::timestamptz) ON CONFLICT DO NOTHING`,
    key.systemId, id, key.digest, key.imageId, evaluation.asOf,
    policyVersionIdOf(key.systemId, evaluation.policy.id, evaluation.policy.version), key.factsRevision,
    evaluation.verdict.result, JSON.stringify(result), packFindings(findings), evaluation.validUntil, now.toISOString(),
  );
}

/** What lists show of a digest without opening its evaluation. */
export function rollupOf(evaluationId: string, imageId: string, evaluation: DigestEvaluation, build: { grown: boolean; unrated: boolean }): Record<string, unknown> {
  const { verdict, counts, ladder, frameworks, shape, validUntil, validUntilWhy, asOf } = evaluation;
  return {
    evaluationId, imageId, build, asOf, validUntil, validUntilWhy, verdict, counts, ladder, frameworks,
    seals: evaluation.seals.map(({ kind, state, stateWords }) => ({ kind, state, stateWords })),
    shape: { kind: shape.kind, title: shape.title, debug: shape.debug },
  };
}

export async function storeRollup(tx: Tx, key: EvaluationKey, rollup: Record<string, unknown>, validUntil: string | null, now: Date): Promise<void> {
  await run(
    tx,
    `UPDATE digest SET rollup = $3::jsonb, rollup_at = CASE WHEN rollup = $3::jsonb THEN rollup_at ELSE $4::timestamptz END,
       evaluated_revision = $5::int, valid_until = $6::timestamptz, rules_revision = $7::int, ${ANSWERED}
     WHERE system_id = $1::uuid AND sha256 = $2 AND evaluated_revision <= $5::int`,
    key.systemId, key.digest, JSON.stringify(rollup), now.toISOString(), key.factsRevision, validUntil, EVALUATION_REVISION,
  );
}
