import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { secondsOf, USAGE } from "./usage";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
const sources = files.map((name) => [name, readFileSync(path.join(import.meta.dirname, name), "utf8")] as const);

test("the help names every option that a command reads, and every verb", () => {
  const options = sources.flatMap(([, text]) => [...text.matchAll(/"?([\w-]+)"?: \{ type: "(?:string|boolean)"/g)].map(([, name]) => `--${name}`));
  expect(options.length).toBeGreaterThan(30);
  expect(options.filter((option) => !new RegExp(`${option}(?![\\w-])`).test(USAGE))).toEqual([]);
  const verbs = sources.flatMap(([name, text]) => [...text.matchAll(/verb [!=]== "([\w-]+)"/g)].map(([, verb]) => `${name.replace(".ts", "")} ${verb}`));
  expect(verbs.length).toBeGreaterThan(8);
  expect(verbs.filter((verb) => !USAGE.includes(`\n  ${verb} `))).toEqual([]);
});

test("a time to wait is a number of seconds, and nothing else waits for ever", () => {
  expect([secondsOf("300"), secondsOf("0"), secondsOf("0.5")]).toEqual([300, 0, 0.5]);
  for (const wrong of ["", "soon", "-1", "Infinity"]) expect(() => secondsOf(wrong)).toThrow("--timeout is a number of seconds.");
});
