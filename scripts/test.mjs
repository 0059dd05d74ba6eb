/** The test suites one by one or all in a row, with one closing line that sums them up. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { inRoot, run, say } from "./lib.mjs";

const bin = (file) => inRoot("node_modules", file);
const report = (name) => inRoot("tmp", `test-${name}.json`);
const vitest = (name, ...extra) => [
  bin("vitest/vitest.mjs"),
  "run",
  "--passWithNoTests",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report(name)}`,
  ...extra,
];

const SUITES = {
  unit: { args: () => vitest("unit"), count: countVitest },
  db: { args: () => vitest("db", "--config", "vitest.db.config.ts"), count: countVitest },
  e2e: { args: () => [bin("@playwright/test/cli.js"), "test", "--pass-with-no-tests"], count: countPlaywright },
};

/** Exit code of one suite; further arguments go to its runner. */
export async function testOne(name, extra = []) {
  const { code } = await runSuite(name, extra);
  return code;
}

/** All suites in order, also after a failure; then the closing line. */
export async function testAll() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  let exitCode = 0;
  for (const name of Object.keys(SUITES)) {
    say(`\n── ${name} tests ──`);
    const { code, counts } = await runSuite(name, []);
    for (const key of Object.keys(total)) total[key] += counts[key];
    // A runner that broke without naming a failed test still failed.
    if (code !== 0 && counts.failed === 0) total.failed += 1;
    if (code !== 0) exitCode = 1;
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed > 0 ? 1 : exitCode;
}

async function runSuite(name, extra) {
  mkdirSync(inRoot("tmp"), { recursive: true });
  rmSync(report(name), { force: true });
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report(name), NEXT_TELEMETRY_DISABLED: "1" };
  const code = await run(process.execPath, [...SUITES[name].args(), ...extra], { env });
  const counts = existsSync(report(name)) ? SUITES[name].count(JSON.parse(readFileSync(report(name), "utf8"))) : none();
  return { code, counts };
}

const none = () => ({ passed: 0, failed: 0, skipped: 0 });

function countVitest(json) {
  // A file that could not be loaded has no tests to fail: it counts as one.
  const unloaded = json.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + unloaded,
    skipped: json.numPendingTests + (json.numTodoTests ?? 0),
  };
}

function countPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
