import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { places, ROOT, sources } from "./sources";

const code = sources(/\.(ts|tsx)$/);
const product = code.filter(({ file }) => !/\.(test|spec)\.tsx?$|^(tests|e2e|bench|scripts|demo)\//.test(file));

describe("the repository", () => {
  it("reads time in one file only, sign-in excepted", () => {
    const allowed = /^server\/(clock\.ts|auth\/)/;
    // A word in a comment is no clock.
    const found = places(
      product.filter(({ file }) => !allowed.test(file)),
      /^(?!\s*(\*|\/\/|\/\*)).*(\bDate\.now\(|\bnew Date\(\s*\)|\bTemporal\.Now\b)/,
    );
    expect(found).toEqual([]);
  });

  it("has no `any` and no silenced type errors", () => {
    // Words in texts and comments are none.
    const own = code.filter(({ file }) => !file.startsWith("tests/")).map(({ file, text }) => ({ file, text: text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""') }));
    expect(
      places(own, /:\s*any\b(?!thing)|\bas any\b|<any>|\bany\[\]|@ts-(ignore|nocheck|expect-error)/).filter(
        (line) => !/:\s*(\*|\/\/)/.test(line),
      ),
    ).toEqual([]);
  });

  it("speaks of no machine it was written on", () => {
    const foreign = new RegExp(["/work/", "main|/work/", "shared|/tmp/", "team|/home/[a-z]+/|/Users/[a-z]+/"].join(""));
    const texts = sources().filter(
      ({ file }) => file !== "tests/whole-repo.test.ts" && !/testdata|^demo\/|package-lock\.json/.test(file),
    );
    expect(places(texts, foreign)).toEqual([]);
  });

  it("leaves nothing marked as unfinished", () => {
    const own = code.filter(({ file }) => file !== "tests/whole-repo.test.ts");
    expect(places(own, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
  });

  it("never claims that anything is compliant", () => {
    const shown = product.filter(({ file }) => /^(app|components|domain|server)\//.test(file));
    expect(places(shown, /\b(is|are|fully|now) (NIST|FedRAMP|CIS|SOC)?[- ]?compliant\b/i)).toEqual([]);
  });

  it("keeps files at a size one can read", () => {
    const long = code
      .map(({ file, text }) => ({ file, lines: text.split("\n").length }))
      .filter(({ lines }) => lines > 600);
    expect(long).toEqual([]);
  });
});

describe("rooms", () => {
  const kinds = ["formats", "versions", "packets", "controls", "clocks"].filter((kind) =>
    existsSync(path.join(ROOT, "domain", kind, "registry.ts")),
  );

  it.each(kinds)("of domain/%s are all in its registry", (kind) => {
    const folder = path.join(ROOT, "domain", kind);
    const registry = readFileSync(path.join(folder, "registry.ts"), "utf8");
    const registered = new Set([...registry.matchAll(/from "\.\/([^"/]+)(?:\/[^"]*)?"/g)].map((match) => match[1]));
    const rooms = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !["shared", "basis", "testdata"].includes(entry.name))
      .map((entry) => entry.name);
    expect(rooms.filter((room) => !registered.has(room))).toEqual([]);
  });
});
