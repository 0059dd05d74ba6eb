import { isDeepStrictEqual } from "node:util";
import type { DigestEvaluation } from "../../../domain/model/evaluation";
import { evaluateAt, linesOf } from "../../queries/evaluate-at";
import { keptFinding, wholeEvaluation } from "../../queries/kept-findings";
import { clock } from "../../clock";
import { failpoint } from "../../jobs/failpoint";
import { readSystem, rows, withSystem, type SystemContext, type Tx } from "../../store";
import { beginEvaluation } from "./attempts";
import { evaluateNow, storeAll, type Result } from "./evaluate-digest";
import { EVALUATION_REVISION } from "./evaluation-revision";

/**
 * Holds the stored answers about a digest against the rules of now, at the instant they were made for. Where the rules say
 * the same the answers stay, with all their rows, and the digest is marked as looked at; else it is evaluated now.
 */
export async function evaluateUnderNewRules(ctx: SystemContext, digest: string): Promise<void> {
  if (!(await isBehind(ctx, digest)) || !(await beginEvaluation(ctx, digest))) return;
  const now = clock.now();
  failpoint(`worker.evaluating/${digest}`);
  const same = await readSystem(ctx, (tx) => asStored(tx, ctx.systemId, digest, now));
  if (same === null) await evaluateNow(ctx, digest);
  else await withSystem(ctx, (tx) => storeAll(tx, same, now));
}

/** Another worker, or a change of facts, may have been faster. */
async function isBehind(ctx: SystemContext, digest: string): Promise<boolean> {
  const found = await withSystem(ctx, (tx) => rows(tx, `SELECT 1 FROM digest WHERE system_id = $1::uuid AND sha256 = $2 AND rules_revision < $3::int`, ctx.systemId, digest, EVALUATION_REVISION));
  return found.length > 0;
}

/** What the rules of now say in each line, where all of that is stored already; null where some of it is not. */
async function asStored(tx: Tx, systemId: string, digest: string, now: Date): Promise<Result[] | null> {
  const [row] = await rows<{ facts_revision: number; is_valid: boolean }>(
    tx,
    `SELECT facts_revision, facts_revision = evaluated_revision AND (valid_until IS NULL OR valid_until > $3::timestamptz) AS is_valid
     FROM digest WHERE system_id = $1::uuid AND sha256 = $2`,
    systemId, digest, now.toISOString(),
  );
  if (!row?.is_valid) return null;
  const results: Result[] = [];
  for (const imageId of await linesOf(tx, systemId, digest)) {
    const key = { systemId, digest, imageId, factsRevision: row.facts_revision };
    const stored = await newestEvaluation(tx, systemId, digest, imageId);
    const evaluated = stored && (await evaluateAt(tx, systemId, digest, imageId, stored.evaluation.asOf));
    if (!evaluated || !saysTheSame(stored.evaluation, evaluated.evaluation)) return null;
    results.push({ ...evaluated, key, stored: stored.id });
  }
  return results.length === 0 ? null : results;
}

async function newestEvaluation(tx: Tx, systemId: string, digest: string, imageId: string): Promise<{ id: string; evaluation: DigestEvaluation } | null> {
  const [newest] = await rows<{ id: string }>(
    tx,
    `SELECT id::text AS id FROM evaluation WHERE system_id = $1::uuid AND digest = $2 AND image_id = $3::uuid
     ORDER BY as_of DESC, facts_revision DESC, recorded_at DESC LIMIT 1`,
    systemId, digest, imageId,
  );
  const evaluation = newest && (await wholeEvaluation(tx, systemId, newest.id));
  return newest && evaluation ? { id: newest.id, evaluation } : null;
}

const saysTheSame = (stored: DigestEvaluation, made: DigestEvaluation): boolean => isDeepStrictEqual(answerOf(stored), answerOf(made));

/** An answer as JSON gives it back, without the revision of the rule that gave it. */
function answerOf({ findings, results, ...rest }: DigestEvaluation): unknown {
  const kept = { ...rest, findings: findings.map(keptFinding), results: results.map(({ rule, ...result }) => ({ ...result, rule: rule.id })) };
  return JSON.parse(JSON.stringify(kept)) as unknown;
}
