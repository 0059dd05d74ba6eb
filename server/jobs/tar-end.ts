const BLOCK = 512;
const ZEROS = Buffer.alloc(BLOCK);

/**
 * Watches the bytes of a tar run by and remembers where blocks of zeros stand: the first of them between two entries
 * ends the archive (POSIX pax, "end-of-archive"). Readers that go on behind it and readers that stop would see two
 * archives, and a file without any was cut off. Remembers only what lies behind the last entry.
 */
export class TarEnd {
  #from = 0;
  #at = 0;
  #rest = Buffer.alloc(0);
  #zeros = new Set<number>();

  push(piece: Uint8Array): void {
    let bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (this.#rest.byteLength > 0) bytes = Buffer.concat([this.#rest, bytes]);
    let offset = 0;
    for (; offset + BLOCK <= bytes.byteLength; offset += BLOCK) {
      if (this.#at + offset >= this.#from && bytes[offset] === 0 && bytes.compare(ZEROS, 0, BLOCK, offset, offset + BLOCK) === 0) this.#zeros.add(this.#at + offset);
    }
    this.#at += offset;
    this.#rest = Buffer.from(bytes.subarray(offset));
  }

  /** An entry's content ends here: the next header, or the end, begins at the next whole block. */
  entryEnds(offset: number): void {
    this.#from = Math.ceil(offset / BLOCK) * BLOCK;
    for (const zero of this.#zeros) if (zero < this.#from) this.#zeros.delete(zero);
  }

  /** Whether the archive ended where the last entry did. */
  get ended(): boolean {
    return this.#zeros.has(this.#from);
  }
}
