import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workDone } from "../../tests/setup/work-done";
import { findCarrier, withoutAnsi } from "./carriers";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

describe("findCarrier", () => {
  it("cuts parts at their exact bytes", () => {
    const bytes = utf8('{"a":"é"}\n\n[1]\n');
    const parts = findCarrier(bytes, false)?.parts.map((part) => text(bytes.slice(part.start, part.end)));
    expect(parts).toEqual(['{"a":"é"}', "[1]"]);
  });

  it("sees no carrier in a lone value, in plain text and in nothing", () => {
    expect(['{"a":1}', "hello\nworld", ""].map((lone) => findCarrier(utf8(lone), false))).toEqual([null, null, null]);
  });

  it("gives up soon on text that only looks like the start of JSON", () => {
    const bytes = utf8(`x\n${"[\n".repeat(60)}${"1,".repeat(2_000_000)}`);
    expect(workDone(() => expect(findCarrier(bytes, false)).toBeNull())).toBeLessThan(8_000);
  });

  it("never throws on bytes", () => {
    const pieces = fc.array(fc.constantFrom("{", "}", "[", "]", "\n", '"a":1', '{"a":[1,2]}', "text", "\u001b[1m", ","), { maxLength: 40 });
    fc.assert(fc.property(pieces, fc.boolean(), (list, broken) => void findCarrier(utf8(list.join("")), broken)), { numRuns: 1000 });
  });
});

describe("withoutAnsi", () => {
  it("takes colour sequences out and nothing else", () => {
    expect(text(withoutAnsi(utf8("\u001b[1;32mgreen\u001b[0m [31m")))).toBe("green [31m");
    expect(text(withoutAnsi(utf8("\u001bc \u001b[é")))).toBe("\u001bc \u001b[é");
    expect(withoutAnsi(utf8("plain"))).toBeNull();
  });
});
