import { existsSync, readFileSync, realpathSync } from "node:fs";
import { fork, type ChildProcess } from "node:child_process";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The folder with the template, the font packages and the built child: PROOFMARK_HOME, else where we were started. */
export const homeFolder = (): string => realpathSync(resolve(process.env["PROOFMARK_HOME"] ?? process.cwd()));

/** The built child when there is one, else the source, which needs the tsx loader. */
export function resolveChild(home: string, childPath?: string): string {
  if (childPath !== undefined) return isAbsolute(childPath) ? childPath : join(home, childPath);
  const built = join(home, "dist", "typeset-child.mjs");
  return existsSync(built) ? built : join(home, "server", "typeset", "child.ts");
}

/** Nothing of ours, so that no secret reaches the child; Windows cannot start a process without its own entry. */
function bareEnvironment(): Record<string, string> {
  const root = process.env["SystemRoot"];
  return root === undefined ? {} : { SystemRoot: root };
}

/** Node's own fence: no other process, no worker, no writing, reading below `home` alone. Native code is outside it. */
function fence(home: string): string[] {
  const flag = ["--permission", "--experimental-permission"].find((name) =>
    process.allowedNodeEnvironmentFlags.has(name),
  );
  return flag ? [flag, "--allow-addons", `--allow-fs-read=${join(home, "*")}`] : [];
}

/**
 * Starts the child with a bare environment, its heap limited, and no standard input.
 * From source the loader must write its cache and start a worker, so the fence stands around the built child alone.
 */
export function startChild(home: string, entry: string, maxOldSpaceMb: number): ChildProcess {
  const source = entry.endsWith(".ts");
  const loader = pathToFileURL(join(home, "node_modules", "tsx", "dist", "loader.mjs")).href;
  return fork(entry, [], {
    cwd: home,
    env: { ...bareEnvironment(), NODE_ENV: process.env.NODE_ENV },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    execArgv: [`--max-old-space-size=${maxOldSpaceMb}`, ...(source ? ["--import", loader] : fence(home))],
  });
}

/** Resident memory of a process in MiB, where the system tells (Linux); null elsewhere and once it has ended. */
export function residentMb(pid: number): number | null {
  try {
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
}
