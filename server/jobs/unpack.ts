import { createRequire } from "node:module";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { Compression } from "../../domain/ingest/decode";
import { collect } from "./byte-source";
import { unpackBzip2 } from "./unpack-bzip2";
import { broken, tooMuch, UnpackFailure } from "./unpack-failure";

export interface UnpackLimits {
  /** Of the file as it is packed. */
  packedBytes: number;
  /** Unpacked to packed, once a MiB has come out. */
  maxRatio: number;
  /** What one document may have: bzip2 is held whole, so its packed bytes and its content end there. */
  maxHeldBytes: number;
  maxSeconds: number;
}

const RATIO_FROM = 1024 * 1024;
const { XzReadableStream } = createRequire(import.meta.url)("xz-decompress") as {
  XzReadableStream: new (packed: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
};

/** What xz-embedded answers, by its number. */
const XZ_ERRORS: Record<string, string> = {
  "2": "its integrity check is of a kind that is not known",
  "3": "it needs more memory than there is",
  "4": "its dictionary is larger than accepted",
  "5": "it does not begin like an xz file",
  "6": "it uses filters or an integrity check that are not read (CRC32 and CRC64 are)",
  "7": "its data are corrupt",
  "8": "it ends early, or something follows it",
};

/**
 * Content of a packed file while it arrives. Ends by throwing UnpackFailure (ingest/unpack): broken or cut off, more
 * than the ratio allows, or slower than accepted. The size of the content is for the reader of the stream to limit.
 */
export async function* unpack(packed: AsyncIterable<Uint8Array>, layer: Compression, limits: UnpackLimits): AsyncGenerator<Uint8Array> {
  const guard = new Guard(layer, limits);
  if (layer === "bzip2") return yield* bzip2(packed, guard, limits);
  for await (const piece of layer === "xz" ? xz(packed) : inflated(packed, layer)) {
    guard.check(piece.byteLength);
    yield piece;
  }
}

/** Counts what came out and says when it is too much. */
class Guard {
  #unpacked = 0;
  readonly #max: number;
  readonly #end: number;

  constructor(private readonly layer: string, private readonly limits: UnpackLimits) {
    this.#max = Math.max(RATIO_FROM, limits.packedBytes * limits.maxRatio);
    this.#end = performance.now() + limits.maxSeconds * 1000;
  }

  check(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > this.#max) throw tooMuch(this.layer, "unpacked bytes of this file", this.#max);
    if (performance.now() > this.#end) throw this.tooSlow();
  }

  tooSlow(): UnpackFailure {
    const limit = { name: "seconds of unpacking a file", max: this.limits.maxSeconds };
    return new UnpackFailure({ code: "ingest/unpack", detail: `Unpacking the ${this.layer} content took longer than accepted.`, limit });
  }
}

async function* bzip2(packed: AsyncIterable<Uint8Array>, guard: Guard, limits: UnpackLimits): AsyncGenerator<Uint8Array> {
  const bytes = await collect(packed, limits.maxHeldBytes, () => tooMuch("bzip2", "packed bytes of a bzip2 file", limits.maxHeldBytes));
  const pieces: Uint8Array[] = [];
  let held = 0;
  unpackBzip2(bytes, (piece) => {
    guard.check(piece.byteLength);
    held += piece.byteLength;
    if (held > limits.maxHeldBytes) throw tooMuch("bzip2", "bytes of a document", limits.maxHeldBytes);
    pieces.push(piece);
  });
  yield* pieces;
}

async function* xz(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = packed[Symbol.asyncIterator]();
  let failed: { error: unknown } | null = null;
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        failed = { error };
        controller.error(error);
      }
    },
  });
  try {
    for await (const piece of new XzReadableStream(source) as unknown as AsyncIterable<Uint8Array>) if (piece.byteLength > 0) yield piece;
  } catch (error) {
    if (failed !== null) throw (failed as { error: unknown }).error;
    const code = /error code (\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? "";
    throw broken("xz", XZ_ERRORS[code] ?? "it ends early");
  }
}

async function* inflated(packed: AsyncIterable<Uint8Array>, layer: "gzip" | "zstd"): AsyncGenerator<Uint8Array> {
  let failed: { error: unknown } | null = null;
  let fed = 0;
  const counter = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      fed += piece.byteLength;
      done(null, piece);
    },
  });
  const inflate = layer === "gzip" ? createGunzip() : createZstdDecompress();
  const done = pipeline(Readable.from(packed), counter, inflate).catch((error: unknown) => {
    failed = { error };
  });
  try {
    for await (const piece of inflate as AsyncIterable<Uint8Array>) yield piece;
  } catch (error) {
    throw error instanceof UnpackFailure ? error : broken(layer, error instanceof Error ? error.message : String(error));
  } finally {
    inflate.destroy();
  }
  await done;
  if (failed !== null) throw broken(layer, String((failed as { error: Error }).error.message));
  // The decompressor stops at the end of a zstd frame and says nothing of what follows in the same piece.
  if (inflate.bytesWritten < fed) throw broken(layer, "something follows it that is not read");
}
