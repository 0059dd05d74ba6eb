const ALPHABET = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/;

/**
 * Bytes of base64 text (RFC 4648, standard or URL-safe alphabet, padding complete or left out), null for anything
 * else: lenient decoders skip foreign characters, so that two readers may see different bytes.
 */
export function decodeBase64(text: unknown): Buffer | null {
  if (typeof text !== "string" || !ALPHABET.test(text)) return null;
  const body = text.replace(/=+$/, "");
  if (body.length % 4 === 1) return null;
  if (text.length !== body.length && text.length % 4 !== 0) return null;
  return Buffer.from(body, "base64url");
}
