/** Pieces of bytes in order, whether they are all there or still arrive. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A stream whose first bytes can be looked at before it is read; nothing is lost by looking. */
export interface Peeked {
  /** At most as many bytes as were asked for; fewer when the stream is shorter. */
  head: Uint8Array;
  /** Everything, the head included. Can be walked once. */
  all: AsyncGenerator<Uint8Array>;
}

export async function peek(pieces: Pieces, bytes: number): Promise<Peeked> {
  const iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const { done, value } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.byteLength;
  }
  return { head: Buffer.concat(first).subarray(0, bytes), all: replay(first, iterator) };
}

async function* replay(first: Uint8Array[], rest: AsyncIterator<Uint8Array> | Iterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    while (first.length > 0) {
      const piece = first.shift();
      if (piece !== undefined) yield piece;
    }
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

/** All bytes in one piece; throws `tooMany()` as soon as there are more than `max`. */
export async function collect(pieces: Pieces, max: number, tooMany: () => Error): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.byteLength;
    if (length > max) throw tooMany();
    parts.push(piece);
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}
