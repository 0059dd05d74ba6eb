import type { PacketDocument } from "../model";
import { fullPacket } from "./fixture";

export const HOSTILE_TEXTS = [
  '#import "/etc/hostname": * #read("/etc/passwd") #panic("x")',
  "</text></svg><image href='file:///etc/passwd'/>",
  '$x^2$ <lbl> @ref `raw` *bold* _it_ = Heading \\ #eval("1")',
  ") Tj ET Q endstream endobj",
  "gpj\u202Eexe \u2066isolate\u2069 zero\u200Bwidth \uFEFF",
  "nul\u0000 esc\u001b[31m del\u007f",
  "lone \uD800 and \uDC00",
  "private \uE000 non-character \uFFFF tag \u{E0041}",
  "中文 العربية עברית ไทย 😀 e\u0301",
  "x".repeat(5_000),
  "W".repeat(400),
  `${"\u0301".repeat(500)}`,
  "",
] as const;

/** A packet whose every free text is hostile in turn; keys, digests, times and result words stay what they must be. */
export function hostilePacket(): PacketDocument {
  const KEYS =
    /(^|\.)(schema|digest|id|asOf|result|state|severity|framework|kind|claim|binding|verification|sha256|previous|hash|index|config|dueAt|startAt|when|at|from|to|since|builtAt|recordedAt|observedAt|signedAt|validUntil)$/;
  let turn = 0;
  const spoil = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return KEYS.test(key) ? value : (HOSTILE_TEXTS[turn++ % HOSTILE_TEXTS.length] ?? "");
    if (Array.isArray(value)) return value.map((item) => spoil(item, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, name)]));
  };
  return spoil(fullPacket({ findings: 14, components: 30 }), "") as PacketDocument;
}
