import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Acknowledged, type CrashGround, ended, openCrashGround, pause } from "../../tests/setup/crash-ground";

const TRIALS = 50;
const WORKER_POINTS = ["worker.taken", "worker.document", "worker.before-commit", "worker.submission", "worker.before-done", "worker.evaluated", "worker.before-evaluation-commit"];
const DOOR_POINTS = ["door.before-transaction", "door.chunk", "door.before-commit"];

let ground: CrashGround;
const acknowledged: Acknowledged[] = [];
let diedAtPoint = 0;

beforeAll(async () => {
  ground = await openCrashGround("worker");
}, 120_000);

afterAll(() => ground?.close());

function startUploader(extra: Record<string, string>): ReturnType<CrashGround["start"]> {
  const child = ground.start("uploader", extra);
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) acknowledged.push(JSON.parse(line) as Acknowledged);
    });
  }
  return child;
}

/** One process is killed at a failpoint or at some moment, the other one at the end of the trial. */
async function trial(n: number): Promise<void> {
  const atPoint = n % 2 === 0;
  const door = n % 4 >= 2;
  const points = door ? DOOR_POINTS : WORKER_POINTS;
  const point = { PROOFMARK_FAILPOINT: `${points[(n >> 2) % points.length] ?? ""}#${2 + (n % 5)}` };
  const worker = ground.start("worker", atPoint && !door ? point : {});
  worker.stdout?.resume();
  const uploader = startUploader({ CRASH_SEED: String(n), ...(atPoint && door ? point : {}) });
  const victim = door ? uploader : worker;
  // A busy machine may need long to get there: what counts is that the uploads are over and the worker had its time.
  await Promise.race([atPoint ? ended(victim) : pause(300 + ((n * 397) % 1500)), ended(uploader).then(() => pause(3000)), pause(20_000)]);
  if (atPoint && victim.signalCode === "SIGKILL") diedAtPoint += 1;
  victim.kill("SIGKILL");
  await pause((n * 131) % 300);
  worker.kill("SIGKILL");
  uploader.kill("SIGKILL");
  await Promise.all([ended(worker), ended(uploader)]);
}

test(`${TRIALS} kills of worker and uploader at failpoints and at random lose no acknowledged receipt`, async () => {
  for (let n = 0; n < TRIALS; n += 1) await trial(n);
  await ground.drain();
  expect(diedAtPoint).toBeGreaterThan(TRIALS / 5);
  expect(acknowledged.length).toBeGreaterThan(TRIALS);
  await ground.expectAllHeld(acknowledged);
}, 900_000);
