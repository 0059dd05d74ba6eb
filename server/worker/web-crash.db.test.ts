import { createHash, randomBytes } from "node:crypto";
import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleImage } from "../services/ingest/sample-image";
import { readSystem, rows } from "../store";
import { type Acknowledged, type CrashGround, ended, freePort, openCrashGround, pause } from "../../tests/setup/crash-ground";

const TRIALS = 50;
const DOOR_POINTS = ["door.before-transaction", "door.chunk", "door.before-commit"];
const WORKER_POINTS = ["worker.taken", "worker.document", "worker.before-commit", "worker.submission", "worker.before-done"];

let ground: CrashGround;
let port: number;
let token: string;
let web: ChildProcess | null = null;
let worker: ChildProcess | null = null;
const acknowledged: Acknowledged[] = [];
let cutOff = 0;

beforeAll(async () => {
  ground = await openCrashGround("web");
  port = await freePort();
  process.env["PROOFMARK_WEB_DATABASE_URL"] = ground.database.webUrl;
  const { createToken } = await import("../auth/tokens");
  token = (await createToken({ systemId: ground.ctx.systemId, role: "ingest", name: "pipeline", createdBy: { kind: "cli", id: "test", name: "test" } })).text;
}, 120_000);

afterAll(async () => {
  web?.kill("SIGKILL");
  worker?.kill("SIGKILL");
  const { webStore } = await import("../store");
  await webStore().close();
  await ground?.close();
});

interface Upload {
  name: string;
  bytes: Uint8Array;
}

async function send(files: readonly Upload[], digest: string): Promise<Response> {
  const body = new FormData();
  for (const { name, bytes } of files) body.append("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const query = new URLSearchParams({ image: "registry.example/crash", digest });
  return fetch(`http://127.0.0.1:${port}/api/v1/systems/crash/evidence?${query}`, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
}

/** An answer with a receipt is a promise; no answer promises nothing. */
async function upload(files: readonly Upload[], digest: string): Promise<void> {
  const listening = isAlive(web);
  try {
    const response = await send(files, digest);
    const body = (await response.json()) as { id: string };
    expect(response.status, JSON.stringify(body)).toBe(202);
    acknowledged.push({ receipt: body.id, files: files.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex")) });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (listening) cutOff += 1;
  }
}

async function uploads(n: number): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const image = sampleImage(`-${n}-${round}`);
    await Promise.all([
      upload([image.index, image.manifest], image.index.claimed),
      upload([image.config, image.scan, image.sbom], image.scan.claimed),
      upload([{ name: "blob.bin", bytes: randomBytes(3_000_000) }], image.scan.claimed),
    ]);
  }
}

const isAlive = (child: ChildProcess | null): child is ChildProcess => child !== null && child.exitCode === null && child.signalCode === null;

async function killed(child: ChildProcess | null): Promise<void> {
  child?.kill("SIGKILL");
  if (child) await ended(child);
}

/** The web process dies in even trials, the worker in odd ones: at a failpoint or at some moment of the uploads. */
async function trial(n: number): Promise<void> {
  const door = n % 2 === 0;
  const atPoint = n % 4 < 2;
  const points = door ? DOOR_POINTS : WORKER_POINTS;
  const point: Record<string, string> = atPoint ? { PROOFMARK_FAILPOINT: `${points[(n >> 2) % points.length] ?? ""}#${2 + (n % 5)}` } : {};
  if (door || !isAlive(web)) {
    await killed(web);
    web = await ground.startWeb(port, door ? point : {});
  }
  if (!door || !isAlive(worker)) {
    await killed(worker);
    worker = ground.start("worker", door ? {} : point);
    worker.stdout?.resume();
  }
  const victim = door ? web : worker;
  const sent = uploads(n);
  await Promise.race([atPoint ? ended(victim) : pause(20 + ((n * 97) % 400)), sent.then(() => pause(500))]);
  await killed(victim);
  await sent;
}

test(`${TRIALS} kills of the web process and the worker in the middle of uploads lose no acknowledged receipt`, async () => {
  for (let n = 0; n < TRIALS; n += 1) await trial(n);
  await killed(worker);
  await ground.drain();
  // The kills really came in the middle: many requests stayed without an answer, and many had one.
  expect(cutOff).toBeGreaterThan(TRIALS / 2);
  expect(acknowledged.length).toBeGreaterThan(TRIALS);
  await ground.expectAllHeld(acknowledged);
}, 900_000);

test("200 identical uploads at once through the web process give one receipt and one submission", async () => {
  if (!isAlive(web)) web = await ground.startWeb(port);
  const image = sampleImage("-same");
  const responses = await Promise.all(Array.from({ length: 200 }, () => send([image.config, image.sbom], image.sbom.claimed)));
  expect(new Set(responses.map((response) => response.status))).toEqual(new Set([202]));
  const bodies = (await Promise.all(responses.map((response) => response.json()))) as { id: string }[];
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
  const [held] = await readSystem(ground.ctx, (tx) =>
    rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM submission WHERE sha256 IN (SELECT json_array_elements_text($1::json))`, JSON.stringify([image.config.sha256, image.sbom.sha256])));
  expect(held?.n).toBe(2);
}, 120_000);
