import { describe, expect, it } from "vitest";
import { workDone } from "../../tests/setup/work-done";
import { unwrapOk } from "../model/problem";
import { compileSubjectPattern } from "./subject-pattern";

describe("accepted patterns", () => {
  it.each([
    [
      "^https://github\\.com/org/repo/.*$",
      "https://github.com/org/repo/.github/workflows/a.yml@refs/heads/main",
      "https://github.com/org/repository",
    ],
    [
      "^https:\\/\\/github\\.com\\/org\\/[a-z-]+\\/x$",
      "https://github.com/org/my-repo/x",
      "https://github.com/org/my/repo/x",
    ],
    [
      "^https://github\\.com/org/(a|b)/x@refs/tags/v\\d+$",
      "https://github.com/org/b/x@refs/tags/v12",
      "https://github.com/org/c/x@refs/tags/v12",
    ],
    ["^build[a-z.]*@example\\.com$", "build.bot@example.com", "build@example.com.evil.test"],
    ["^https://host\\.example:8443/x$", "https://host.example:8443/x", "https://host.example/x"],
  ])("%s", (pattern, fits, misses) => {
    const matches = unwrapOk(compileSubjectPattern(pattern));
    expect([matches(fits), matches(misses), matches(`x${fits}`), matches(`${fits}\n`), matches(`${fits}\nx`)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("refused patterns", () => {
  it.each([
    ["https://github\\.com/org/.*$", "unanchored"],
    ["^https://github\\.com/org/.*", "unanchored"],
    ["^https://github\\.com/org\\$", "unanchored"],
    ["^https://github.com/org/.*$", "host"],
    ["^https://github\\.com.*$", "host"],
    ["^https://github\\.com/?.*$", "host"],
    ["^https://github\\.com/*x$", "host"],
    ["^https://.*\\.github\\.com/x$", "host"],
    ["^https://[a-z]+\\.com/x$", "host"],
    ["^https?://github\\.com/x$", "host"],
    ["^http://github\\.com/x$", "host"],
    ["^.*$", "host"],
    ["^.*@.*$", "host"],
    ["^.*@example.com$", "host"],
    ["^.*@(example\\.com|evil\\.com)$", "host"],
    ["^https://(github\\.com|evil\\.com)/x$", "host"],
    ["^https://github\\.com/a|https://github\\.com/b$", "alternation"],
    ["^https://github\\.com/(?=x).*$", "construct"],
    ["^https://github\\.com/(?<a>x)$", "construct"],
    ["^https://github\\.com/(a+)+$", "construct"],
    ["^https://github\\.com/(a)\\1$", "construct"],
    ["^https://github\\.com/(a)*$", "construct"],
    ["^https://github\\.com/a**$", "unreadable"],
    ["^https://github\\.com/\\pL$", "unreadable"],
    ["^https://github\\.com/a$b$", "construct"],
    ["^https://github\\.com/[$", "unreadable"],
    ["", "unanchored"],
    ["^$", "host"],
    [`^https://github\\.com/${"a".repeat(600)}$`, "too-long"],
  ])("%s: %s", (pattern, kind) => {
    const compiled = compileSubjectPattern(pattern);
    expect(compiled.ok ? "accepted" : compiled.problem.code).toBe(`verification/pattern-${kind}`);
  });
});

it("a hostile subject costs no time", () => {
  const matches = unwrapOk(compileSubjectPattern("^https://github\\.com/.*a.*a.*a.*a.*a.*b$"));
  const work = workDone(() => {
    expect(matches(`https://github.com/${"a".repeat(2000)}`)).toBe(false);
    expect(matches(`https://github.com/${"a".repeat(100_000)}`)).toBe(false);
  });
  expect(work).toBeLessThan(1000);
});
