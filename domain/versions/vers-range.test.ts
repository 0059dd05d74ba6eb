import { describe, expect, it } from "vitest";
import { inVersRange, parseVersRange } from "./vers-range";

function holds(range: string, version: string): boolean | null | string {
  const read = parseVersRange(range);
  return read.ok ? inVersRange(read.value, version) : read.problem.code;
}

describe("a vers range", () => {
  it.each<[string, string, boolean | null]>([
    ["vers:npm/>=1.0.0|<1.4.2", "1.4.1", true],
    ["vers:npm/>=1.0.0|<1.4.2", "1.10.0", false],
    ["vers:npm/>=1.0.0|<1.4.2", "1.0.0", true],
    ["vers:npm/>=1.0.0|<1.4.2", "1.4.2", false],
    ["vers:npm/<1.4.2|>=1.0.0", "0.9.0", false],
    ["vers:npm/>=1.0.0|<1.4.2|>=2.0.0|<2.1.0", "1.5.0", false],
    ["vers:npm/>=1.0.0|<1.4.2|>=2.0.0|<2.1.0", "2.0.7", true],
    ["vers:npm/>=1.0.0|!=1.2.0|<2.0.0", "1.2.0", false],
    ["vers:npm/>=1.0.0|!=1.2.0|<2.0.0", "1.3.0", true],
    ["vers:npm/!=1.2.0", "9.0.0", true],
    ["vers:npm/!=1.2.0|3.0.0", "9.0.0", false],
    ["vers:npm/1.0.0|2.0.0", "2.0.0", true],
    ["vers:npm/1.0.0|2.0.0", "1.5.0", false],
    ["vers:npm/<1.0.0|<2.0.0", "1.5.0", true],
    ["vers:npm/>1.0.0|>2.0.0", "1.5.0", true],
    ["vers:npm/>2.0.0", "99.0.0", true],
    ["vers:npm/<2.0.0|>3.0.0", "2.5.0", false],
    ["vers:npm/ >= 1.0.0 | < 2.0.0", "1.0.0", true],
    ["vers:deb/<1%3A2.0-1", "9.0-1", true],
    ["vers:deb/<3.0.2-0ubuntu1.10", "3.0.2-0ubuntu1.9", true],
    ["vers:rpm/>=3.0.7-1.el9|<3.0.7-18.el9_2", "3.0.7-16.el9_2", true],
    ["vers:alpine/<3.1.4-r1", "3.1.4_rc1-r5", true],
    ["vers:apk/<3.1.4-r1", "3.1.4-r1", false],
    ["vers:pypi/>=1.0|<2", "2.0.dev1", true],
    ["vers:maven/<1.0", "1.0-SNAPSHOT", true],
    ["vers:golang/<v1.2.3", "v1.2.3-0.20260101000000-abcdefabcdef", true],
    ["vers:gem/>=1.0|<1.10", "1.9", true],
    ["vers:gem/>=1.0|<1.10", "1.5.beta", null],
    ["vers:gem/1.5.beta", "1.5.beta", true],
    ["vers:gem/>=1.0.beta", "1.1", null],
    ["vers:npm/<1.0.0", "not a version", null],
    ["vers:npm/*", "not a version", true],
    ["vers:all/*", "1", true],
    ["vers:none/*", "1", false],
  ])("%s and %s: %s", (range, version, answer) => {
    expect(holds(range, version)).toBe(answer);
  });

  it.each([
    ["", "versions/vers"],
    [">=1.0", "versions/vers"],
    ["vers:", "versions/vers"],
    ["vers:npm", "versions/vers"],
    ["vers:npm/", "versions/vers"],
    ["VERS:npm/1", "versions/vers"],
    ["vers:npm/1\n", "versions/vers"],
    ["vers:npm/>=", "versions/vers-constraint"],
    ["vers:npm/1.0.0|", "versions/vers-constraint"],
    ["vers:npm/||", "versions/vers-constraint"],
    ["vers:npm/*|1.0.0", "versions/vers-constraint"],
    ["vers:npm/=>1.0.0", "versions/vers-constraint"],
    ["vers:npm/%E0%A4%A", "versions/vers-constraint"],
    ["vers:all/1", "versions/vers-constraint"],
    ["vers:none/1", "versions/vers-constraint"],
    ["vers:npm/>1.0.0|<1.0.0", "versions/vers-duplicate"],
    [`vers:npm/${"1".repeat(9_000)}`, "versions/too-long"],
    [`vers:npm/${Array.from({ length: 300 }, (_, i) => `${i}.0.0`).join("|")}`, "versions/too-long"],
  ])("is refused where it is none: %j", (range, code) => {
    expect(holds(range, "1.0.0")).toBe(code);
  });
});
