import { policyOf } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import type { AnsweredQuestion, VerifyTask } from "../../jobs/verify-file";
import type { Parser } from "../../jobs/parse";
import { loadTrust } from "../../queries/trust";
import { run, withSystem, type SystemContext, type Tx } from "../../store";
import { recordVerdicts } from "./record-verdicts";
import { loadSignedWork, rootsUnder } from "./signed-work";

/**
 * Judges one document that carries signatures, under every digest and line it is shown in, by what the system believes
 * now, and records each answer that differs from the one before. Answers whether anything was recorded. The reading
 * thread does the judging; a document it cannot finish stays unknown and says why.
 */
export async function verifySignedDocument(ctx: SystemContext, documentId: string, parser: Pick<Parser, "verify">): Promise<boolean> {
  const now = clock.now();
  const asked = await withSystem(ctx, (tx) => ask(tx, ctx.systemId, documentId, now.toISOString()));
  if (asked === null) return false;
  const answered = asked.task === null ? [] : await judge(asked.task, parser);
  return withSystem(ctx, async (tx) => {
    const changed = await recordVerdicts(tx, ctx, { documentId, answered, now });
    await run(
      tx,
      `UPDATE signed_document SET done = greatest(done, $3::int), checked_at = $4::timestamptz WHERE system_id = $1::uuid AND document_id = $2::uuid`,
      ctx.systemId, documentId, asked.wanted, now.toISOString(),
    );
    return changed;
  });
}

async function ask(tx: Tx, systemId: string, documentId: string, now: string): Promise<{ wanted: number; task: VerifyTask | null } | null> {
  const work = await loadSignedWork(tx, systemId, documentId);
  if (work === null) return null;
  if (work.asked === null) return { wanted: work.wanted, task: null };
  const trust = await loadTrust(tx, systemId, now);
  return { wanted: work.wanted, task: { ...work.asked, now, policy: policyOf(trust.settings, trust.id), roots: await rootsUnder(tx, systemId, trust.settings) } };
}

async function judge(task: VerifyTask, parser: Pick<Parser, "verify">): Promise<AnsweredQuestion[]> {
  const answered = await parser.verify(task);
  if (answered.ok) return answered.value;
  const { code, detail } = answered.problem;
  return task.questions.map((question) => ({
    ...question,
    verdict: {
      state: "unknown", policyId: task.policy.id, ruleId: null, trustRootVersion: null, at: task.now, signer: null, issuer: null, signedAt: [], log: [], predicateType: null,
      checks: [{ id: "structure", name: "The document can be judged within limits", expected: "an answer", got: `${code}: ${detail}`, ok: null, required: true }],
    },
  }));
}
