import { rows, type Tx } from "../store";

/** The stored PDF of a packet, chunk by chunk. */
export async function* readPacketPdf(tx: Tx, systemId: string, packetId: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const [row] = await rows<{ bytes: Uint8Array }>(tx, `SELECT bytes FROM packet_chunk WHERE system_id = $1::uuid AND packet_id = $2::uuid AND seq = $3::int`, systemId, packetId, seq);
    if (!row) return;
    yield row.bytes;
  }
}
