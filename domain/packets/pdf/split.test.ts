import { describe, expect, it } from "vitest";
import { clipText, splitHash, splitIdentifier, splitLongWords } from "./split";

const hex = "0123456789abcdef".repeat(4);

describe("splitHash", () => {
  it("cuts 64 digits into two lines of 32 without the prefix", () => {
    expect(splitHash(`sha256:${hex}`)).toEqual([hex.slice(0, 32), hex.slice(32)]);
  });

  it("answers an empty list for an empty string", () => {
    expect(splitHash("")).toEqual([]);
  });
});

describe("splitIdentifier", () => {
  const purl = "pkg:maven/org.example.deeply.nested/some-library@1.2.3?type=jar&classifier=sources";

  it("prefers the joints of a package URL", () => {
    expect(splitIdentifier(purl, 40)).toEqual([
      "pkg:maven/org.example.deeply.nested/",
      "some-library@1.2.3?type=jar&",
      "classifier=sources",
    ]);
  });

  it.each([1, 7, 20, 55])("adds and loses nothing at width %i", (width) => {
    const lines = splitIdentifier(purl, width);
    expect(lines.join("")).toBe(purl);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
  });

  it("cuts hard where there is no joint", () => {
    expect(splitIdentifier("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });

  it("falls back to lesser joints before it cuts hard", () => {
    expect(splitIdentifier("admission-negative-tests.json", 27)).toEqual(["admission-negative-tests.", "json"]);
    expect(splitLongWords("readOnlyRootFilesystem:", 20)).toEqual(["readOnlyRoot", "Filesystem:"]);
  });

  it("does not tear a character outside the basic plane", () => {
    expect(splitIdentifier("𝒜𝒜𝒜", 2)).toEqual(["𝒜𝒜", "𝒜"]);
  });

  it("keeps one empty line for an empty identifier", () => {
    expect(splitIdentifier("", 10)).toEqual([""]);
  });
});

describe("splitLongWords", () => {
  it("returns text that fits as it is", () => {
    expect(splitLongWords("a few short words that go on for long", 8)).toBe("a few short words that go on for long");
  });

  it("cuts only the word that is too long", () => {
    expect(splitLongWords(`see ${"y".repeat(12)} now`, 8)).toEqual(["see", "yyyyyyyy", "yyyy now"]);
  });

  it("prefers the joints of a name", () => {
    expect(splitLongWords("GPL-3.0-or-later", 12)).toEqual(["GPL-3.0-", "or-later"]);
  });

  it("counts wide letters as more than one", () => {
    expect(splitLongWords("WWWWWWWW", 8)).toEqual(["WWWW", "WWWW"]);
  });
});

describe("clipText", () => {
  it("leaves what fits and marks what does not", () => {
    expect(clipText("zlib", 10)).toBe("zlib");
    expect(clipText("a".repeat(30), 10)).toBe(`${"a".repeat(9)}…`);
  });
});
