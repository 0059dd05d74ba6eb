import { clock } from "../../clock";
import { failpoint } from "../../jobs/failpoint";
import { NO_LINE, readSystem, rows, run, withSystem, type SystemContext, type Tx } from "../../store";
import { evaluateAt, linesOf, type Evaluated } from "../../queries/evaluate-at";
import { ANSWERED, beginEvaluation } from "./attempts";
import { rebuildClocks } from "./rebuild-clocks";
import { evaluationId, insertEvaluation, rollupOf, storeRollup, type EvaluationKey } from "./store-evaluation";
import { changedFindings, markFindings, storeFindings, type FlawInPackage } from "./store-findings";
import { buildOf, lockLine, startedOtherwise, touchSiblings } from "./touch-siblings";

/** An answer about a digest in one of its lines. */
export interface Result extends Evaluated {
  key: EvaluationKey;
  /** Id of the stored evaluation that says the same; null where this one has to be stored. */
  stored: string | null;
}

/**
 * Evaluates a digest in each of its lines with what is known now, and stores the answers: evaluations, findings,
 * rollup and the clocks of the lines. All facts are read at one instant of the database; facts that arrive meanwhile
 * raise the revision and the digest is evaluated again. Answers the ids of the evaluations; none where there is nothing
 * to say, or the digest is given up (`beginEvaluation`).
 */
export async function evaluateStoredDigest(ctx: SystemContext, digest: string): Promise<string[]> {
  return (await beginEvaluation(ctx, digest)) ? evaluateNow(ctx, digest) : [];
}

/** The same, as part of an attempt that has begun. */
export async function evaluateNow(ctx: SystemContext, digest: string): Promise<string[]> {
  const now = clock.now();
  failpoint(`worker.evaluating/${digest}`);
  const results = await readSystem(ctx, (tx) => evaluateLines(tx, ctx.systemId, digest, now));
  if (results.length === 0) {
    await withSystem(ctx, (tx) => skip(tx, ctx.systemId, digest));
    return [];
  }
  failpoint("worker.evaluated");
  return withSystem(ctx, (tx) => storeAll(tx, results, now));
}

async function evaluateLines(tx: Tx, systemId: string, digest: string, now: Date): Promise<Result[]> {
  const [row] = await rows<{ facts_revision: number }>(tx, `SELECT facts_revision FROM digest WHERE system_id = $1::uuid AND sha256 = $2`, systemId, digest);
  if (!row) return [];
  const results: Result[] = [];
  for (const imageId of await linesOf(tx, systemId, digest)) {
    const evaluated = await evaluateAt(tx, systemId, digest, imageId, now.toISOString());
    if (evaluated) results.push({ ...evaluated, key: { systemId, digest, imageId, factsRevision: row.facts_revision }, stored: null });
  }
  return results;
}

/** Stores what is not stored yet, and brings rows, rollup and clocks to what the answers say. Answers their ids. */
export async function storeAll(tx: Tx, results: readonly Result[], now: Date): Promise<string[]> {
  const ids: string[] = [];
  const started: string[] = [];
  const changed: FlawInPackage[][] = [];
  for (const { key, evaluation, stored } of results) {
    const id = stored ?? evaluationId(key, evaluation);
    const findings = markFindings(evaluation.findings);
    if (stored === null) await insertEvaluation(tx, id, key, evaluation, findings.map(({ text }) => text), now);
    if (key.imageId !== NO_LINE) await lockLine(tx, key.systemId, key.imageId);
    const changes = await changedFindings(tx, key, findings);
    if (key.imageId !== NO_LINE) started.push(...(await startedOtherwise(tx, key, changes.moved)));
    await storeFindings(tx, key, changes);
    changed.push(changes.flaws);
    ids.push(id);
  }
  const [first] = results;
  if (first) {
    const until = results.map(({ evaluation }) => evaluation.validUntil).filter((at) => at !== null && at > now.toISOString()).sort()[0] ?? null;
    await touchSiblings(tx, first.key, buildOf(first.facts), started);
    await storeRollup(tx, first.key, rollupsOf(ids, results), until, now);
    await forgetOldLines(tx, results);
  }
  for (const [i, { key, evaluation }] of results.entries()) await rebuildClocks(tx, key, changed[i] ?? [], evaluation.policy.version, now);
  failpoint("worker.before-evaluation-commit");
  return ids;
}

/** What lists show of the digest: of its first line, and beside it of every other, by the id of the line. */
function rollupsOf(ids: readonly string[], results: readonly Result[]): Record<string, unknown> {
  const [first = {}, ...others] = results.map(({ key, facts, evaluation }, i) => rollupOf(ids[i] ?? "", key.imageId, evaluation, buildOf(facts)));
  return others.length === 0 ? first : { ...first, otherLines: Object.fromEntries(others.map((one) => [one["imageId"], one])) };
}

/** Findings that were kept outside of any line, before the digest got one. */
async function forgetOldLines(tx: Tx, results: readonly Result[]): Promise<void> {
  const [first] = results;
  if (!first) return;
  await run(
    tx,
    `DELETE FROM finding WHERE system_id = $1::uuid AND digest = $2 AND image_id NOT IN (SELECT json_array_elements_text($3::json)::uuid)`,
    first.key.systemId, first.key.digest, JSON.stringify(results.map(({ key }) => key.imageId)),
  );
}

/** Nothing to say of it: an attestation, or a config somebody took for an image. */
async function skip(tx: Tx, systemId: string, digest: string): Promise<void> {
  await run(tx, `UPDATE digest SET evaluated_revision = facts_revision, valid_until = NULL, ${ANSWERED} WHERE system_id = $1::uuid AND sha256 = $2`, systemId, digest);
}
