/** A stretch of text as it may be shown: `plain` is shown as it is, `escape` stands for one code point by its number. */
export interface TextPart {
  kind: "plain" | "escape";
  text: string;
}

/** Longest untrusted string put on a page; the raw bytes hold the rest. */
export const SHOWN_LIMIT = 2_000;

/**
 * Untrusted text in parts: controls, bidirectional and zero-width code points, soft hyphens, line separators, private
 * use and lone surrogates become `U+XXXX` escapes, because they move, hide or imitate what stands beside them.
 * More than four combining marks on one letter are escaped too. Tabs and line ends are one space.
 */
export function prepareUntrusted(text: string, limit = SHOWN_LIMIT): TextPart[] {
  const parts: TextPart[] = [];
  let marks = 0;
  let length = 0;
  for (const ch of text.replace(/[\t\r\n]+/g, " ")) {
    if (length >= limit) return [...parts, { kind: "plain", text: ` … (cut: ${text.length} characters in all)` }];
    length += 1;
    marks = /\p{M}/u.test(ch) ? marks + 1 : 0;
    const cp = ch.codePointAt(0) ?? 0;
    if (isDeceptive(cp) || marks > 4) parts.push({ kind: "escape", text: codePointName(cp) });
    else append(parts, ch);
  }
  return parts;
}

/** The same as one string, for attributes and titles: escapes are written `[U+XXXX]`. */
export function escapeUntrusted(text: string, limit = SHOWN_LIMIT): string {
  return prepareUntrusted(text, limit)
    .map((part) => (part.kind === "escape" ? `[${part.text}]` : part.text))
    .join("");
}

function append(parts: TextPart[], ch: string): void {
  const last = parts.at(-1);
  if (last?.kind === "plain") last.text += ch;
  else parts.push({ kind: "plain", text: ch });
}

const codePointName = (cp: number): string => `U+${cp.toString(16).toUpperCase().padStart(4, "0")}`;

function isDeceptive(cp: number): boolean {
  return (
    cp < 0x20 ||
    (cp >= 0x7f && cp < 0xa0) ||
    cp === 0xad ||
    cp === 0x34f ||
    cp === 0x61c ||
    cp === 0x115f ||
    cp === 0x1160 ||
    cp === 0x3164 ||
    (cp >= 0x180b && cp <= 0x180f) ||
    (cp >= 0x200b && cp <= 0x200f) ||
    (cp >= 0x2028 && cp <= 0x202e) ||
    (cp >= 0x2060 && cp <= 0x206f) ||
    (cp >= 0xd800 && cp <= 0xf8ff) ||
    (cp >= 0xfe00 && cp <= 0xfe0f) ||
    cp === 0xfeff ||
    (cp >= 0xfff0 && cp <= 0xfffc) ||
    cp >= 0xe0000
  );
}
