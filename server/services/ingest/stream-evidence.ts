import { createHash } from "node:crypto";
import { readChunk, rows, withSystem, type SystemContext } from "../../store";

/**
 * A piece of evidence as it is stored, one chunk after the other, each in a transaction of its own: reading a large
 * archive holds neither its bytes nor a transaction. Whoever reads to the end has it hashed again; it throws when the
 * stored bytes are not what their name says.
 */
export async function streamEvidence(ctx: SystemContext, sha256: string): Promise<{ sizeBytes: number; pieces: AsyncGenerator<Uint8Array> }> {
  const [blob] = await withSystem(ctx, (tx) =>
    rows<{ size_bytes: number; chunk_count: number }>(
      tx, `SELECT size_bytes::float8 AS size_bytes, chunk_count FROM evidence_blob WHERE system_id = $1::uuid AND sha256 = $2`, ctx.systemId, sha256,
    ));
  if (!blob) throw new Error(`The evidence ${sha256} is not there.`);
  return { sizeBytes: blob.size_bytes, pieces: chunks(ctx, sha256, blob.chunk_count) };
}

async function* chunks(ctx: SystemContext, sha256: string, count: number): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for (let seq = 0; seq < count; seq += 1) {
    const bytes = await withSystem(ctx, (tx) => readChunk(tx, ctx.systemId, sha256, seq));
    if (bytes === null) throw new Error(`The evidence ${sha256} lacks chunk ${seq}.`);
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest("hex") !== sha256) throw new Error(`The stored bytes of ${sha256} do not have that hash.`);
}
