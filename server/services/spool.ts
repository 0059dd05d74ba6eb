import { createHash } from "node:crypto";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { tooLarge } from "./door-error";

const compress = promisify(zstdCompress);

/** Evidence is stored in pieces of this many bytes before compression. */
export const CHUNK_BYTES = 1024 * 1024;
const KEEP_IN_MEMORY = 8 * 1024 * 1024;

/** A file that has arrived whole: hashed, counted, cut into compressed chunks, and not stored anywhere yet. */
export interface SpooledFile {
  sha256: string;
  sizeBytes: number;
  chunkCount: number;
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Takes a stream in. What is compressed stays in memory up to 8 MiB and goes to a temporary file beyond that, so that
 * memory does not grow with uploads and no database transaction waits for a slow sender.
 * Throws DoorError `door/too-large`.
 */
export async function spool(stream: AsyncIterable<Uint8Array>, maxBytes: number, at: string): Promise<SpooledFile> {
  const hash = createHash("sha256");
  const store = new ChunkStore();
  let sizeBytes = 0;
  const cutter = new Cutter();
  try {
    for await (const piece of stream) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > maxBytes) throw tooLarge("bytes of a file", maxBytes, sizeBytes, at);
      hash.update(piece);
      for (const chunk of cutter.push(piece)) await store.add(await compress(chunk));
    }
    const rest = cutter.rest();
    if (rest.length > 0) await store.add(await compress(rest));
  } catch (error) {
    await store.close();
    throw error;
  }
  return { sha256: hash.digest("hex"), sizeBytes, chunkCount: store.count, chunks: () => store.read(), close: () => store.close() };
}

/** Cuts a stream into chunks of exactly CHUNK_BYTES, so that the same bytes are always cut at the same places. */
class Cutter {
  #parts: Uint8Array[] = [];
  #length = 0;

  *push(piece: Uint8Array): Generator<Uint8Array> {
    let from = 0;
    while (piece.byteLength - from >= CHUNK_BYTES - this.#length) {
      const take = CHUNK_BYTES - this.#length;
      this.#parts.push(piece.subarray(from, from + take));
      from += take;
      yield this.rest();
    }
    if (from < piece.byteLength) {
      this.#parts.push(piece.slice(from));
      this.#length += piece.byteLength - from;
    }
  }

  rest(): Uint8Array {
    const whole = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    return whole;
  }
}

class ChunkStore {
  count = 0;
  #memory: Uint8Array[] = [];
  #held = 0;
  #file: FileHandle | null = null;
  #folder: string | null = null;
  #places: { offset: number; length: number }[] = [];
  #end = 0;

  async add(bytes: Uint8Array): Promise<void> {
    this.count += 1;
    if (this.#held + bytes.byteLength <= KEEP_IN_MEMORY && this.#file === null) {
      this.#memory.push(bytes);
      this.#held += bytes.byteLength;
      return;
    }
    const file = await this.#spill();
    await file.write(bytes, 0, bytes.byteLength, this.#end);
    this.#places.push({ offset: this.#end, length: bytes.byteLength });
    this.#end += bytes.byteLength;
  }

  async *read(): AsyncIterable<Uint8Array> {
    yield* this.#memory;
    for (const { offset, length } of this.#places) {
      const bytes = new Uint8Array(length);
      await this.#file?.read(bytes, 0, length, offset);
      yield bytes;
    }
  }

  async close(): Promise<void> {
    this.#memory = [];
    await this.#file?.close().catch(() => {});
    this.#file = null;
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  async #spill(): Promise<FileHandle> {
    if (this.#file) return this.#file;
    this.#folder = await mkdtemp(path.join(tmpdir(), "proofmark-upload-"));
    this.#file = await open(path.join(this.#folder, "body"), "wx+", 0o600);
    return this.#file;
  }
}
