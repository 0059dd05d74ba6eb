import { describe, expect, it } from "vitest";
import { escapeUntrusted, prepareUntrusted } from "./prepare-untrusted";

const chr = (...points: number[]): string => String.fromCodePoint(...points);

describe("prepareUntrusted", () => {
  it("leaves ordinary text in one part", () => {
    expect(prepareUntrusted("libssl3 3.0.17-1~deb12u3 · größer")).toEqual([
      { kind: "plain", text: "libssl3 3.0.17-1~deb12u3 · größer" },
    ]);
  });

  it("shows a right-to-left override as an escape instead of obeying it", () => {
    expect(prepareUntrusted(`safe${chr(0x202e)}gpj.exe`)).toEqual([
      { kind: "plain", text: "safe" },
      { kind: "escape", text: "U+202E" },
      { kind: "plain", text: "gpj.exe" },
    ]);
  });

  it("escapes controls, zero-width characters, fillers, non-characters and lone surrogates", () => {
    expect(escapeUntrusted(`a${chr(0xffa0)}${chr(0xffff)}`)).toBe("a[U+FFA0][U+FFFF]");
    expect(escapeUntrusted(`a${chr(0)}b${chr(0x200b)}c\ud800d`)).toBe("a[U+0000]b[U+200B]c[U+D800]d");
  });

  it("turns line ends and tabs into one space", () => {
    expect(escapeUntrusted("a\r\n\tb")).toBe("a b");
  });

  it("keeps a letter with marks and escapes a tower of them", () => {
    expect(escapeUntrusted(`e${chr(0x301)}`)).toBe(`e${chr(0x301)}`);
    expect(escapeUntrusted(`e${chr(0x301).repeat(6)}`)).toContain("[U+0301][U+0301]");
  });

  it("cuts what is too long and says how long it was", () => {
    expect(escapeUntrusted("x".repeat(30), 10)).toBe(`${"x".repeat(10)} … (cut: 30 characters in all)`);
  });
});
