import { codePointName, isDeceptive } from "../../domain/model/deceptive-text";

/** A stretch of text as it may be shown: `plain` is shown as it is, `escape` stands for one code point by its number. */
export interface TextPart {
  kind: "plain" | "escape";
  text: string;
}

/** Longest untrusted string put on a page; the raw bytes hold the rest. */
const SHOWN_LIMIT = 2_000;

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
