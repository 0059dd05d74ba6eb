import { zstdDecompressSync } from "node:zlib";
import type { Tx } from "./client";
import { sha256Hex } from "./ids";
import { rows } from "./sql";

/** Bytes of one chunk after decompression, never more than what was cut. */
const CHUNK_MAX = 1024 * 1024;

/**
 * The exact bytes of a piece of evidence, chunk by chunk; nothing when the system does not have it. The caller sees
 * one system, so that nobody learns what another one holds.
 */
export async function* readEvidence(tx: Tx, systemId: string, sha256: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const bytes = await readChunk(tx, systemId, sha256, seq);
    if (bytes === null) return;
    yield bytes;
  }
}

/** One chunk of a piece of evidence, null where there is none of that number. */
export async function readChunk(tx: Tx, systemId: string, sha256: string, seq: number): Promise<Uint8Array | null> {
  const [row] = await rows<{ bytes: Uint8Array }>(
    tx,
    `SELECT bytes FROM evidence_chunk WHERE system_id = $1::uuid AND sha256 = $2 AND seq = $3::int`,
    systemId, sha256, seq,
  );
  return row ? zstdDecompressSync(row.bytes, { maxOutputLength: CHUNK_MAX }) : null;
}

/** The whole of a piece of evidence, hashed again: throws when the stored bytes are not what their name says. */
export async function loadEvidence(tx: Tx, systemId: string, sha256: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of readEvidence(tx, systemId, sha256)) parts.push(part);
  const bytes = Buffer.concat(parts);
  if (sha256Hex(bytes) !== sha256) throw new Error(`The stored bytes of ${sha256} do not have that hash.`);
  return bytes;
}
