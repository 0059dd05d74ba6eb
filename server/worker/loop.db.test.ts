import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../domain/model/problem";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import type { Parser } from "../jobs/parse";
import { ensureDefaultSystem } from "../services/ensure-default-system";
import { receiveEvidence } from "../services/receive-evidence";
import { settings } from "../settings";
import { openStore, readSystem, rows, withSystem, type Store, type SystemContext } from "../store";
import { Claims } from "./claims";
import { workOnce, type WorkerParts } from "./loop";

let database: TestDatabase;
let web: Store;
let worker: Store;
let claims: Claims;
let ctx: SystemContext;

beforeAll(async () => {
  database = await createTestDatabase();
  web = openStore(database.webUrl, "web");
  worker = openStore(database.workerUrl, "worker");
  claims = new Claims(database.workerUrl);
  ctx = { systemId: await ensureDefaultSystem(database.migratorUrl), store: web, actor: { kind: "token", id: "t", name: "t" } };
});

afterAll(async () => {
  for (const part of [claims, web, worker]) await part?.close();
  await database?.drop();
});

const partsWith = (parse: Parser["parse"]): WorkerParts => ({
  store: worker, claims, parser: { parse, verify: async () => ({ ok: true, value: [] }), close: async () => {} }, limits: { maxDocumentBytes: 1e6, maxComponents: 10, maxRatio: 200 }, log: () => {}, stopping: () => false,
});

async function upload(text: string): Promise<string> {
  async function* stream(): AsyncIterable<Uint8Array> {
    yield Buffer.from(text);
  }
  return unwrapOk(await receiveEvidence(ctx, [{ fileName: text, mediaType: null, stream: stream() }], {}, { maxFileBytes: 1e6, maxFiles: 1 })).receiptId;
}

async function receipt(id: string): Promise<{ state: string; problem: { code: string } | null } | undefined> {
  return (await readSystem(ctx, (tx) => rows<{ state: string; problem: { code: string } | null }>(tx, `SELECT state, problem FROM receipt WHERE id = $1::uuid`, id)))[0];
}

test("one piece that cannot be done keeps no other from being done", async () => {
  const bad = await upload("bad");
  const good = await upload("good");
  const parts = partsWith(async (request) => {
    if (request.fileName === "bad") throw new Error("a defect of ours");
    return { ok: true, value: [] };
  });
  await workOnce(parts);
  expect(await receipt(good)).toMatchObject({ state: "done" });
  expect(await receipt(bad)).toMatchObject({ state: "processing" });
});

test("sixty pieces that cannot be done keep no later one from being done", async () => {
  const parts = partsWith(async (request) => {
    if (request.fileName?.startsWith("broken")) throw new Error("a defect of ours");
    return { ok: true, value: [] };
  });
  for (let i = 0; i < 60; i += 1) await upload(`broken ${i}`);
  const good = await upload("behind them");
  for (let i = 0; i < 3; i += 1) await workOnce(parts);
  expect(await receipt(good)).toMatchObject({ state: "done" });
});

test("what was tried too often is rejected with the reason, and its bytes stay", async () => {
  const id = await upload("worn out");
  await withSystem({ ...ctx, store: worker }, (tx) => tx.$executeRawUnsafe(`UPDATE receipt SET attempts = ${settings().limits.maxAttempts} WHERE id = '${id}'`));
  await workOnce(partsWith(async () => ({ ok: true, value: [] })));
  expect(await receipt(id)).toMatchObject({ state: "rejected", problem: { code: "ingest/too-many-attempts" } });
});

test("what another worker holds is left to it, and free again when that worker is gone", async () => {
  const id = await upload("held");
  const other = new Claims(database.workerUrl);
  const parts = partsWith(async () => ({ ok: true, value: [] }));
  await other.hold(`receipt/${ctx.systemId}/${id}`, async () => {
    await workOnce(parts);
    expect(await receipt(id)).toMatchObject({ state: "stored" });
  });
  await other.close();
  await workOnce(parts);
  expect(await receipt(id)).toMatchObject({ state: "done" });
});
