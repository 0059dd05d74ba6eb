import type { Problem } from "../../domain/model/problem";
import type { Ctx } from "../auth/principal";
import { rows, withSystem } from "../store";
import { read } from "./read";

/** Whether facts have arrived that the newest evaluation does not know, so that its packet would already be old; and why they never will be known, where that was given up. */
export function evaluationDue(ctx: Ctx, sha256: string): Promise<{ due: boolean; givenUp: Problem | null }> {
  return read(ctx, async (tx) => {
    const [row] = await rows<{ problem: Problem | null }>(
      tx, `SELECT problem FROM digest WHERE system_id = $1::uuid AND sha256 = $2 AND facts_revision > evaluated_revision`, ctx.systemId, sha256,
    );
    return { due: row !== undefined, givenUp: row?.problem ?? null };
  });
}

export interface PacketPdf {
  sha256: string;
  sizeBytes: number;
  bytes: AsyncGenerator<Uint8Array>;
}

/** The stored PDF of a packet that is ready, piece by piece. */
export async function packetPdf(ctx: Ctx, id: string): Promise<PacketPdf | null> {
  const row = await read(ctx, async (tx) => {
    const [found] = await rows<{ pdf_sha256: string; pdf_size_bytes: number }>(
      tx, `SELECT pdf_sha256, pdf_size_bytes FROM packet WHERE system_id = $1::uuid AND id = $2::uuid AND state = 'ready'`, ctx.systemId, id,
    );
    return found;
  });
  return row ? { sha256: row.pdf_sha256, sizeBytes: row.pdf_size_bytes, bytes: pdfChunks(ctx, id) } : null;
}

async function* pdfChunks(ctx: Ctx, id: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const [row] = await withSystem(ctx, (tx) =>
      rows<{ bytes: Uint8Array }>(tx, `SELECT bytes FROM packet_chunk WHERE system_id = $1::uuid AND packet_id = $2::uuid AND seq = $3::int`, ctx.systemId, id, seq),
    );
    if (!row) return;
    yield row.bytes;
  }
}

/** The packet as data, and the hash its id is made of. */
export function packetJson(ctx: Ctx, id: string): Promise<{ document: unknown; packetSha256: string | null } | null> {
  return read(ctx, async (tx) => {
    const [row] = await rows<{ document: unknown; packet_sha256: string | null }>(
      tx, `SELECT document, packet_sha256 FROM packet WHERE system_id = $1::uuid AND id = $2::uuid AND state = 'ready'`, ctx.systemId, id,
    );
    return row ? { document: row.document, packetSha256: row.packet_sha256 } : null;
  });
}
