/** `npm run check`: types, lint, import rules, unit tests, side by side. */
import { capture, inRoot, say } from "./lib.mjs";

const bin = (file) => inRoot("node_modules", file);

const CHECKS = [
  ["types", [bin("typescript/bin/tsc"), "--noEmit"]],
  ["lint", [bin("oxlint/bin/oxlint"), "--quiet"]],
  ["import rules", [inRoot("scripts/depcruise.mjs")]],
  ["unit", [bin("vitest/vitest.mjs"), "run", "--reporter=dot", "--silent=passed-only"]],
];

/** Exit code of all of them together; the output of those that fail is shown. */
export async function check() {
  const results = await Promise.all(CHECKS.map(([name, args]) => timed(name, args)));
  for (const { name, code, output } of results) if (code !== 0) say(`\n── ${name} ──\n${output.trim()}`);
  say("");
  for (const { name, code, seconds } of results) say(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  return results.every(({ code }) => code === 0) ? 0 : 1;
}

async function timed(name, args) {
  const from = performance.now();
  const { code, output } = await capture(process.execPath, args);
  return { name, code, output, seconds: ((performance.now() - from) / 1000).toFixed(1) };
}
