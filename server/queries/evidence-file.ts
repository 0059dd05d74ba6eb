import { zstdDecompress } from "node:zlib";
import { promisify } from "node:util";
import type { EvidenceItem } from "../../contracts/evidence";
import type { EvidenceFile } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, withSystem, type Tx } from "../store";
import { digestsWithPage } from "./digest-pages";
import { checksOf } from "./evidence-checks";
import { EVIDENCE_SQL, toEvidenceItem, type StoredEvidence } from "./evidence-rows";
import { verdictsOf } from "./evidence-verdicts";
import { iso, read } from "./read";
import { sbomReport } from "./understood";

const unpack = promisify(zstdDecompress);
const EXCERPT_BYTES = 64 * 1024;

interface StoredBlob {
  sha256: string;
  size_bytes: number;
  chunk_count: number;
  recorded_at: Date;
}

/**
 * A file of the evidence with everything that was read out of it; null when this system holds no such file. `most`
 * bounds the results of each report of checks.
 */
export function evidenceFile(ctx: Ctx, { sha256 }: { sha256: string }, most?: number): Promise<EvidenceFile | null> {
  return read(ctx, async (tx) => {
    const blob = await blobOf(tx, ctx.systemId, sha256);
    if (!blob) return null;
    const found = await rows<StoredEvidence>(tx, `${EVIDENCE_SQL} AND s.sha256 = $2 ORDER BY s.recorded_at, s.id, d.path LIMIT 500`, ctx.systemId, sha256);
    const first = await chunkOf(tx, ctx.systemId, sha256, 0);
    const items = found.map((row) => toEvidenceItem(row));
    return {
      sha256,
      sizeBytes: blob.size_bytes,
      recordedAt: iso(blob.recorded_at),
      excerpt: first ? excerptOf(first, blob.size_bytes) : null,
      items,
      reports: await reportsOf(tx, ctx.systemId, items),
      checks: await checksOf(tx, ctx.systemId, sha256, most),
      verdicts: await verdictsOf(tx, ctx.systemId, sha256),
      pages: await digestsWithPage(tx, ctx.systemId, items),
    };
  });
}

/** One statement for all bills of materials among these, none of them included. */
async function reportsOf(tx: Tx, systemId: string, items: readonly EvidenceItem[]): Promise<EvidenceFile["reports"]> {
  const found = await rows<{ id: string; quality: unknown }>(
    tx,
    `SELECT document_id::text AS id, quality FROM sbom WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid)`,
    systemId, JSON.stringify(items.map(({ documentId }) => documentId)),
  );
  const byId = new Map(items.map((item) => [item.documentId, item]));
  return Object.fromEntries(found.map(({ id, quality }) => {
    const item = byId.get(id);
    return [id, sbomReport(quality, { tool: item?.tool ?? null, observedAt: item?.observedAt ?? null })];
  }));
}

/** The exact bytes that were handed in, piece by piece: a large file is never held whole. */
export async function rawEvidence(
  ctx: Ctx,
  { sha256 }: { sha256: string },
): Promise<{ fileName: string; sizeBytes: number; isText: boolean; bytes: AsyncGenerator<Uint8Array> } | null> {
  const found = await read(ctx, async (tx) => {
    const blob = await blobOf(tx, ctx.systemId, sha256);
    const [named] = await rows<{ file_name: string }>(
      tx, `SELECT file_name FROM submission WHERE system_id = $1::uuid AND sha256 = $2 ORDER BY recorded_at, id LIMIT 1`, ctx.systemId, sha256,
    );
    const first = blob ? await chunkOf(tx, ctx.systemId, sha256, 0) : null;
    return blob ? { blob, fileName: named?.file_name ?? sha256, first } : null;
  });
  if (!found) return null;
  const { blob, fileName, first } = found;
  return { fileName, sizeBytes: blob.size_bytes, isText: first === null || textOf(first) !== null, bytes: chunks(ctx, blob) };
}

async function* chunks(ctx: Ctx, blob: StoredBlob): AsyncGenerator<Uint8Array> {
  for (let seq = 0; seq < blob.chunk_count; seq += 1) {
    const bytes = await withSystem(ctx, (tx) => chunkOf(tx, ctx.systemId, blob.sha256, seq));
    if (!bytes) throw new Error(`Evidence ${blob.sha256} lacks chunk ${seq}.`);
    yield bytes;
  }
}

async function blobOf(tx: Tx, systemId: string, sha256: string): Promise<StoredBlob | undefined> {
  const [row] = await rows<StoredBlob>(
    tx,
    `SELECT sha256, size_bytes::float8 AS size_bytes, chunk_count, recorded_at FROM evidence_blob WHERE system_id = $1::uuid AND sha256 = $2`,
    systemId, sha256,
  );
  return row;
}

async function chunkOf(tx: Tx, systemId: string, sha256: string, seq: number): Promise<Uint8Array | null> {
  const [row] = await rows<{ bytes: Uint8Array }>(
    tx, `SELECT bytes FROM evidence_chunk WHERE system_id = $1::uuid AND sha256 = $2 AND seq = $3::int`, systemId, sha256, seq,
  );
  return row ? unpack(row.bytes) : null;
}

function excerptOf(bytes: Uint8Array, sizeBytes: number): EvidenceFile["excerpt"] {
  const text = textOf(bytes.subarray(0, EXCERPT_BYTES));
  return text === null ? null : { text, truncated: sizeBytes > EXCERPT_BYTES };
}

/** The text of these bytes, null when they are not UTF-8 text; a sign cut in two at the end is left out. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
