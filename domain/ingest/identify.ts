import type { FormatRoom, RawDocument } from "../formats/room";

export type Identified = { room: FormatRoom } | { room: null; claims: string[] };

/**
 * The one room that claims the document by its content. No claim and several claims are the same answer: nobody reads
 * it, and it is kept as opaque evidence (the hint decides nothing).
 */
export function identify(document: RawDocument, rooms: readonly FormatRoom[]): Identified {
  const claims = rooms.filter((room) => room.sniff(document));
  const [only] = claims;
  return only !== undefined && claims.length === 1 ? { room: only } : { room: null, claims: claims.map((room) => room.id) };
}
