import { createHash } from "node:crypto";
import { adviceFor, isTar } from "../../domain/ingest/archive/known";
import { type Compression, needsDecompression } from "../../domain/ingest/decode";
import { readDocument } from "../../domain/ingest/read-document";
import type { Problem } from "../../domain/model/problem";
import { collect, peek, type Pieces } from "./byte-source";
import { flatten, type ParsedDocument, type ParseLimits, type ParseRequest } from "./parsed-document";
import { sha256Of, unread } from "./plain-document";
import { readArchive } from "./read-archive";
import { moreSeconds } from "./time-for-size";
import { unpack } from "./unpack";
import { UnpackFailure } from "./unpack-failure";

/** A tar header, and more than any magic number needs. */
const HEAD = 512;
const DEFAULT_UNPACK_SECONDS = 60;

interface Content {
  pieces: Pieces;
  path: string;
  parentPath: string | null;
  hint: string;
  /** Hash and size where they are known before the bytes have run through. */
  known: { sha256: string; sizeBytes: number } | null;
  /** Ends the reading of what is no archive and larger than a document. */
  tooLarge: (max: number) => Error;
}

/**
 * Every document of one file, read as it streams in. A compressed file is evidence of its own, and what it holds is
 * its child "content"; the files of an archive are children of the archive. Never throws on input.
 */
export async function readFile(request: ParseRequest): Promise<ParsedDocument[]> {
  const { sha256, sizeBytes, fileName, limits } = request;
  const itself = { sha256, sizeBytes, hint: fileName };
  const { head, all } = await peek(request.pieces, HEAD);
  const layer = needsDecompression(head);
  try {
    if (layer !== null) return await readPacked(request, layer, all);
    return await readContent({ pieces: all, path: "", parentPath: null, hint: fileName, known: itself, tooLarge: (max) => new UnpackFailure(tooLarge(sizeBytes, max)) }, limits);
  } catch (error) {
    if (error instanceof UnpackFailure) return [unread(itself, layer, error.problem)];
    throw error;
  } finally {
    await all.return(undefined);
  }
}

async function readPacked(request: ParseRequest, layer: Compression, packed: AsyncGenerator<Uint8Array>): Promise<ParsedDocument[]> {
  const { sha256, sizeBytes, fileName, limits } = request;
  const unpacked = unpack(packed, layer, {
    packedBytes: sizeBytes, maxRatio: limits.maxRatio, maxHeldBytes: limits.maxDocumentBytes, maxSeconds: (limits.maxUnpackSeconds ?? DEFAULT_UNPACK_SECONDS) + moreSeconds(sizeBytes),
  });
  const hint = fileName.replace(/\.(?:gz|zst|xz|bz2)$/i, "").replace(/\.tgz$/i, ".tar");
  const tooLarge = (max: number) => new UnpackFailure({ code: "ingest/unpack", detail: `The ${layer} content is larger than accepted.`, limit: { name: "bytes of a document", max } });
  const documents = await readContent({ pieces: unpacked, path: "content", parentPath: "", hint, known: null, tooLarge }, limits);
  return [{ ...unread({ sha256, sizeBytes, hint: fileName }, layer, null), identities: documents[0]?.identities ?? [] }, ...documents];
}

/** An archive is read while it streams; anything else is one document and held whole. */
async function readContent({ pieces, path, parentPath, hint, known, tooLarge }: Content, limits: ParseLimits): Promise<ParsedDocument[]> {
  const { head, all } = await peek(pieces, HEAD);
  if (isTar(head)) {
    const counted = new Counted(all);
    return readArchive({ bytes: known === null ? counted : all, path, parentPath, hint, whole: () => known ?? counted.whole() }, limits);
  }
  const bytes = await collect(all, limits.maxDocumentBytes, () => tooLarge(limits.maxDocumentBytes));
  const documents = flatten(readDocument({ bytes, sha256: known?.sha256 ?? sha256Of(bytes), hint, sha256Of, limits: { maxComponents: limits.maxComponents } }), path, parentPath);
  const [root] = documents;
  const advice = root?.state === "opaque" ? adviceFor(head) : null;
  if (root !== undefined && advice !== null) root.notes.push(advice);
  return documents;
}

/** Hashes and counts what runs through. */
class Counted implements AsyncIterable<Uint8Array> {
  #hash = createHash("sha256");
  #sizeBytes = 0;

  constructor(private readonly pieces: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const piece of this.pieces) {
      this.#hash.update(piece);
      this.#sizeBytes += piece.byteLength;
      yield piece;
    }
  }

  whole(): { sha256: string; sizeBytes: number } {
    return { sha256: this.#hash.copy().digest("hex"), sizeBytes: this.#sizeBytes };
  }
}

function tooLarge(got: number, max: number): Problem {
  return { code: "ingest/too-large", detail: "The document is larger than what is read; it is kept as it is.", limit: { name: "bytes of a document", max, got } };
}
