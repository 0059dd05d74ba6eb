import { packageTitle } from "../../../domain/evaluation/words";
import { SEVERITIES } from "../../../domain/model/document";
import type { DigestEvaluation, FindingResult } from "../../../domain/model/evaluation";
import { contentId, policyVersionIdOf, run, runMany, sortedBy, type Tx } from "../../store";
import { packageRow } from "../ingest/package-row";

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

export async function insertEvaluation(tx: Tx, id: string, key: EvaluationKey, evaluation: DigestEvaluation, now: Date): Promise<void> {
  await run(
    tx,
    `INSERT INTO evaluation (system_id, id, digest, image_id, as_of, policy_version_id, facts_revision, verdict, result, valid_until, recorded_at)
     VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::timestamptz, $6::uuid, $7::int, $8, $9::jsonb, $10::timestamptz, $11::timestamptz) ON CONFLICT DO NOTHING`,
    key.systemId, id, key.digest, key.imageId, evaluation.asOf,
    policyVersionIdOf(key.systemId, evaluation.policy.id, evaluation.policy.version), key.factsRevision,
    evaluation.verdict.result, JSON.stringify(evaluation), evaluation.validUntil, now.toISOString(),
  );
}

export interface FindingStart {
  vulnerability: string;
  aliases: string[];
  package_key: string;
  /** Of its clock, which is the line's; null where none runs. */
  start_at: string | null;
}

export const startsOf = (findings: readonly FindingResult[]): FindingStart[] =>
  findings.map((one) => ({ vulnerability: one.vulnerability, aliases: one.aliases, package_key: one.packageKey, start_at: one.clock.startAt }));

/** Brings the finding rows of a digest in a line to what the evaluation says; rows that say it already are not touched. */
export async function storeFindings(tx: Tx, key: EvaluationKey, findings: readonly FindingResult[]): Promise<void> {
  const unique = new Map(findings.map((one) => [`${one.vulnerability} ${one.packageKey}`, findingRow(one)]));
  const list = sortedBy([...unique.values()], (row) => `${row.vulnerability} ${row.package_id}`);
  await run(
    tx,
    `DELETE FROM finding f WHERE f.system_id = $2::uuid AND f.image_id = $3::uuid AND f.digest = $4 AND NOT EXISTS (
       SELECT 1 FROM json_to_recordset($1::json) AS t(vulnerability text, package_id uuid)
       WHERE t.vulnerability = f.vulnerability AND t.package_id = f.package_id)`,
    JSON.stringify(list.map(({ vulnerability, package_id }) => ({ vulnerability, package_id }))), key.systemId, key.imageId, key.digest,
  );
  await runMany(
    tx,
    `INSERT INTO finding AS f (system_id, image_id, digest, vulnerability, package_key, package_id, package_name, package_version,
       fixed_version, severity, severity_rank, status, clock_state, first_observed_at, due_at, title, detail)
     SELECT $2::uuid, $3::uuid, $4, t.* FROM json_to_recordset($1::json) AS t(vulnerability text, package_key text, package_id uuid,
       package_name text, package_version text, fixed_version text, severity text, severity_rank int, status text, clock_state text,
       first_observed_at timestamptz, due_at timestamptz, title text, detail jsonb)
     ON CONFLICT (system_id, image_id, digest, vulnerability, package_id) DO UPDATE SET package_key = excluded.package_key,
       package_name = excluded.package_name, package_version = excluded.package_version, fixed_version = excluded.fixed_version,
       severity = excluded.severity, severity_rank = excluded.severity_rank, status = excluded.status, clock_state = excluded.clock_state,
       first_observed_at = excluded.first_observed_at, due_at = excluded.due_at, title = excluded.title, detail = excluded.detail
     WHERE f.detail IS DISTINCT FROM excluded.detail`,
    list, key.systemId, key.imageId, key.digest,
  );
}

function findingRow(one: FindingResult) {
  return {
    vulnerability: one.vulnerability,
    package_key: one.packageKey,
    package_id: packageRow(one.package).id,
    package_name: packageTitle(one.package),
    package_version: one.package.version,
    fixed_version: one.fixedVersions[0] ?? null,
    severity: one.severity,
    severity_rank: SEVERITIES.indexOf(one.severity),
    status: one.status,
    clock_state: one.clock.state,
    first_observed_at: one.firstObservedAt,
    due_at: one.clock.dueAt,
    title: one.title,
    detail: one,
  };
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
    `UPDATE digest SET rollup = $3::jsonb, rollup_at = $4::timestamptz, evaluated_revision = $5::int, valid_until = $6::timestamptz
     WHERE system_id = $1::uuid AND sha256 = $2 AND evaluated_revision <= $5::int`,
    key.systemId, key.digest, JSON.stringify(rollup), now.toISOString(), key.factsRevision, validUntil,
  );
}
