import type { Problem } from "../../../domain/model/problem";
import { clock, wallNow } from "../../clock";
import { settings } from "../../settings";
import { rows, run, withSystem, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { EVALUATION_REVISION } from "./evaluation-revision";

const LONGEST_REST_SECONDS = 3_600;

/** What an evaluation that ended with an answer says of its attempts. */
export const ANSWERED = "attempts = 0, attempted = NULL, retry_at = NULL, problem = NULL";

/**
 * Counts an attempt before it is made, so that one which ends the process is counted too. The first is tried again at
 * once: whatever stopped it may have had nothing to do with it. Later ones rest longer each time. Once there were as many
 * as are allowed the digest is given up with a reason, until its facts or the rules change, and then there is one more
 * each time. Answers false when it is given up.
 */
export async function beginEvaluation(ctx: SystemContext, digest: string): Promise<boolean> {
  const { maxAttempts, retrySeconds } = settings().limits;
  return withSystem(ctx, async (tx) => {
    const [row] = await rows<{ problem: Problem | null }>(
      tx,
      `UPDATE digest d SET attempts = d.attempts + CASE WHEN t.up THEN 0 ELSE 1 END, attempted = t.what,
         retry_at = CASE WHEN t.up OR d.attempts = 0 THEN NULL ELSE $5::timestamptz + make_interval(secs => LEAST($6::int, $7::int * 2 ^ LEAST(d.attempts - 1, 20))) END,
         problem = CASE WHEN t.up THEN $8::jsonb END
       FROM (SELECT sha256, facts_revision || ' ' || $3::int AS what, attempts >= $4::int AND attempted IS NOT DISTINCT FROM facts_revision || ' ' || $3::int AS up
             FROM digest WHERE system_id = $1::uuid AND sha256 = $2 FOR UPDATE) t
       WHERE d.system_id = $1::uuid AND d.sha256 = t.sha256 RETURNING d.problem`,
      ctx.systemId, digest, EVALUATION_REVISION, maxAttempts, wallNow().toISOString(), LONGEST_REST_SECONDS, retrySeconds, JSON.stringify(tooOften(maxAttempts)),
    );
    const problem = row?.problem ?? null;
    if (problem !== null) await writeAudit(tx, { systemId: ctx.systemId, at: clock.now(), actor: ctx.actor, action: "evaluation.given-up", object: `digest/${digest}`, digest, details: { problem } });
    return problem === null;
  });
}

function tooOften(max: number): Problem {
  return {
    code: "evaluation/too-many-attempts",
    detail: "Evaluating this digest ended without an answer several times in a row. It is tried again when its evidence changes, after an update, or when somebody asks (proofmark digest retry).",
    limit: { name: "attempts", max },
  };
}

/** A failure that is not the digest's own (the database went away) is not an attempt. */
export async function giveBackEvaluation(ctx: SystemContext, digest: string): Promise<void> {
  await withSystem(ctx, (tx) =>
    run(tx, `UPDATE digest SET attempts = GREATEST(attempts - 1, 0), retry_at = NULL WHERE system_id = $1::uuid AND sha256 = $2 AND attempts > 0`, ctx.systemId, digest));
}

/** Has a digest that was given up, or rests, tried again as if for the first time. Answers whether there was anything to change. */
export async function retryEvaluation(tx: Tx, { systemId, actor, at }: Pick<SystemContext, "systemId" | "actor"> & { at: Date }, digest: string): Promise<boolean> {
  const changed = await run(tx, `UPDATE digest SET ${ANSWERED} WHERE system_id = $1::uuid AND sha256 = $2 AND attempts > 0`, systemId, digest);
  if (changed > 0) await writeAudit(tx, { systemId, at, actor, action: "evaluation.retry-asked", object: `digest/${digest}`, digest });
  return changed > 0;
}
