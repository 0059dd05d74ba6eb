import type { Receipt, ReceiptDocument } from "../../contracts/receipt";
import type { Ctx } from "../auth/principal";
import { rows } from "../store";
import { EVIDENCE_SQL, toEvidenceItem, type StoredEvidence } from "./evidence-rows";
import { iso, isoOrNull, read, withPrefixOrNull } from "./read";
import { asObject, readActor, readProblem } from "./stored-json";

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

type StoredDocument = StoredEvidence & { revision: number; counts: unknown; notes: unknown };

const DOCUMENTS = `SELECT e.*, x.revision, x.counts, x.notes FROM (${EVIDENCE_SQL}
  AND d.submission_id = ANY (SELECT unnest(r.submission_ids) FROM receipt r WHERE r.system_id = $1::uuid AND r.id = $2::uuid)) e
  JOIN document x ON x.system_id = $1::uuid AND x.id = e.id::uuid ORDER BY e.path, e.id`;

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
      submissions: submissions.map((row) => toSubmission(row, documents)),
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
  const { bindings, problem } = toEvidenceItem(row);
  const notes = Array.isArray(row.notes) ? row.notes : [];
  return {
    id: row.id,
    path: row.path,
    sha256: row.sha256,
    state: row.state,
    format: row.room,
    version: row.format_version,
    revision: row.revision,
    kind: row.kind,
    summary: row.summary,
    bindings,
    applied: appliedOf(row.counts),
    ignored: notesOf(notes, "ignored"),
    warnings: notesOf(notes, "warning"),
    pending: bindings.some(({ state }) => state === "pending"),
    conflict: bindings.some(({ state }) => state === "conflict"),
    why: bindings.map(({ why }) => why).join(" ") || problem?.detail || "No binding has been derived yet.",
    problem,
  };
}

/** Numbers among what the room counted, by name. */
function appliedOf(counts: unknown): Record<string, number> {
  return Object.fromEntries(Object.entries(asObject(counts)).filter((entry): entry is [string, number] => Number.isInteger(entry[1])));
}

function notesOf(notes: unknown[], level: string): ReceiptDocument["ignored"] {
  return notes.flatMap((note) => {
    const problem = asObject(note)["level"] === level ? readProblem(note) : null;
    if (!problem) return [];
    const { count } = asObject(note);
    return [{ ...problem, ...(typeof count === "number" ? { count } : {}) }];
  });
}
