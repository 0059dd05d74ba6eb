import { describe, expect, it } from "vitest";
import { compileLinear } from "./linear-pattern";

describe("whole texts match as the runtime's own engine says", () => {
  const texts = ["", "a", "b", "ab", "aab", "abc", "a.c", "a/c", "aaaa", "x1y22", "a-b_c", "]", "é", "😀"];
  it.each([
    "",
    "a",
    "a*",
    "a+b",
    "a?b?",
    "[a-c]+",
    "[^/]+",
    "a.c",
    "a\\.c",
    "(ab|a|b)c?",
    "(?:a|b)(?:b|)",
    "a{2}",
    "a{1,3}",
    "a{2,}",
    "a{0,2}b",
    "\\w+",
    "x\\d+y\\d{2}",
    "[\\]]",
    "[\\w-]+",
    ".",
    ".*",
    "(a)?b",
    "(a|(b|ab)c)?",
  ])("%s", (pattern) => {
    const matches = compileLinear(pattern);
    const reference = new RegExp(`^(?:${pattern})$`, "u");
    expect(texts.map((text) => matches?.(text))).toEqual(texts.map((text) => reference.test(text)));
  });
});

it.each([
  "(",
  ")",
  "a)",
  "[",
  "[]",
  "a**",
  "*",
  "\\b",
  "\\1",
  "\\p{L}",
  "a{3,2}",
  "a{",
  "(?=a)",
  "(?<n>a)",
  "^a",
  "a$",
  "(a)+x",
  `(${"a{99}".repeat(60)})`,
])("refuses %s", (pattern) => {
  expect(compileLinear(pattern)).toBeNull();
});
