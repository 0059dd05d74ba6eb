import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64 } from "./base64";
import { ecosystemOf, packageFromWords } from "./ecosystems";
import { digestOfReference, instant, sha256Hex, stringMap, tally } from "./values";

describe("instant", () => {
  it("brings every spelling to UTC seconds and treats zero times as none", () => {
    expect(["2026-11-03T09:00:00.5+01:00", "2026-11-03T09:00:00Z", "2026-11-03 09:00:00 UTC", "2026-11-03T09:00:00", "2026-11-03", "2026-11-03T09:00:00+0100"].map(instant)).toEqual([
      "2026-11-03T08:00:00Z", "2026-11-03T09:00:00Z", "2026-11-03T09:00:00Z", "2026-11-03T09:00:00Z", "2026-11-03T00:00:00Z", "2026-11-03T08:00:00Z",
    ]);
    expect(["0001-01-01T00:00:00Z", "yesterday", "2026-13-01T00:00:00Z", "", 5, null].map(instant)).toEqual([null, null, null, null, null, null]);
  });
});

it("takes a digest only in full and in hexadecimal", () => {
  expect(sha256Hex(`sha256:${"A".repeat(64)}`)).toBe("a".repeat(64));
  expect([`sha256:${"a".repeat(63)}`, `sha512:${"a".repeat(64)}`, `${"a".repeat(64)}x`, 1].map(sha256Hex)).toEqual([null, null, null, null]);
  expect(digestOfReference(`user@host/app@sha256:${"a".repeat(64)}`)).toEqual({ name: "user@host/app", sha256: "a".repeat(64) });
  expect([digestOfReference("app:1"), digestOfReference(`@sha256:${"a".repeat(64)}`)]).toEqual([null, null]);
});

it("counts words that every object carries like any other", () => {
  expect(tally(["constructor", "toString", null, "constructor"])).toEqual({ constructor: 2, toString: 1, null: 1 });
  expect(stringMap({ a: "1", b: 2 })).toEqual({ a: "1" });
});

it("names ecosystems the way purls do", () => {
  expect(["Debian:12", "gobinary", "crates.io", "Rocky Linux:9", "constructor", ""].map((word) => ecosystemOf(word).type)).toEqual(["deb", "golang", "cargo", "rpm", "constructor", "unknown"]);
  expect(packageFromWords("Maven", "org.example:lib")).toEqual({ type: "maven", namespace: "org.example", name: "lib" });
});

describe("fromBase64", () => {
  it("reads back what was written, padded or not, in both alphabets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        for (const spelling of [text, text.replaceAll("=", ""), Buffer.from(bytes).toString("base64url"), `${text}\n`]) expect([...(fromBase64(spelling) ?? [-1])]).toEqual([...bytes]);
      }),
    );
  });

  it("refuses other characters, a lone symbol and bits that mean nothing", () => {
    expect(["a", "a b=", "é", "AB==A", "AB", "%%%%"].map(fromBase64)).toEqual([null, null, null, null, null, null]);
  });
});
