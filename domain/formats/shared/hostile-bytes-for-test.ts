import type { HostileCase } from "./hostile-for-test";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: (Uint8Array | number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

function utf16(text: string, little: boolean): Uint8Array {
  return Uint8Array.from([...text].flatMap((sign) => [...Array(sign.length).keys()].flatMap((i) => {
    const unit = sign.charCodeAt(i);
    return little ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff];
  })));
}

/** Tests only: encodings, wrappings and near-JSON that any JSON room meets, made from its example. */
export function strangeBytes(example: object): HostileCase[] {
  const text = JSON.stringify(example);
  const end = text.lastIndexOf("}");
  const inside = (more: string): string => text.slice(0, end) + more + text.slice(end);
  return [
    ["UTF-16, little end first", joined([0xff, 0xfe], utf16(text, true)), "read"],
    ["UTF-16, big end first", joined([0xfe, 0xff], utf16(text, false)), "read"],
    ["UTF-16 cut within a sign", joined([0xff, 0xfe], utf16(text, true).slice(0, -1)), "opaque"],
    ["UTF-16 without its mark", utf16(text, true), "opaque"],
    ["a byte order mark", joined([0xef, 0xbb, 0xbf], utf8(text)), "read"],
    ["a byte of Latin-1 in a text", joined(utf8(inside(`,"x":"`).slice(0, end + 6)), [0xe9], utf8(`"}`)), "opaque"],
    ["an overlong slash", joined(utf8(inside(`,"x":"`).slice(0, end + 6)), [0xc0, 0xaf], utf8(`"}`)), "opaque"],
    ["a NUL byte behind it", joined(utf8(text), [0]), "opaque"],
    ["a raw line feed in a text", inside(`,"x":"a\nb"`), "json/syntax"],
    ["a comment in it", inside("/* x */"), "json/syntax"],
    ["single quotes", inside(`,'x':1`), "json/syntax"],
    ["not a number", inside(`,"x":NaN`), "json/syntax"],
    ["a text of more than a MiB", inside(`,"x":"${"a".repeat(1_100_000)}"`), "json/limit"],
    ["written as text in a text", JSON.stringify(text), "opaque"],
    ["in the middle of a page", `<html><body><pre>${text}</pre></body></html>`, "opaque"],
    ["a list around a list around it", `[[${text}]]`, "opaque"],
    ["twice in a row", `${text}\n${text}`, "read"],
    ["a line of words behind it", `${text}\nDone.\n`, "noted:ingest/text-around-documents"],
    ["a key written with an escape that reaches for the prototype", inside(`,"\\u005f_proto__":1`), "json/forbidden-key"],
    ["a prototype of a constructor", inside(`,"constructor":{"prototype":{"x":1}}`), "json/forbidden-key"],
  ];
}
