import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";

export interface SentFile {
  name: string;
  open: () => Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Files as the body of a multipart/form-data request (RFC 7578) that is made while it is sent: a large archive is
 * never held, and one packed on the way has no size before its end.
 */
export function multipart(files: readonly SentFile[]): { headers: Record<string, string>; body: ReadableStream<Uint8Array>; duplex: "half" } {
  const boundary = `proofmark-${randomUUID()}`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: Readable.toWeb(Readable.from(parts(files, boundary))) as ReadableStream<Uint8Array>,
    duplex: "half",
  };
}

async function* parts(files: readonly SentFile[], boundary: string): AsyncGenerator<Uint8Array> {
  for (const { name, open } of files) {
    yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
    yield* await open();
    yield Buffer.from("\r\n");
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}

/** As browsers write it (WHATWG "multipart/form-data encoding algorithm"). */
const quoted = (name: string): string => name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
