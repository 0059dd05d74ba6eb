import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";

export interface Program {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** How long it may take to end after being asked. */
  graceMs: number;
}

export interface Supervised {
  stop: () => Promise<void>;
  kill: () => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;

/** Keeps a program running: its lines are passed on with its name, and after a crash it is started again, ever more slowly. */
export function supervise(program: Program, write: (line: string) => void): Supervised {
  let child: ChildProcess;
  let ended: Promise<void>;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let pause = FIRST_PAUSE_MS;

  const start = () => {
    const since = performance.now();
    child = spawnNode(program);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on("line", (line) => write(`${program.name.padEnd(6)} │ ${line}`));
    }
    ended = new Promise((resolve) => child.once("close", () => resolve()));
    child.once("close", (code, signal) => {
      if (stopping) return;
      if (performance.now() - since > STEADY_MS) pause = FIRST_PAUSE_MS;
      write(`${program.name} ended (${signal ?? `exit code ${code}`}); starting it again in ${pause / 1000} s.`);
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };

  start();
  return {
    kill: () => child.kill("SIGKILL"),
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), program.graceMs);
      if (child.exitCode === null && child.signalCode === null) await ended;
      clearTimeout(late);
    },
  };
}

/** In a process group of its own: Ctrl-C reaches only us, and we end the others in order. The channel tells it that we died. */
function spawnNode({ args, env }: Program): ChildProcess {
  const preload = pathToFileURL(path.resolve("scripts/start/with-parent.mjs")).href;
  return spawn(process.execPath, ["--import", preload, ...args], {
    env: { ...env, PROOFMARK_PARENT_PID: String(process.pid) },
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}
