/** Dependencies and the pinned Node: what a clone needs before anything else can run. No dependencies. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRoot, ROOT, run, say, Stop, WANTED_NODE } from "./lib.mjs";
import { withLock } from "./lock.mjs";

const STAMP = inRoot("node_modules/.cache/proofmark/installed.stamp");

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(inRoot("package-lock.json")))
    .digest("hex");

function isInstalled() {
  if (!existsSync(inRoot("node_modules/.package-lock.json"))) return false;
  if (existsSync(STAMP)) return readFileSync(STAMP, "utf8") === lockHash();
  // Installed by hand: npm's own record is written last, so a newer one than the lock file means it was finished.
  return sameVersions();
}

/** Whether npm's record of what it installed agrees with the lock file. */
function sameVersions() {
  const read = (file) => JSON.parse(readFileSync(inRoot(file), "utf8")).packages;
  const installed = read("node_modules/.package-lock.json");
  const wanted = read("package-lock.json");
  return Object.entries(wanted).every(
    ([name, { version, optional }]) =>
      name === "" || (installed[name] ? installed[name].version === version : optional),
  );
}

/** Installs exactly what the lock file names, once, whoever comes first. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  mkdirSync(inRoot("tmp"), { recursive: true });
  const onWait = (pid) => say(`Waiting for process ${pid}, which is installing the dependencies.`);
  await withLock(
    inRoot("tmp/install.lock"),
    async () => {
      if (isInstalled()) return;
      say("Installing dependencies (npm ci; about a minute the first time).");
      const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
      const code = await run("npm", args, {
        cwd: ROOT,
        stdio: ["ignore", process.stderr, process.stderr],
        env: cleanNpmEnv(),
      });
      if (code !== 0)
        throw new Stop(
          "npm ci failed (see above). Check that the package registry is reachable and the disk has 2 GB free.",
        );
      mkdirSync(path.dirname(STAMP), { recursive: true });
      writeFileSync(STAMP, lockHash());
    },
    { onWait },
  );
}

/** Inside `npm run`, npm passes its own settings on by environment; `--silent` among them would hide the errors. */
function cleanNpmEnv() {
  const env = { ...process.env };
  delete env.npm_config_loglevel;
  return env;
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > WANTED_NODE[0] || (major === WANTED_NODE[0] && minor >= WANTED_NODE[1]);
}

/** The Node that everything runs on: the one among the dependencies, else the present one when it is new enough. */
export function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const program = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const pinned = inRoot("node_modules", `node-${platform}-${process.arch}`, program);
  if (existsSync(pinned)) return pinned;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Stop(
    `Node ${WANTED_NODE.join(".")} or newer is needed. There is no bundled one for ${process.platform}-${process.arch}, and this is ${process.versions.node}.`,
  );
}
