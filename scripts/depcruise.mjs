/**
 * Checks the import rules of .dependency-cruiser.cjs: `node scripts/depcruise.mjs [folder]`. Prints one line a breach
 * and the number of modules read. dependency-cruiser reads TypeScript through the compiler's programming interface,
 * which TypeScript 7 does not have: without the redirection below it reads no module and reports success.
 */
import { existsSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import path from "node:path";
import { inRoot, ROOT } from "./lib.mjs";

const FOLDERS = [
  "app",
  "bench",
  "cli",
  "client",
  "components",
  "contracts",
  "domain",
  "e2e",
  "server",
  "tests",
  "proxy.ts",
  "instrumentation.ts",
];
const FEWEST_MODULES = 3;

registerHooks({
  resolve(specifier, context, next) {
    const redirected = /^typescript(\/|$)/.test(specifier)
      ? specifier.replace("typescript", "typescript-6")
      : specifier;
    return next(redirected, context);
  },
});

const folder = path.resolve(process.argv[2] ?? ROOT);
process.chdir(folder);
const { cruise } = await import("dependency-cruiser");
const extractTsConfig = (await import("dependency-cruiser/config-utl/extract-ts-config")).default;
const { options, ...ruleSet } = createRequire(import.meta.url)(inRoot(".dependency-cruiser.cjs"));
const { enhancedResolveOptions, ...cruiseOptions } = options;
const targets = FOLDERS.filter((name) => existsSync(path.join(folder, name)));
const config = path.join(folder, "tsconfig.json");

const result = await cruise(
  targets,
  { ...cruiseOptions, ruleSet, validate: true, baseDir: folder },
  enhancedResolveOptions,
  existsSync(config) ? { tsConfig: extractTsConfig(config) } : {},
);
const { violations } = result.output.summary;
const modules = result.output.modules.filter((module) => !module.source.includes("node_modules")).length;
for (const { rule, from, to, cycle } of violations) {
  const way = cycle?.length ? cycle.map((step) => step.name ?? step).join(" → ") : to;
  process.stdout.write(`${rule.name}: ${from} → ${way}\n`);
}
process.stdout.write(`${violations.length} breaches of the import rules in ${modules} modules\n`);
if (modules < FEWEST_MODULES) process.stdout.write("Too few modules were read: the checker is not working.\n");
process.exitCode = violations.length > 0 || modules < FEWEST_MODULES ? 1 : 0;
