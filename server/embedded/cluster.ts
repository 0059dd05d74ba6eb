import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Place } from "./place";
import { StartError, type Log } from "./start-error";

/** Passwords of the cluster's accounts, one file, readable by its owner alone. */
export interface Secrets {
  admin: string;
  migrator: string;
  web: string;
  worker: string;
}

const NEEDED_BYTES = 200 * 1024 * 1024;

interface Outcome {
  code: number | null;
  output: string;
}

/** Runs one of PostgreSQL's programs as the place's account. */
export function runProgram(place: Place, program: string, args: string[], quiet = false): Promise<Outcome> {
  const { account } = place;
  return new Promise((resolve) => {
    const child = spawn(path.join(place.programs, "bin", program), args, {
      cwd: place.home,
      // A server that inherits our pipes would keep them open for its whole life.
      stdio: quiet ? "ignore" : ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", NODE_ENV: process.env.NODE_ENV },
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk));
    child.on("error", (error) => resolve({ code: null, output: output + error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** Makes a new cluster, or answers the passwords of the existing one. Call it under the lock. */
export async function ensureCluster(place: Place, log: Log): Promise<Secrets> {
  const secretsFile = path.join(place.home, "secrets.json");
  if (existsSync(path.join(place.cluster, "PG_VERSION"))) return readSecrets(secretsFile);
  demandSpace(place.home);
  log("Making the database (first start).");
  const secrets = existsSync(secretsFile) ? readSecrets(secretsFile) : newSecrets();
  writeSecret(place, secretsFile, JSON.stringify(secrets));
  const draft = `${place.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = path.join(place.home, "password.tmp");
  writeSecret(place, passwordFile, secrets.admin);
  try {
    const { code, output } = await runProgram(place, "initdb", initArguments(draft, passwordFile));
    if (code !== 0) throw explain(place, "initdb", output);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place.cluster); // a killed first start leaves a draft, never half a cluster
  return secrets;
}

function initArguments(folder: string, passwordFile: string): string[] {
  return [
    "-D",
    folder,
    "--username=proofmark_admin",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
  ];
}

function newSecrets(): Secrets {
  const password = () => randomBytes(24).toString("base64url");
  return { admin: password(), migrator: password(), web: password(), worker: password() };
}

function readSecrets(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  } catch (error) {
    throw new StartError(
      "embedded/no-secrets",
      `The passwords of the database cannot be read from ${file}: ${(error as Error).message}. ` +
        "Start as the user the data directory belongs to.",
    );
  }
}

function writeSecret(place: Place, file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (place.account) chownSync(file, place.account.uid, place.account.gid);
}

function demandSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= NEEDED_BYTES) return;
  throw new StartError(
    "embedded/disk-full",
    `Not enough room for the database in ${folder}: ${Math.floor(free / 2 ** 20)} MiB free, ${NEEDED_BYTES / 2 ** 20} MiB needed.`,
  );
}

const KNOWN_FAILURES: [RegExp, string, string][] = [
  [/No space left on device/, "embedded/disk-full", "The disk is full. Make room and start again."],
  [
    /could not look up effective user ID/,
    "embedded/no-account",
    "The user this runs as has no entry in /etc/passwd, and PostgreSQL asks for one. Add it, or set DATABASE_URL.",
  ],
  [/Permission denied/, "embedded/permission", "The account PostgreSQL runs as may not use the data directory."],
  [
    /cannot open shared object file|No such file or directory: .*ld-/,
    "embedded/no-binaries",
    "The bundled PostgreSQL does not run on this system (it needs glibc). Set DATABASE_URL instead.",
  ],
  [
    /database files are incompatible/,
    "embedded/version",
    "The data directory was made by another version of PostgreSQL.",
  ],
  [
    /Address already in use/,
    "embedded/port",
    "The port chosen for the database was taken in the meantime. Start again.",
  ],
];

/** The program's own words, preceded by what they mean where we know it. */
export function explain(place: Place, program: string, output: string): StartError {
  const known = KNOWN_FAILURES.find(([pattern]) => pattern.test(output));
  const tail = output.trim().split("\n").slice(-12).join("\n");
  const meaning = known?.[2] ?? `PostgreSQL could not be started (${program}) in ${place.home}.`;
  return new StartError(known?.[1] ?? "embedded/failed", `${meaning}\n${tail}`);
}
