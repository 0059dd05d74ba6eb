import type { HostileCase } from "../hostile-for-test";
import type { RowShape } from "./shape";

type Json = Record<string, unknown>;

/** Tests only: the document with other members in the row under test. */
export type Put = (over: Json) => unknown;

const WRONG = {
  required: [["is missing", undefined], ["is null", null], ["is a number", 7], ["is empty", ""], ["is blank", " \t"], ["is a list", ["x"]]],
  texts: [["is a number", 7], ["is a list", ["x"]], ["is an object", { x: 1 }], ["is true", true]],
  numbers: [["is text", "7.5"], ["is a list", [7]], ["is true", true]],
  lists: [["is text", "x"], ["is an object", { 0: "x" }], ["is a number", 0]],
  objects: [["is text", "x"], ["is a list", [{}]], ["is a number", 0]],
} as const;

/** Tests only: every member a row is read from, with every wrong kind of value. Each must be refused with `<code>/row`. */
export function wrongFields(code: string, where: string, put: Put, shape: RowShape): HostileCase[] {
  return (["required", "texts", "numbers", "lists", "objects"] as const).flatMap((kind) =>
    (shape[kind] ?? []).flatMap((key) => WRONG[kind].map(([what, value]): HostileCase => [`${where}: ${key} ${what}`, put({ [key]: value }), `${code}/row`])),
  );
}

const cutAt = (text: string, share: number): string => text.slice(0, Math.floor(text.length * share));

/** Tests only: what breaks any JSON export in the same way, made from the room's example. */
export function brokenBytes(example: object): HostileCase[] {
  const text = JSON.stringify(example);
  const end = text.lastIndexOf("}");
  const inside = (more: string): string => text.slice(0, end) + more + text.slice(end);
  return [
    ["broken off after a third", cutAt(text, 0.33), "json/truncated"],
    ["broken off before its last sign", text.slice(0, -1), "json/truncated"],
    ["a key that reaches for the prototype", inside(`,"__proto__":{"polluted":true}`), "json/forbidden-key"],
    ["nested deeper than accepted", inside(`,"x":${"[".repeat(80)}${"]".repeat(80)}`), "json/limit"],
    ["a number of 100 digits", inside(`,"x":${"9".repeat(100)}`), "json/limit"],
    ["a comma too many", inside(","), "json/syntax"],
    ["a key twice", inside(`,"x":1,"x":2`), "noted:json/duplicate-keys"],
    ["NUL in a text", inside(`,"x":"a\\u0000b"`), "noted:json/unstorable-characters"],
    ["half a surrogate pair", inside(`,"x":"\\ud800"`), "noted:json/unstorable-characters"],
    ["text before it", `scanning image…\n${text}`, "noted:ingest/text-around-documents"],
  ];
}

/** Tests only: texts that stay data wherever they stand. The document is read; nothing of them is acted on. */
export const STRANGE_TEXTS: readonly (readonly [string, string])[] = [
  ["a script", "<script>alert(1)</script>"],
  ["a formula", "=HYPERLINK(\"https://example.org\")"],
  ["right-to-left marks", "lib\u202egpj.exe"],
  ["terminal colours", "\u001b[31mred\u001b[0m"],
  ["a path upwards", "../../../../etc/passwd"],
  ["the name of an object's own method", "constructor"],
  ["a query", "'; DROP TABLE finding; --"],
];

/** Tests only: strange texts in a member that is shown. */
export function strangeTexts(where: string, put: (text: string) => unknown): HostileCase[] {
  return STRANGE_TEXTS.map(([what, text]): HostileCase => [`${where} is ${what}`, put(text), "read"]);
}
