/**
 * Whether a code point has no visible form of its own, or moves, hides or imitates what stands beside it: controls, soft
 * hyphen, fillers, zero-width and bidirectional controls, line separators, variation selectors, lone surrogates, private
 * use, tags, non-characters. Untrusted text shows such a one by its number (Unicode Technical Report 36, section 3).
 */
export function isDeceptive(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint < 0xa0) ||
    codePoint === 0xad ||
    codePoint === 0x34f ||
    codePoint === 0x61c ||
    codePoint === 0x115f ||
    codePoint === 0x1160 ||
    codePoint === 0x3164 ||
    (codePoint >= 0x180b && codePoint <= 0x180f) ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) ||
    (codePoint >= 0x2060 && codePoint <= 0x206f) ||
    (codePoint >= 0xd800 && codePoint <= 0xf8ff) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff ||
    codePoint === 0xffa0 ||
    (codePoint >= 0xfff0 && codePoint <= 0xfffc) ||
    codePoint >= 0xe0000 ||
    (codePoint & 0xfffe) === 0xfffe
  );
}

/** "U+202E" */
export const codePointName = (codePoint: number): string => `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
