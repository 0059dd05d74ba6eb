import type { Problem } from "../../../domain/model/problem";
import { clock } from "../../clock";
import { failpoint } from "../../jobs/failpoint";
import type { Parser } from "../../jobs/parse";
import type { ParsedDocument, ParseLimits } from "../../jobs/parsed-document";
import { settings } from "../../settings";
import { rows, run, withSystem, type SystemContext } from "../../store";
import { writeAudit } from "../audit";
import { documentId, refusedFile, revisionOf } from "./document-row";
import { ingestDocument, type SubmissionRow } from "./ingest-document";
import { streamEvidence } from "./stream-evidence";

/**
 * Reads everything a receipt lists and says so in it. The caller holds the receipt (see worker/claims). Expected
 * failures of a file become a refused document and the receipt is done; `rejected` only when it crashed too often.
 */
export async function processReceipt(ctx: SystemContext, receiptId: string, parser: Parser, limits: ParseLimits): Promise<void> {
  const attempt = await begin(ctx, receiptId);
  if (attempt === null) return;
  failpoint("worker.taken");
  const { maxAttempts } = settings().limits;
  if (attempt > maxAttempts) return finish(ctx, receiptId, "rejected", tooOften(maxAttempts));
  for (const submission of await submissionsOf(ctx, receiptId)) {
    await ingestDocuments(ctx, submission, await readSubmission(ctx, submission, parser, limits));
    failpoint("worker.submission");
  }
  failpoint("worker.before-done");
  await finish(ctx, receiptId, "done", null);
}

async function begin(ctx: SystemContext, receiptId: string): Promise<number | null> {
  return withSystem(ctx, async (tx) => {
    const [row] = await rows<{ attempts: number }>(
      tx,
      `UPDATE receipt SET state = 'processing', attempts = attempts + 1, updated_at = $3::timestamptz
       WHERE system_id = $1::uuid AND id = $2::uuid AND state IN ('stored', 'processing') RETURNING attempts`,
      ctx.systemId, receiptId, clock.now().toISOString(),
    );
    return row?.attempts ?? null;
  });
}

/** In the order of the request. */
function submissionsOf(ctx: SystemContext, receiptId: string): Promise<SubmissionRow[]> {
  return withSystem(ctx, (tx) =>
    rows<SubmissionRow>(
      tx,
      `SELECT s.id, s.sha256, s.file_name, s.media_type, s.claimed_image, s.claimed_digest, s.claimed_tag, s.recorded_at
       FROM receipt r CROSS JOIN LATERAL unnest(r.submission_ids) WITH ORDINALITY AS l(id, n)
       JOIN submission s ON s.system_id = r.system_id AND s.id = l.id
       WHERE r.system_id = $1::uuid AND r.id = $2::uuid ORDER BY l.n`,
      ctx.systemId, receiptId,
    ));
}

async function readSubmission(ctx: SystemContext, submission: SubmissionRow, parser: Parser, limits: ParseLimits): Promise<ParsedDocument[]> {
  const { sizeBytes, pieces } = await streamEvidence(ctx, submission.sha256);
  const parsed = await parser.parse({ pieces, sizeBytes, sha256: submission.sha256, fileName: submission.file_name, limits });
  return parsed.ok ? parsed.value : [refusedFile({ sha256: submission.sha256, sizeBytes, fileName: submission.file_name }, parsed.problem)];
}

async function ingestDocuments(ctx: SystemContext, submission: SubmissionRow, documents: ParsedDocument[]): Promise<void> {
  const ids = new Map(documents.map((one) => [one.path, documentId(submission.id, one.path, revisionOf(one))]));
  for (const document of documents) {
    const parentId = document.parentPath === null ? null : (ids.get(document.parentPath) ?? null);
    await ingestDocument(ctx, submission, document, parentId);
  }
}

async function finish(ctx: SystemContext, receiptId: string, state: "done" | "rejected", problem: Problem | null): Promise<void> {
  const at = clock.now();
  await withSystem(ctx, async (tx) => {
    const changed = await run(
      tx,
      `UPDATE receipt SET state = $3, problem = $4::jsonb, updated_at = $5::timestamptz, done_at = $5::timestamptz
       WHERE system_id = $1::uuid AND id = $2::uuid AND state = 'processing'`,
      ctx.systemId, receiptId, state, problem ? JSON.stringify(problem) : null, at.toISOString(),
    );
    if (changed > 0) await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: `receipt.${state}`, object: `receipt/${receiptId}`, details: problem ? { problem } : {} });
  });
}

/** A failure that is not the file's (the database went away) is not an attempt: the receipt waits to be taken again. */
export async function giveBack(ctx: SystemContext, receiptId: string): Promise<void> {
  await withSystem(ctx, (tx) =>
    run(
      tx,
      `UPDATE receipt SET state = 'stored', attempts = GREATEST(attempts - 1, 0), updated_at = $3::timestamptz
       WHERE system_id = $1::uuid AND id = $2::uuid AND state = 'processing'`,
      ctx.systemId, receiptId, clock.now().toISOString(),
    ));
}

function tooOften(max: number): Problem {
  return {
    code: "ingest/too-many-attempts",
    detail: "Processing ended without an answer several times in a row. The bytes are kept and can be downloaded.",
    limit: { name: "attempts", max },
  };
}
