import type { Note } from "../model/document";

/** Bytes as text, with what had to be said about it. `text` is null for binary content, and `why` says what shows it. */
export interface Decoded {
  text: string | null;
  /** The same text as UTF-8 without byte order mark: what the JSON scanner walks. */
  utf8: Uint8Array;
  why: string | null;
  notes: Note[];
}

/**
 * Text of a document: UTF-8 (one byte order mark taken off) or UTF-16 by byte order mark. Ill-formed sequences and
 * NUL make it binary: nothing is repaired in silence, so that two readers cannot see two documents in one file.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (wide !== null) return decodeWide(bytes, wide);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const utf8 = marked ? bytes.subarray(3) : bytes;
  const nul = utf8.indexOf(0);
  if (nul !== -1) return binary(bytes, `byte ${nul} is NUL`);
  const text = strictly("utf-8", utf8);
  if (text === null) return binary(bytes, "the bytes are no well-formed UTF-8");
  return { text, utf8, why: null, notes: marked ? [note("ingest/byte-order-mark", "a UTF-8 byte order mark was taken off")] : [] };
}

function decodeWide(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Decoded {
  const text = bytes.length % 2 === 0 ? strictly(encoding, bytes.subarray(2)) : null;
  if (text === null || text.includes("\0")) return binary(bytes, "the bytes are no well-formed UTF-16");
  return { text, utf8: new TextEncoder().encode(text), why: null, notes: [note("ingest/utf-16", `read as ${encoding.toUpperCase()}`)] };
}

/** The decoder throws on ill-formed input and is told to keep marks: ours is taken off above, a second one is content. */
function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function binary(bytes: Uint8Array, why: string): Decoded {
  return { text: null, utf8: bytes, why, notes: [] };
}

function note(code: string, detail: string): Note {
  return { level: "info", code, detail };
}

const MAGIC: readonly { name: Compression; bytes: readonly number[] }[] = [
  { name: "gzip", bytes: [0x1f, 0x8b] },
  { name: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: "bzip2", bytes: [0x42, 0x5a, 0x68] },
];

export type Compression = "gzip" | "zstd" | "xz" | "bzip2";

/** Which compression the first bytes show, null for none. Unpacking itself belongs outside: it needs limits on a stream. */
export function needsDecompression(bytes: Uint8Array): Compression | null {
  return MAGIC.find((magic) => magic.bytes.every((byte, i) => bytes[i] === byte))?.name ?? null;
}
