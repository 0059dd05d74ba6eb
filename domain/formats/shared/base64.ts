const SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function table(): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < SYMBOLS.length; i += 1) values[SYMBOLS.charCodeAt(i)] = i;
  values["-".charCodeAt(0)] = 62;
  values["_".charCodeAt(0)] = 63;
  return values;
}

const VALUES = table();

/**
 * Bytes of base64 or base64url text (RFC 4648), padded or not; line breaks are skipped. Null for any other character,
 * a lone last symbol, or bits left over that are not zero: one text has one meaning.
 */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let end = text.length;
  while (end > 0 && (text[end - 1] === "=" || text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  for (let i = 0; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x0d) continue;
    const value = code < 128 ? (VALUES[code] ?? -1) : -1;
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (bits >> held) & 0xff;
    }
  }
  const over = bits & ((1 << held) - 1);
  return held >= 6 || over !== 0 ? null : bytes.slice(0, length);
}
