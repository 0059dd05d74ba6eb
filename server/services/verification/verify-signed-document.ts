import type { CarrierKind } from "../../../domain/verification/model";
import { policyOf } from "../../../domain/verification/trust-settings";
import { detachedOfAnnotations } from "../../../domain/verification/registry-layer";
import { clock } from "../../clock";
import type { AnsweredQuestion, VerifyTask } from "../../jobs/verify-file";
import type { Parser } from "../../jobs/parse";
import { manifestsListing } from "../../queries/manifests-listing";
import { loadRoots, loadTrust } from "../../queries/trust";
import { loadEvidence, NO_LINE, rows, run, sha256Hex, withSystem, type SystemContext, type Tx } from "../../store";
import { recordVerdicts } from "./record-verdicts";

const KINDS: Readonly<Record<string, CarrierKind>> = { dsse: "dsse", "sigstore-bundle": "sigstore-bundle", "simple-signing": "cosign-simple-signing" };

interface Work {
  kind: string;
  bytes: Uint8Array | null;
  wanted: number;
  sha256: string;
  path: string;
  file: string;
  claimed: string;
}

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
  const [work] = await rows<Work>(
    tx,
    `SELECT s.kind, s.bytes, s.wanted, d.sha256, d.path, u.sha256 AS file, u.claimed_digest AS claimed FROM signed_document s
     JOIN document d ON d.system_id = s.system_id AND d.id = s.document_id
     JOIN submission u ON u.system_id = d.system_id AND u.id = d.submission_id
     WHERE s.system_id = $1::uuid AND s.document_id = $2::uuid`,
    systemId, documentId,
  );
  if (!work) return null;
  const questions = await questionsAbout(tx, systemId, documentId);
  const bytes = work.bytes ?? (work.path === "" ? await loadEvidence(tx, systemId, work.file) : null);
  const kind = KINDS[work.kind];
  if (bytes === null || kind === undefined || questions.length === 0) return { wanted: work.wanted, task: null };
  if (sha256Hex(bytes) !== work.sha256) throw new Error(`The stored bytes of document ${documentId} do not have its hash.`);
  const trust = await loadTrust(tx, systemId, now);
  const roots = await loadRoots(tx, systemId, trust.settings);
  const listed = await manifestsListing(tx, systemId, work.sha256);
  return {
    wanted: work.wanted,
    task: {
      bytes, kind, questions, now,
      beside: listed.map(({ annotations }) => detachedOfAnnotations(annotations)),
      policy: policyOf(trust.settings, trust.id),
      roots: roots.map(({ name, sha256, bytes: root }) => ({ name, version: `${name}, sha256:${sha256.slice(0, 16)}`, bytes: root })),
    },
  };
}

/**
 * Every digest that the document or what is inside it is bound to, also where that is in conflict, in every line of it;
 * and every digest and line that has a verdict already, since a verdict nobody asks about again could not be taken back.
 */
function questionsAbout(tx: Tx, systemId: string, documentId: string): Promise<VerifyTask["questions"]> {
  return rows<{ digest: string; image: string }>(
    tx,
    `WITH RECURSIVE inside AS (
       SELECT $2::uuid AS id UNION SELECT d.id FROM inside i JOIN document d ON d.system_id = $1::uuid AND d.parent_id = i.id),
     shown AS (SELECT DISTINCT b.digest FROM inside i JOIN binding_current b ON b.system_id = $1::uuid AND b.document_id = i.id WHERE b.digest IS NOT NULL),
     asked AS (
       SELECT s.digest, l.image_id FROM shown s LEFT JOIN image_digest l ON l.system_id = $1::uuid AND l.digest = s.digest
       UNION SELECT v.digest, nullif(v.image_id, $3::uuid) FROM verification v WHERE v.system_id = $1::uuid AND v.document_id = $2::uuid)
     SELECT a.digest, coalesce(m.name, '') AS image FROM asked a
     LEFT JOIN image m ON m.system_id = $1::uuid AND m.id = a.image_id ORDER BY digest, image`,
    systemId, documentId, NO_LINE,
  );
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
