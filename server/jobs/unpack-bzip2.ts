import { createRequire } from "node:module";
import { broken, UnpackFailure } from "./unpack-failure";

interface Source {
  readByte(): number;
}

interface Decoder {
  /** Decodes one stream; asks `input` byte by byte and hands every byte of the content to `output`. */
  decode(input: object, output: object): void;
  Stream: new () => Source;
}

const Bunzip = createRequire(import.meta.url)("seek-bzip") as Decoder;
const PIECE = 256 * 1024;

/**
 * Content of a bzip2 file, one stream after the other. The decoder works in one go and not in steps, so packed bytes
 * and content are held whole: `take` is called for every 256 KiB and ends it by throwing. Throws UnpackFailure.
 */
export function unpackBzip2(packed: Uint8Array, take: (piece: Uint8Array) => void): void {
  const input = new BytesIn(packed);
  const output = new BytesOut(take);
  try {
    while (!input.atEnd) Bunzip.decode(input, output);
  } catch (error) {
    if (error instanceof UnpackFailure) throw error;
    throw broken("bzip2", error instanceof Error ? error.message : String(error));
  }
  output.flush();
}

/** The decoder takes a missing byte for zero and goes on; this says where the file ends instead. */
class BytesIn extends Bunzip.Stream {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {
    super();
  }

  get atEnd(): boolean {
    return this.#at >= this.bytes.byteLength;
  }

  override readByte(): number {
    const byte = this.bytes[this.#at];
    if (byte === undefined) throw broken("bzip2", "it ends early");
    this.#at += 1;
    return byte;
  }
}

class BytesOut {
  #piece = new Uint8Array(PIECE);
  #length = 0;

  constructor(private readonly take: (piece: Uint8Array) => void) {}

  writeByte(byte: number): void {
    this.#piece[this.#length] = byte;
    this.#length += 1;
    if (this.#length === PIECE) this.flush();
  }

  flush(): void {
    if (this.#length > 0) this.take(this.#piece.subarray(0, this.#length));
    this.#piece = new Uint8Array(PIECE);
    this.#length = 0;
  }
}
