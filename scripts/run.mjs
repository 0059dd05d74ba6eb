#!/usr/bin/env node
/**
 * Behind every `npm run <command>`: installs what is missing, changes over to the pinned Node, makes what is
 * generated, then does the command. Runs on Node 20.20 with nothing installed, so this file and what it imports
 * at the top use no dependency.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ensureInstalled, findNode } from "./install.mjs";
import { inRoot, ROOT, run, say, Stop, whenNpmIsGone } from "./lib.mjs";

const bin = (file) => inRoot("node_modules", file);
const node = (file, ...args) => run(process.execPath, [file, ...args]);
const ALL = ["client", "bundles", "web"];

/** What has to be made first, and what is done then. */
const COMMANDS = {
  start: { prepare: ALL, run: (args) => node("dist/start.mjs", ...args) },
  demo: { prepare: ALL, run: (args) => node("dist/start.mjs", "--demo", ...args) },
  dev: { prepare: ["client", "bundles"], run: (args) => node("dist/start.mjs", "--dev", ...args) },
  build: { prepare: ALL, run: async () => 0 },
  proofmark: { prepare: ["client", "bundles"], run: (args) => node("dist/cli.mjs", ...args) },
  check: { prepare: ["client"], run: async () => (await import("./check.mjs")).check() },
  test: { prepare: ALL, run: async () => (await import("./test.mjs")).testAll() },
  "test:unit": { prepare: ["client"], run: (args) => suite("unit", args) },
  "test:db": { prepare: ALL, run: (args) => suite("db", args) },
  "test:e2e": { prepare: ALL, run: (args) => suite("e2e", args) },
  "test:corpus": { prepare: ["client"], run: (args) => typescript("scripts/test-corpus.ts", args) },
  bench: { prepare: ALL, run: (args) => typescript("bench/main.ts", args) },
  screenshots: { prepare: ALL, run: (args) => node("scripts/screenshots.mjs", ...args) },
};

async function suite(name, args) {
  return (await import("./test.mjs")).testOne(name, args);
}

function typescript(file, args) {
  if (!existsSync(inRoot(file))) throw new Stop(`${file} does not exist.`);
  // Paths are given as seen from where the person stands; the program runs in the repository's folder.
  return node(bin("tsx/dist/cli.mjs"), inRoot(file), ...args);
}

/** The same command again on the pinned Node. */
function changeOver(program) {
  const env = { ...process.env, PROOFMARK_NODE: program };
  env.PATH = [path.dirname(program), bin(".bin"), process.env.PATH].join(path.delimiter);
  const child = spawn(program, [inRoot("scripts/run.mjs"), ...process.argv.slice(2)], {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  // The terminal sends Ctrl-C to the whole group: wait for the child to end in its own order. A plain kill reaches only us.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  whenNpmIsGone(() => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

async function main() {
  const [name, ...args] = process.argv.slice(2);
  const command = COMMANDS[name ?? ""];
  if (!command) throw new Stop(`Say what to run: ${Object.keys(COMMANDS).join(", ")}.`);
  await ensureInstalled();
  const program = findNode();
  if (process.env.PROOFMARK_NODE !== program && process.execPath !== program) return changeOver(program);
  const { prepare } = await import("./prepare.mjs");
  await prepare(command.prepare);
  process.exitCode = await command.run(args);
}

try {
  await main();
} catch (error) {
  say(error instanceof Stop ? error.message : (error.stack ?? String(error)));
  process.exitCode = error.exitCode ?? 1;
}
