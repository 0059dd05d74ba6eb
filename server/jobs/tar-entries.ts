import { extract, type Header } from "tar-stream";
import type { EntryHeader } from "../../domain/ingest/archive/entry";
import { TarEnd } from "./tar-end";
import { UnpackFailure } from "./unpack-failure";

export interface TarEntry {
  header: EntryHeader;
  /** The file's bytes; what is not read of them is passed over. */
  content: AsyncIterable<Uint8Array>;
}

/**
 * The entries of a tar while it arrives, one at a time: the next one is read when the one before was looked at.
 * Throws UnpackFailure: archive/header (no sound header), archive/truncated, archive/after-end, and what the source
 * itself throws.
 */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const parser = extract();
  const end = new TarEnd();
  let entries = 0;
  let failed: { error: unknown } | null = null;
  const feeding = feed(source, parser, end).catch((error: unknown) => {
    failed = { error };
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const entry of parser) {
      const { header } = entry as unknown as { header: ParsedHeader };
      if (end.ended) throw failure("archive/after-end", "Something follows the end of the archive.", `entry ${entries + 1}`);
      entries += 1;
      end.entryEnds(header.byteOffset + (header.size ?? 0));
      yield { header: toHeader(header), content: contentOf(entry as unknown as AsyncIterable<Uint8Array>, () => failed, entries) };
      entry.resume();
    }
  } catch (error) {
    if (failed !== null) throw (failed as { error: unknown }).error;
    throw error instanceof UnpackFailure ? error : explain(error, entries);
  } finally {
    parser.destroy();
    await feeding;
  }
  if (failed !== null) throw (failed as { error: unknown }).error;
  if (!end.ended) throw failure("archive/truncated", "The archive has no end: it was cut off.", `behind entry ${entries}`);
}

type Parser = ReturnType<typeof extract>;

/** What the library gives beside its declared header. */
type ParsedHeader = Header & { byteOffset: number; pax: Record<string, string> | null };

/** A file that ends before its size says: the stream is torn down without a word of its own. */
async function* contentOf(entry: AsyncIterable<Uint8Array>, failed: () => { error: unknown } | null, nth: number): AsyncGenerator<Uint8Array> {
  try {
    yield* entry;
  } catch (error) {
    throw failed()?.error ?? explain(error, nth);
  }
}

/** Hands the bytes on as fast as they are taken. */
async function feed(source: AsyncIterable<Uint8Array>, parser: Parser, end: TarEnd): Promise<void> {
  const gone = new Promise<void>((resolve) => parser.once("close", () => resolve()));
  for await (const piece of source) {
    if (parser.destroyed) return;
    end.push(piece);
    if (!parser.write(piece as Buffer)) await Promise.race([new Promise<void>((resolve) => parser.once("drain", () => resolve())), gone]);
  }
  parser.end(undefined);
}

function toHeader({ name, type, size, linkname, pax }: ParsedHeader): EntryHeader {
  return { name, type: type ?? null, sizeBytes: size ?? 0, linkName: linkname ?? null, paxKeys: Object.keys(pax ?? {}) };
}

/** The place is the entry, counted from 1: names are hostile, and broken headers have none. */
function explain(error: unknown, entries: number): UnpackFailure {
  const text = error instanceof Error ? error.message : String(error);
  return /Unexpected end|destroyed/i.test(text) ? failure("archive/truncated", "The archive ends inside a file: it was cut off.", `entry ${entries}`) : failure("archive/header", `The archive has a header that is not sound: ${text}`, `entry ${entries + 1}`);
}

function failure(code: string, detail: string, at: string): UnpackFailure {
  return new UnpackFailure({ code, detail, at });
}
