import { buildPacketDocument, evidenceFileName } from "../../../domain/packets/build-packet-document";
import type { DigestEvaluation, DigestFacts } from "../../../domain/model/evaluation";
import type { PacketDocument, ResultWord } from "../../../domain/packets/model";
import type { Problem } from "../../../domain/model/problem";
import { clock } from "../../clock";
import type { Attachment } from "../../typeset/protocol";
import { planAttachments } from "../../typeset/attachments";
import { typesetPacket } from "../../typeset/typeset";
import { loadEvidence, readSystem, rows, run, sha256Hex, withSystem, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { evaluateAt } from "../../queries/evaluate-at";
import { keptFinding, wholeEvaluation } from "../../queries/kept-findings";
import { insertEvaluation } from "../evaluation/store-evaluation";
import { packetManifest } from "./packet-manifest";
import { PRODUCER } from "./producer";

/** manifest.json of the packet, as it is attached. */
const MANIFEST_FILE = "packet-manifest.json";
const MAX_ATTEMPTS = 5;
const CHUNK_BYTES = 1024 * 1024;
const ATTACH_UP_TO = 2 * 1024 * 1024;

interface PacketRow {
  digest: string;
  image_id: string;
  as_of: string;
  evaluation_id: string;
  attempts: number;
}

/** An evidence file with the register rows that were read from it. */
interface EvidenceFile extends Attachment {
  evidence: string[];
}

interface Draft {
  facts: DigestFacts;
  evaluation: DigestEvaluation;
  document: PacketDocument;
  packetSha256: string;
  attachments: Attachment[];
}

/**
 * Builds a requested packet: facts as of its instant, the document, the PDF with the raw evidence in it. Everything is
 * derived from what was recorded until then, so building again gives the same bytes. A packet that cannot be set is
 * `failed` with the reason; it is not tried for ever.
 */
export async function buildPacket(ctx: SystemContext, id: string): Promise<void> {
  const row = await take(ctx, id);
  if (row === null) return;
  if (row.attempts > MAX_ATTEMPTS) return fails(ctx, id, row, { code: "packet/too-many-attempts", detail: "Building ended without an answer several times in a row.", limit: { name: "attempts", max: MAX_ATTEMPTS } });
  const draft = await readSystem(ctx, (tx) => draftOf(tx, ctx, row));
  if (draft === null) return fails(ctx, id, row, { code: "packet/no-digest", detail: "Nothing was known of this digest at that instant." });
  const set = await typesetPacket(draft.document, draft.attachments);
  if (!set.ok) return fails(ctx, id, row, set.problem);
  await keep(ctx, id, row, draft, set.value.pdf);
}

async function take(ctx: SystemContext, id: string): Promise<PacketRow | null> {
  return withSystem(ctx, async (tx) => {
    const [row] = await rows<PacketRow>(
      tx,
      `UPDATE packet SET state = 'building', attempts = attempts + 1 WHERE system_id = $1::uuid AND id = $2::uuid AND state IN ('requested', 'building')
       RETURNING digest, image_id, to_char(as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS as_of, evaluation_id, attempts`,
      ctx.systemId, id,
    );
    return row ?? null;
  });
}

async function draftOf(tx: Tx, ctx: SystemContext, row: PacketRow): Promise<Draft | null> {
  const evaluated = await evaluateAt(tx, ctx.systemId, row.digest, row.image_id, row.as_of);
  if (evaluated === null) return null;
  const { facts } = evaluated;
  // A stored evaluation is what was said then: the packet repeats it, also where a newer version would say it otherwise.
  const evaluation = (await wholeEvaluation(tx, ctx.systemId, row.evaluation_id)) ?? evaluated.evaluation;
  const manifest = packetManifest(facts, evaluation);
  const packetSha256 = sha256Hex(manifest);
  const files = await attachmentsOf(tx, ctx.systemId, facts);
  const own: Attachment = { name: MANIFEST_FILE, bytes: Buffer.from(manifest), mime: "application/json", description: "Manifest of this packet: its SHA-256 is the packet id" };
  const attachments = [own, ...files.map(({ name, bytes, mime, description }) => ({ name, bytes, mime, description }))];
  const embedded = new Map(planAttachments(attachments).filter((one) => one.bytes !== null).map((one) => [one.name, one.sha256]));
  const document = buildPacketDocument(facts, evaluation, {
    packetId: `sha256:${packetSha256}`,
    producer: PRODUCER,
    evaluatedAt: evaluation.asOf,
    previous: await previousOf(tx, ctx.systemId, row),
    seal: null,
    notSealedWhy: "this version does not sign packets",
    checkpoint: null,
    attached: files.flatMap(({ name, evidence }) => embedded.has(name) ? [{ name, sha256: embedded.get(name) ?? "", evidence }] : []),
    ...(embedded.has(MANIFEST_FILE) ? { manifestFile: MANIFEST_FILE } : {}),
    platformResults: await platformResults(tx, ctx.systemId, facts),
  });
  return { facts, evaluation, document, packetSha256, attachments };
}

/** The newest earlier packet of the same digest and line that was ready. */
async function previousOf(tx: Tx, systemId: string, row: PacketRow): Promise<{ id: string; asOf: string } | null> {
  const [found] = await rows<{ packet_sha256: string; as_of: Date }>(
    tx,
    `SELECT packet_sha256, as_of FROM packet WHERE system_id = $1::uuid AND digest = $2 AND image_id = $3::uuid AND state = 'ready'
       AND as_of < $4::timestamptz AND packet_sha256 IS NOT NULL ORDER BY as_of DESC, id LIMIT 1`,
    systemId, row.digest, row.image_id, row.as_of,
  );
  return found ? { id: `sha256:${found.packet_sha256}`, asOf: found.as_of.toISOString() } : null;
}

async function platformResults(tx: Tx, systemId: string, facts: DigestFacts): Promise<Map<string, ResultWord>> {
  const found = await rows<{ digest: string; verdict: ResultWord }>(
    tx,
    `SELECT DISTINCT ON (digest) digest, verdict FROM evaluation WHERE system_id = $1::uuid AND as_of <= $3::timestamptz
       AND digest IN (SELECT json_array_elements_text($2::json)) ORDER BY digest, as_of DESC, facts_revision DESC, id`,
    systemId, JSON.stringify(facts.platforms.map((one) => one.digest)), facts.asOf,
  );
  return new Map(found.map((row) => [row.digest, row.verdict]));
}

/** Raw files of the register, each once. Files that would not be embedded anyway are listed there by their hash. */
async function attachmentsOf(tx: Tx, systemId: string, facts: DigestFacts): Promise<EvidenceFile[]> {
  const files = await rows<{ document_id: string; sha256: string; file_name: string; size_bytes: number; media_type: string | null }>(
    tx,
    `SELECT d.id AS document_id, s.sha256, s.file_name, b.size_bytes::float8 AS size_bytes, s.media_type FROM document d
     JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
     JOIN evidence_blob b ON b.system_id = s.system_id AND b.sha256 = s.sha256
     WHERE d.system_id = $1::uuid AND d.id IN (SELECT json_array_elements_text($2::json)::uuid)`,
    systemId, JSON.stringify(facts.evidence.map((one) => one.documentId)),
  );
  const byDocument = new Map(files.map((file) => [file.document_id, file]));
  const taken = new Map<string, EvidenceFile>();
  const whole = (ref: { documentId: string; sha256: string }): boolean => byDocument.get(ref.documentId)?.sha256 === ref.sha256;
  const own = facts.evidence.filter((ref) => ref.sha256 === facts.digest);
  for (const ref of [...own, ...facts.evidence.filter(whole), ...facts.evidence]) {
    const file = byDocument.get(ref.documentId);
    if (!file || taken.has(file.sha256) || file.size_bytes > ATTACH_UP_TO) continue;
    const bytes = await loadEvidence(tx, systemId, file.sha256);
    taken.set(file.sha256, { name: evidenceFileName({ id: ref.id, fileName: file.file_name }), bytes, mime: file.media_type ?? "application/octet-stream", description: whole(ref) ? `${ref.id}: ${ref.title}` : `Holds ${ref.id}: ${ref.title}`, evidence: facts.evidence.filter((one) => byDocument.get(one.documentId)?.sha256 === file.sha256).map((one) => one.id) });
  }
  return [...taken.values()];
}

async function keep(ctx: SystemContext, id: string, row: PacketRow, draft: Draft, pdf: Uint8Array): Promise<void> {
  const at = clock.now();
  await withSystem(ctx, async (tx) => {
    const key = { systemId: ctx.systemId, digest: row.digest, imageId: row.image_id, factsRevision: 0 };
    await insertEvaluation(tx, row.evaluation_id, key, draft.evaluation, draft.evaluation.findings.map((one) => JSON.stringify(keptFinding(one))), at);
    await run(tx, `DELETE FROM packet_chunk WHERE system_id = $1::uuid AND packet_id = $2::uuid`, ctx.systemId, id);
    for (let seq = 0; seq * CHUNK_BYTES < pdf.byteLength; seq += 1) {
      const bytes = pdf.subarray(seq * CHUNK_BYTES, (seq + 1) * CHUNK_BYTES);
      await run(tx, `INSERT INTO packet_chunk (system_id, packet_id, seq, bytes) VALUES ($1::uuid, $2::uuid, $3::int, $4::bytea)`, ctx.systemId, id, seq, bytes);
    }
    const pdfSha256 = sha256Hex(pdf);
    await run(
      tx,
      `UPDATE packet SET state = 'ready', packet_sha256 = $3, pdf_sha256 = $4, pdf_size_bytes = $5::int, document = $6::jsonb, problem = NULL, ready_at = $7::timestamptz
       WHERE system_id = $1::uuid AND id = $2::uuid`,
      ctx.systemId, id, draft.packetSha256, pdfSha256, pdf.byteLength, JSON.stringify(draft.document), at.toISOString(),
    );
    await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "packet.built", object: `packet/${id}`, digest: row.digest, details: { packet: draft.packetSha256, pdf: pdfSha256, asOf: row.as_of } });
  });
}

async function fails(ctx: SystemContext, id: string, row: PacketRow, problem: Problem): Promise<void> {
  const at = clock.now();
  await withSystem(ctx, async (tx) => {
    await run(tx, `UPDATE packet SET state = 'failed', problem = $3::jsonb WHERE system_id = $1::uuid AND id = $2::uuid`, ctx.systemId, id, JSON.stringify(problem));
    await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "packet.failed", object: `packet/${id}`, digest: row.digest, details: { problem } });
  });
}

/** A failure that is not the packet's own is not an attempt. */
export async function giveBackPacket(ctx: SystemContext, id: string): Promise<void> {
  await withSystem(ctx, (tx) =>
    run(tx, `UPDATE packet SET state = 'requested', attempts = GREATEST(attempts - 1, 0) WHERE system_id = $1::uuid AND id = $2::uuid AND state = 'building'`, ctx.systemId, id));
}
