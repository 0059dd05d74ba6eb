/** Finds a Chromium for browser tests and screenshots. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { say, Stop } from "./lib.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Flags for machines without a sandbox or an outside network. */
export const LAUNCH_FLAGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
];

function installed() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), ...MAC];
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The browser from the packages, unpacked into the temporary folder; undefined where its libraries are missing. */
async function fromPackages() {
  if (process.platform !== "linux") return undefined;
  try {
    const chromium = (await import("@sparticuz/chromium")).default;
    const file = await chromium.executablePath();
    return spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0 ? file : undefined;
  } catch {
    return undefined;
  }
}

function installWithApt() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  say("Installing chromium with apt-get for the browser tests.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const stdio = ["ignore", "ignore", "inherit"];
  spawnSync("apt-get", ["update", "-q"], { env, stdio });
  spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env, stdio });
  return installed();
}

/** Path of a Chromium: PROOFMARK_CHROMIUM, else an installed one, else the packaged one, else one from apt. */
export async function findBrowser() {
  const given = process.env.PROOFMARK_CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    throw new Stop(`PROOFMARK_CHROMIUM names ${given}, which does not exist.`);
  }
  const found = installed() ?? (await fromPackages()) ?? installWithApt();
  if (found) return found;
  throw new Stop(
    "No Chromium was found for the browser tests. Install one (apt-get install chromium) or name it in PROOFMARK_CHROMIUM.",
  );
}
