import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * An API token as its holder sees it: `pmk_<id>_<secret>_<crc32>`. The prefix and the checksum let secret scanners
 * find a leaked one with certainty and let us refuse a mistyped one without asking the database. Only the SHA-256 of
 * the secret is kept: it has 256 random bits, so a slow hash would add nothing.
 */
export interface TokenText {
  id: string;
  secret: string;
}

const SHAPE = /^pmk_([0-9A-Za-z]{16})_([0-9A-Za-z]{43})_([0-9a-f]{8})$/;
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function makeToken(): { text: string; id: string; sha256: string } {
  const id = randomBase62(16);
  const secret = randomBase62(43);
  const body = `pmk_${id}_${secret}`;
  return { text: `${body}_${checksum(body)}`, id, sha256: sha256Of(secret) };
}

/** The parts of a well-formed token with a right checksum, else null. */
export function parseToken(text: string): TokenText | null {
  const match = SHAPE.exec(text);
  const [, id, secret, sum] = match ?? [];
  if (!id || !secret || sum !== checksum(`pmk_${id}_${secret}`)) return null;
  return { id, secret };
}

export function sha256Of(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/** Uniform over the alphabet: bytes of 248 and more would favour its first letters and are thrown again. */
function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += BASE62[byte % 62];
  }
  return text;
}
