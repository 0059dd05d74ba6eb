import { DoorError } from "../services/door-error";
import type { IncomingFile } from "../services/receive-evidence";

const MAX_HEADER_BYTES = 16 * 1024;
const CRLF2 = Buffer.from("\r\n\r\n");

/** The boundary of a multipart/form-data request, null for any other media type. */
export function multipartBoundary(contentType: string | null): string | null {
  if (!contentType || !/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s";,]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Files of a multipart/form-data body (RFC 7578) one after the other, while it streams: nothing is held but the piece
 * in hand. Each file has to be read before the next is asked for; what the reader leaves is passed over. The body is
 * read to its end, so that a digest over all of it can be checked. Throws DoorError `door/multipart`.
 */
export async function* multipartFiles(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<IncomingFile> {
  const source = new Source(body, Buffer.from(`\r\n--${boundary}`, "latin1"));
  await source.skipPreamble();
  while (await source.nextPart()) {
    const headers = await source.headers();
    const file = describe(headers);
    const content = source.content();
    yield { ...file, stream: content };
    for await (const _rest of content) {
      // What nobody read of this part.
    }
  }
  await source.drain();
}

const broken = (detail: string): DoorError => new DoorError({ code: "door/multipart", detail, at: "body" }, 400);

class Source {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  // A delimiter at the very start of the body has no line break before it.
  #held: Buffer = Buffer.from("\r\n");

  constructor(body: AsyncIterable<Uint8Array>, delimiter: Buffer) {
    this.#pieces = body[Symbol.asyncIterator]();
    this.#delimiter = delimiter;
  }

  async skipPreamble(): Promise<void> {
    for await (const _piece of this.content()) {
      // Text before the first part is for readers of mail.
    }
  }

  /** Behind a delimiter: true when a part follows, false at the closing one. */
  async nextPart(): Promise<boolean> {
    while (this.#held.length < 2) await this.#need("The body ends in a delimiter.");
    if (this.#held.subarray(0, 2).toString("latin1") === "--") return false;
    const end = await this.#find(Buffer.from("\r\n"), "A delimiter is not closed by a line break.");
    if (this.#held.subarray(0, end).toString("latin1").trim() !== "") throw broken("A delimiter has text behind it.");
    this.#held = this.#held.subarray(end);
    return true;
  }

  async headers(): Promise<string> {
    const end = await this.#find(CRLF2, "The headers of a part do not end.");
    const text = this.#held.subarray(0, end).toString("utf8");
    this.#held = this.#held.subarray(end + CRLF2.length);
    return text;
  }

  async *content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(this.#delimiter);
      if (at >= 0) {
        const last = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + this.#delimiter.length);
        if (last.length > 0) yield last;
        return;
      }
      const safe = this.#held.length - this.#delimiter.length + 1;
      if (safe > 0) {
        const piece = this.#held.subarray(0, safe);
        this.#held = this.#held.subarray(safe);
        yield piece;
      }
      await this.#need("The body ends inside a part.");
    }
  }

  async drain(): Promise<void> {
    this.#held = Buffer.alloc(0);
    while (!(await this.#pieces.next()).done);
  }

  async #find(mark: Buffer, detail: string): Promise<number> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at > MAX_HEADER_BYTES || (at < 0 && this.#held.length > MAX_HEADER_BYTES + 65_536)) throw broken(`${detail} The limit is ${MAX_HEADER_BYTES} bytes.`);
      if (at >= 0) return at;
      await this.#need(detail);
    }
  }

  async #need(detail: string): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done) throw broken(detail);
    this.#held = this.#held.length === 0 ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.concat([this.#held, value]);
  }
}

function describe(headers: string): Omit<IncomingFile, "stream"> {
  const lines = headers.split("\r\n").filter((line) => line !== "");
  const value = (name: string) => lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? null;
  const disposition = value("content-disposition");
  if (!disposition || !/^form-data\s*;/i.test(disposition)) throw broken("A part has no Content-Disposition: form-data.");
  const transfer = value("content-transfer-encoding");
  if (transfer && !/^(?:binary|7bit|8bit)$/i.test(transfer)) throw broken("A part has a Content-Transfer-Encoding; send the bytes as they are.");
  const fileName = parameter(disposition, "filename");
  if (fileName === null) throw broken("Every part is a file and has a filename; image, digest and tag go into the address.");
  return { fileName, mediaType: value("content-type") };
}

/** As browsers and curl write it: quoted, with %22 or a backslash for a quote. */
function parameter(disposition: string, name: string): string | null {
  const quoted = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(disposition)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(["\\])/g, "$1").replaceAll("%22", '"');
  return new RegExp(`;\\s*${name}=([^\\s;"]+)`, "i").exec(disposition)?.[1] ?? null;
}
