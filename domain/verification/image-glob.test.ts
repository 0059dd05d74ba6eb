import { expect, test } from "vitest";
import { workDone } from "../../tests/setup/work-done";
import { matchesImageGlob } from "./image-glob";

test("one star stays inside a path segment, two go through, all else stands for itself", () => {
  expect(matchesImageGlob("registry.example/*/api", "registry.example/payments/api")).toBe(true);
  expect(matchesImageGlob("registry.example/*/api", "registry.example/a/b/api")).toBe(false);
  expect(matchesImageGlob("registry.example/**", "registry.example/a/b/api")).toBe(true);
  expect(matchesImageGlob("refs/tags/v*", "refs/tags/v1.2")).toBe(true);
  expect(matchesImageGlob("refs/tags/v*", "refs/tags/v")).toBe(true);
  expect(matchesImageGlob("refs/tags/v*", "refs/heads/v1")).toBe(false);
  expect(matchesImageGlob("a.c", "abc")).toBe(false);
  expect(matchesImageGlob("a*b*c", "a-b-b-c")).toBe(true);
  expect(matchesImageGlob("a*a", "a")).toBe(false);
  expect(matchesImageGlob("", "")).toBe(true);
  expect(matchesImageGlob("", "a")).toBe(false);
  expect(matchesImageGlob("**", "a\nb")).toBe(false);
});

test("hostile globs answer at once, and what is too long fits nothing", () => {
  expect(workDone(() => expect(matchesImageGlob(`${"**a".repeat(170)}x`, "a".repeat(1024))).toBe(false))).toBeLessThan(2_000);
  expect(matchesImageGlob("**", "a".repeat(1025))).toBe(false);
});
