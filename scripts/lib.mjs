/** Shared by the scripts: where things are, running a program, fingerprints. No dependencies. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const WANTED_NODE = [24, 15];

export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** Progress goes to stderr: stdout belongs to the command. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** A failure with a message for the person at the terminal: no stack is shown. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Under `npm run` there is a shell between npm and us that passes no signal on: a plain kill of npm would leave us
 * running. Calls `end` when our parent is gone; answers how to stop watching.
 */
export function whenNpmIsGone(end) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 300);
  timer.unref();
  return () => clearInterval(timer);
}

/** Runs a program to its end and answers its exit code; signals of the terminal are the child's to handle. */
export function run(command, args, { env = process.env, stdio = "inherit", cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio,
      shell: process.platform === "win32" && !path.isAbsolute(command),
    });
    const forward = (signal) => child.kill(signal);
    const ignore = () => {};
    process.on("SIGINT", ignore);
    process.on("SIGTERM", forward);
    process.on("SIGHUP", forward);
    const unwatch = whenNpmIsGone(() => forward("SIGTERM"));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGINT", ignore);
      process.off("SIGTERM", forward);
      process.off("SIGHUP", forward);
      unwatch();
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** Runs a program and answers what it said: for steps whose output matters only when they fail. */
export async function capture(command, args, { env = process.env, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

const SKIPPED = new Set([
  "node_modules",
  ".next",
  "dist",
  "data",
  "tmp",
  ".git",
  "generated",
  "testdata",
  "test-results",
]);

function* filesBelow(target) {
  if (!existsSync(target)) return;
  const entries = readdirSync(path.dirname(target), { withFileTypes: true });
  const self = entries.find((entry) => entry.name === path.basename(target));
  if (!self?.isDirectory()) return yield target;
  const inside = readdirSync(target, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of inside) {
    if (SKIPPED.has(entry.name)) continue;
    const file = path.join(target, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (!/\.(test|spec)\.[a-z]+$/.test(entry.name)) yield file;
  }
}

/** One hash over files and folders (tests left out): it changes when anything in them does. */
export function fingerprint(targets) {
  const hash = createHash("sha256");
  for (const target of targets) {
    for (const file of filesBelow(inRoot(target))) {
      hash.update(`${path.relative(ROOT, file)}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
    }
  }
  return hash.digest("hex");
}

/** Does the work unless `output` exists and was made from the same inputs. */
export async function whenChanged({ name, inputs, output, salt = "" }, work) {
  const stamp = inRoot("node_modules/.cache/proofmark", `${name}.stamp`);
  const now = `${fingerprint(inputs)} ${salt}`;
  if (existsSync(inRoot(output)) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return false;
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
