import { describe, expect, it } from "vitest";
import { pageRule } from "./prepare-print";

describe("pageRule", () => {
  it("prints digest, as-of and SAMPLE on every page", () => {
    const rule = pageRule(`sha256:${"a".repeat(64)}`, "23 Nov 2026, 09:40 UTC", true);
    for (const part of ["a".repeat(64), "As of 23 Nov 2026, 09:40 UTC", "SAMPLE", "counter(pages)"]) expect(rule).toContain(part);
  });

  it("lets nothing but a digest and a date into the stylesheet", () => {
    const rule = pageRule('"}</style><script>', '"}body{display:none', false);
    expect(rule).not.toMatch(/script|display/);
  });
});
