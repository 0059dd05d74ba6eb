import { pipeline } from "node:stream/promises";
import { PassThrough, Readable, Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { DoorError, tooLarge } from "./door-error";

export interface EncodingLimits {
  /** Bytes after decoding. */
  maxBytes: number;
  /** Decoded to encoded, looked at once a MiB has come out. */
  maxRatio: number;
}

const RATIO_FROM = 1024 * 1024;

/**
 * Takes one compression layer off a request body while it streams: identity, gzip or zstd. Throws DoorError out of the
 * iteration: `door/encoding` (another or a second layer, or broken data), `door/too-large`, `door/ratio`.
 */
export function decodeContentEncoding(
  stream: AsyncIterable<Uint8Array>,
  encoding: string | null | undefined,
  limits: EncodingLimits,
): AsyncIterable<Uint8Array> {
  const layer = (encoding ?? "identity").trim().toLowerCase() || "identity";
  if (layer === "identity") return capped(stream, limits.maxBytes);
  if (layer === "gzip" || layer === "x-gzip") return inflated(stream, createGunzip(), layer, limits);
  if (layer === "zstd") return inflated(stream, createZstdDecompress(), layer, limits);
  throw new DoorError({ code: "door/encoding", detail: "Content-Encoding is identity, gzip or zstd, and one layer only.", at: "Content-Encoding" }, 415);
}

async function* capped(stream: AsyncIterable<Uint8Array>, max: number): AsyncIterable<Uint8Array> {
  let seen = 0;
  for await (const chunk of stream) {
    seen += chunk.byteLength;
    if (seen > max) throw tooLarge("bytes of a request", max, seen);
    yield chunk;
  }
}

async function* inflated(
  stream: AsyncIterable<Uint8Array>,
  inflate: Transform,
  layer: string,
  limits: EncodingLimits,
): AsyncIterable<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      packed += chunk.byteLength;
      done(null, chunk);
    },
  });
  const out = new PassThrough();
  const failure = pipeline(Readable.from(stream), counter, inflate, out).then(
    () => null,
    (error: unknown) => error,
  );
  try {
    for await (const chunk of out as AsyncIterable<Uint8Array>) {
      unpacked += chunk.byteLength;
      if (unpacked > limits.maxBytes) throw tooLarge("bytes of a request after decoding", limits.maxBytes, unpacked);
      if (unpacked > RATIO_FROM && unpacked > packed * limits.maxRatio) throw ratioProblem(limits.maxRatio, unpacked / packed);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof DoorError ? error : brokenLayer(layer, error);
  } finally {
    out.destroy();
  }
  const failed = await failure;
  if (failed !== null) throw failed instanceof DoorError ? failed : brokenLayer(layer, failed);
}

function ratioProblem(max: number, got: number): DoorError {
  const detail = `The body grows more than ${max} times when it is unpacked.`;
  return new DoorError({ code: "door/ratio", detail, limit: { name: "unpacked to packed", max, got: Math.round(got) } }, 413);
}

function brokenLayer(layer: string, error: unknown): DoorError {
  if (error instanceof DoorError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new DoorError({ code: "door/encoding", detail: `The body is no well-formed ${layer}: ${why}`, at: "Content-Encoding" }, 400);
}
