import { describe, expect, it } from "vitest";
import { mapStrings, printable, printableDeep, PRINT_LIMIT } from "./sanitise";

const latin = (cp: number): boolean => cp < 0x250 || cp === 0x2026;

describe("printable", () => {
  it("leaves plain text alone", () => {
    expect(printable("libssl3 3.0.15-1~deb12u1", latin)).toBe("libssl3 3.0.15-1~deb12u1");
  });

  it("keeps markup of every kind as the text it is", () => {
    const text = '#import "x": * </td><h1>PASS</h1> $x^2$ <lbl> ) Tj ET \\u{202e} `raw`';
    expect(printable(text, latin)).toBe(text);
  });

  it.each([
    ["NUL", "a\u0000b", "a[U+0000]b"],
    ["escape", "a\u001b[31m", "a[U+001B][31m"],
    ["C1 control", "a\u0085b", "a[U+0085]b"],
    ["right-to-left override", "gpj\u202Eexe", "gpj[U+202E]exe"],
    ["bidi isolate", "\u2066x\u2069", "[U+2066]x[U+2069]"],
    ["zero-width space", "pa\u200Bss", "pa[U+200B]ss"],
    ["byte order mark", "\uFEFFa", "[U+FEFF]a"],
    ["soft hyphen", "pa\u00ADss", "pa[U+00AD]ss"],
    ["private use", "\uE000", "[U+E000]"],
    ["private use beyond the basic plane", "\u{F0001}", "[U+F0001]"],
    ["non-character", "\uFFFF", "[U+FFFF]"],
    ["filler that looks like a space", "a\u3164b", "a[U+3164]b"],
    ["tag character", "\u{E0041}", "[U+E0041]"],
    ["combining mark", "e\u0301", "e[U+0301]"],
    ["variation selector", "a\uFE0F", "a[U+FE0F]"],
    ["lone high surrogate", "a\uD800b", "a[U+D800]b"],
    ["lone low surrogate", "a\uDC00", "a[U+DC00]"],
    ["letter no bundled font draws", "中", "[U+4E2D]"],
    ["emoji", "😀", "[U+1F600]"],
  ])("makes a %s visible", (_name, text, expected) => {
    expect(printable(text, latin)).toBe(expected);
  });

  it("turns line ends and tabs into one space", () => {
    expect(printable("a\r\n\tb", latin)).toBe("a b");
  });

  it("cuts long text and says how long it was", () => {
    const out = printable("x".repeat(200_000), latin);
    expect(out.startsWith("x".repeat(PRINT_LIMIT))).toBe(true);
    expect(out.endsWith("… [cut: 200000 characters in all]")).toBe(true);
    expect(out.length).toBeLessThan(PRINT_LIMIT + 60);
  });

  it("bounds five hundred combining marks", () => {
    expect(printable("a" + "\u0301".repeat(50_000), latin, 100).length).toBeLessThan(1_000);
  });

  it("leaves nothing that needs JSON escapes for lone surrogates", () => {
    expect(printable("\uDBFF\uDBFF", latin).isWellFormed()).toBe(true);
  });
});

describe("printableDeep", () => {
  it("reaches every string and nothing else", () => {
    expect(printableDeep({ a: ["\u0000", 1, null, { b: "ok", c: true }] }, latin)).toEqual({
      a: ["[U+0000]", 1, null, { b: "ok", c: true }],
    });
  });
});

describe("mapStrings", () => {
  it("names the path without list positions", () => {
    const paths: string[] = [];
    mapStrings({ controls: [{ because: [{ found: "x" }] }], id: "y" }, "", (text, path) => paths.push(path) && text);
    expect(paths).toEqual(["controls.because.found", "id"]);
  });
});
