import { describe, expect, it } from "vitest";
import { decodeText, needsDecompression } from "./decode";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("decodeText", () => {
  it("takes one byte order mark off and says so", () => {
    const decoded = decodeText(bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d));
    expect(decoded).toMatchObject({ text: "{}", notes: [{ code: "ingest/byte-order-mark" }] });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x7b)).text).toBe("\ufeff{");
  });

  it("reads UTF-16 of both byte orders", () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0))).toMatchObject({ text: "{}", utf8: bytes(0x7b, 0x7d) });
    expect(decodeText(bytes(0xfe, 0xff, 0, 0x7b, 0, 0x7d)).text).toBe("{}");
  });

  it.each([
    ["an overlong form", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
    ["a cut sequence", [0x41, 0xe2, 0x82]],
    ["NUL", [0x7b, 0, 0x7d]],
    ["UTF-16 of odd length", [0xff, 0xfe, 0x7b]],
    ["UTF-16 with a lone surrogate", [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]],
  ])("treats %s as binary", (_name, values) => {
    expect(decodeText(Uint8Array.from(values))).toMatchObject({ text: null });
  });
});

describe("needsDecompression", () => {
  it("knows four compressions by their first bytes", () => {
    expect(needsDecompression(bytes(0x1f, 0x8b, 8))).toBe("gzip");
    expect(needsDecompression(bytes(0x28, 0xb5, 0x2f, 0xfd))).toBe("zstd");
    expect(needsDecompression(bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0))).toBe("xz");
    expect(needsDecompression(bytes(0x42, 0x5a, 0x68, 0x39))).toBe("bzip2");
    expect(needsDecompression(bytes(0x7b, 0x7d))).toBeNull();
    expect(needsDecompression(bytes())).toBeNull();
  });
});
