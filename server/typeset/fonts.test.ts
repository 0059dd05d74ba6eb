import { describe, expect, it } from "vitest";
import { fontCoverage } from "./font-coverage";
import { loadFonts } from "./fonts";

describe("loadFonts", () => {
  const fonts = loadFonts(process.cwd());
  const covers = (text: string): boolean => [...text].every((ch) => fonts.covers(ch.codePointAt(0) ?? 0));

  it("finds the letters the packet is written in", () => {
    expect(covers("Proofmark – 100 % … äöüßéñ Ελλάδα Русский")).toBe(true);
  });

  it("knows what it cannot draw", () => {
    expect(covers("中")).toBe(false);
    expect(covers("😀")).toBe(false);
  });

  it("is stricter for charts, which are set in one face", () => {
    expect(fonts.coversInCharts(0x905)).toBe(false);
    expect(fonts.covers(0x905)).toBe(true);
  });
});

describe("fontCoverage", () => {
  it("refuses bytes that are no font", () => {
    expect(() => fontCoverage(new Uint8Array(64))).toThrow("cmap");
  });
});
