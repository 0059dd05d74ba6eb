import type { Receipt, ReceiptDocument } from "../../contracts/receipt";
import type { DerivedBinding } from "../../domain/model/identity";
import type { Ctx } from "../auth/principal";
import { rows } from "../store";
import { digestsWithPage } from "./digest-pages";
import { EVIDENCE_SQL, type StoredEvidence } from "./evidence-rows";
import { receiptSays } from "./outcome-says";
import { iso, isoOrNull, read, withPrefixOrNull } from "./read";
import { readActor, readProblem } from "./stored-json";
import { toUnderstood, type Rows } from "./understood";

interface StoredReceipt {
  id: string;
  state: Receipt["state"];
  actor: unknown;
  recorded_at: Date;
  updated_at: Date;
  done_at: Date | null;
  attempts: number;
  problem: unknown;
}

interface StoredSubmission {
  id: string;
  file_name: string;
  sha256: string;
  size_bytes: number;
  media_type: string | null;
  claimed_image: string;
  claimed_digest: string;
  claimed_tag: string | null;
  recorded_at: Date;
}

interface StoredDocument extends StoredEvidence {
  revision: number;
  counts: unknown;
  notes: unknown;
  derived: DerivedBinding[] | null;
  quality: unknown;
  is_sbom: boolean;
  rows: Rows;
}

/** Documents of a receipt with the bindings in force and why, and how many rows each wrote. */
const DOCUMENTS = `SELECT e.*, x.revision, x.counts, x.notes, m.quality, m.document_id IS NOT NULL AS is_sbom,
    (SELECT jsonb_agg(jsonb_build_object('digest', b.digest, 'state', b.state, 'why', b.why,
        'because', jsonb_path_query_array(b.because, '$[0 to 9]')) ORDER BY b.digest)
       FROM binding b WHERE b.system_id = x.system_id AND b.document_id = x.id
         AND b.generation = (SELECT max(g.generation) FROM binding g WHERE g.system_id = x.system_id AND g.document_id = x.id)) AS derived,
    jsonb_build_object(
      'components', coalesce(m.component_count, 0),
      'findings', (SELECT count(*) FROM detection t WHERE t.system_id = x.system_id AND t.document_id = x.id),
      'vex_statements', (SELECT count(*) FROM vex_statement t WHERE t.system_id = x.system_id AND t.document_id = x.id),
      'subjects', coalesce(jsonb_array_length(x.facts #> '{statement,subjects}'), 0),
      'platforms', coalesce(jsonb_array_length(x.facts #> '{index,manifests}'), 0),
      'layers', coalesce(jsonb_array_length(x.facts #> '{manifest,layers}'), 0)) AS rows
  FROM (${EVIDENCE_SQL}
    AND d.submission_id = ANY (SELECT unnest(r.submission_ids) FROM receipt r WHERE r.system_id = $1::uuid AND r.id = $2::uuid)) e
  JOIN document x ON x.system_id = $1::uuid AND x.id = e.id::uuid
  LEFT JOIN sbom m ON m.system_id = x.system_id AND m.document_id = x.id
  ORDER BY e.path, e.id`;

/** What became of everything one request handed in; null when this system has no such receipt. */
export function receiptById(ctx: Ctx, { id }: { id: string }): Promise<Receipt | null> {
  return read(ctx, async (tx) => {
    const [receipt] = await rows<StoredReceipt>(
      tx,
      `SELECT id::text AS id, state, actor, recorded_at, updated_at, done_at, attempts, problem FROM receipt WHERE system_id = $1::uuid AND id = $2::uuid`,
      ctx.systemId, id,
    );
    if (!receipt) return null;
    const submissions = await rows<StoredSubmission>(
      tx,
      `SELECT s.id::text AS id, s.file_name, s.sha256, b.size_bytes::float8 AS size_bytes, s.media_type, s.claimed_image, s.claimed_digest,
         s.claimed_tag, s.recorded_at
       FROM receipt r CROSS JOIN LATERAL unnest(r.submission_ids) WITH ORDINALITY u(sid, place)
       JOIN submission s ON s.system_id = r.system_id AND s.id = u.sid
       JOIN evidence_blob b ON b.system_id = s.system_id AND b.sha256 = s.sha256
       WHERE r.system_id = $1::uuid AND r.id = $2::uuid ORDER BY u.place`,
      ctx.systemId, id,
    );
    const documents = await rows<StoredDocument>(tx, DOCUMENTS, ctx.systemId, id);
    const shown = submissions.map((row) => toSubmission(row, documents));
    return {
      id: receipt.id,
      system: ctx.system.name,
      state: receipt.state,
      actor: readActor(receipt.actor),
      recordedAt: iso(receipt.recorded_at),
      updatedAt: iso(receipt.updated_at),
      doneAt: isoOrNull(receipt.done_at),
      attempts: receipt.attempts,
      problem: readProblem(receipt.problem),
      says: receiptSays({ state: receipt.state, submissions: shown }),
      pages: await digestsWithPage(tx, ctx.systemId, shown.flatMap((submission) => submission.documents)),
      submissions: shown,
    };
  });
}

function toSubmission(row: StoredSubmission, documents: StoredDocument[]): Receipt["submissions"][number] {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    mediaType: row.media_type,
    claimedImage: row.claimed_image || null,
    claimedDigest: withPrefixOrNull(row.claimed_digest),
    claimedTag: row.claimed_tag,
    recordedAt: iso(row.recorded_at),
    documents: documents.filter((document) => document.submission_id === row.id).map(toDocument),
  };
}

function toDocument(row: StoredDocument): ReceiptDocument {
  return {
    id: row.id,
    ...toUnderstood({
      path: row.path, sha256: row.sha256, sizeBytes: row.size_bytes, state: row.state, room: row.room, formatVersion: row.format_version,
      revision: row.revision, kind: row.kind, summary: row.summary, tool: row.tool, observedAt: isoOrNull(row.observed_at),
      signatures: row.signatures, bindings: row.derived ?? [], rows: row.rows, counts: row.counts, notes: row.notes,
      problem: readProblem(row.problem), quality: row.is_sbom ? row.quality : undefined,
    }),
  };
}
