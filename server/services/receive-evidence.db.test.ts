import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { unwrapOk } from "../../domain/model/problem";
import { openStore, readSystem, rows, sha256Hex, type Store, type SystemContext } from "../store";
import { readEvidence } from "../store/evidence-bytes";
import { ensureDefaultSystem, ensureSystem } from "./ensure-default-system";
import { receiveEvidence, type EvidenceClaim } from "./receive-evidence";

let database: TestDatabase;
let web: Store;
let worker: Store;
let ctx: SystemContext;
const LIMITS = { maxFileBytes: 256 * 1024 * 1024, maxFiles: 100 };
const DIGEST = `sha256:${"a".repeat(64)}`;

beforeAll(async () => {
  database = await createTestDatabase();
  web = openStore(database.webUrl, "web");
  worker = openStore(database.workerUrl, "worker");
  const systemId = await ensureDefaultSystem(database.migratorUrl);
  ctx = { systemId, store: web, actor: { kind: "token", id: "t1", name: "pipeline" } };
});

afterAll(async () => {
  await web?.close();
  await worker?.close();
  await database?.drop();
});

async function* inPieces(bytes: Uint8Array, size = 65_537): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const send = (bytes: Uint8Array, fileName = "sbom.json", claim: EvidenceClaim = { image: "nginx:1.27", digest: DIGEST }) =>
  receiveEvidence(ctx, [{ fileName, mediaType: null, stream: inPieces(bytes) }], claim, LIMITS);

async function count(table: string): Promise<number> {
  const [row] = await readSystem(ctx, (tx) => rows<{ n: bigint }>(tx, `SELECT count(*) AS n FROM ${table}`));
  return Number(row?.n ?? 0);
}

test("200 identical uploads at once give one receipt and one submission, and none of them fails", async () => {
  const bytes = randomBytes(300_000);
  const answers = await Promise.all(Array.from({ length: 200 }, () => send(bytes)));
  const ids = new Set(answers.map((answer) => unwrapOk(answer).receiptId));
  expect(ids.size).toBe(1);
  expect(answers.filter((answer) => !unwrapOk(answer).known)).toHaveLength(1);
  expect([await count("receipt"), await count("submission"), await count("evidence_blob"), await count("evidence_chunk")]).toEqual([1, 1, 1, 1]);
});

test("a body of 12 MB comes back byte for byte, out of pieces of at most a MiB", async () => {
  const bytes = randomBytes(12_345_678);
  const { receiptId } = unwrapOk(await send(bytes, "twelve.bin"));
  expect(receiptId).toMatch(/^[0-9a-f-]{36}$/);
  const parts: Uint8Array[] = [];
  await readSystem(ctx, async (tx) => {
    for await (const part of readEvidence(tx, ctx.systemId, sha256Hex(bytes))) parts.push(part);
  });
  expect(parts).toHaveLength(12);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
});

test("the same files in another order are the same bundle; a file of an earlier bundle is stored once and listed twice", async () => {
  const [a, b] = [randomBytes(100), randomBytes(100)];
  const bundle = (list: Buffer[]) => receiveEvidence(ctx, list.map((bytes) => ({ fileName: "f", mediaType: null, stream: inPieces(bytes) })), { digest: DIGEST }, LIMITS);
  const first = unwrapOk(await bundle([a, b]));
  expect(unwrapOk(await bundle([b, a])).receiptId).toBe(first.receiptId);
  const alone = unwrapOk(await bundle([a]));
  expect(alone.receiptId).not.toBe(first.receiptId);
  const lists = await readSystem(ctx, (tx) => rows<{ n: number }>(tx, `SELECT cardinality(submission_ids) AS n FROM receipt WHERE id IN ($1::uuid, $2::uuid) ORDER BY n`, first.receiptId, alone.receiptId));
  expect(lists.map((row) => row.n)).toEqual([1, 2]);
});

test("a body that is not the one Content-Digest names is refused and leaves nothing", async () => {
  const before = await count("evidence_blob");
  const wrong = `sha-256=:${Buffer.alloc(32).toString("base64")}:`;
  const refused = await send(randomBytes(50), "x", { digest: DIGEST, contentDigest: wrong });
  expect(refused).toMatchObject({ ok: false, problem: { code: "door/digest-mismatch" } });
  expect(await count("evidence_blob")).toBe(before);
});

test("too large, empty and wrongly claimed files are refused with the limit or place named", async () => {
  const large = await receiveEvidence(ctx, [{ fileName: "big", mediaType: null, stream: inPieces(randomBytes(2000)) }], {}, { ...LIMITS, maxFileBytes: 1000 });
  expect(large).toMatchObject({ ok: false, problem: { code: "door/too-large", at: "big", limit: { max: 1000 } } });
  expect(await send(new Uint8Array(0))).toMatchObject({ ok: false, problem: { code: "door/empty" } });
  expect(await send(randomBytes(9), "x", { digest: "sha256:12" })).toMatchObject({ ok: false, problem: { code: "door/digest" } });
  expect(await send(randomBytes(9), "x", { image: "a b" })).toMatchObject({ ok: false, problem: { code: "image-name/path", at: "image" } });
});

test("another system sees none of it, and cannot be written to from this one", async () => {
  const other = await ensureSystem(database.migratorUrl, { name: "other", title: "Other", sample: false });
  for (const table of ["receipt", "submission", "evidence_blob", "evidence_chunk", "audit_event"]) {
    const seen = await readSystem({ ...ctx, systemId: other }, (tx) => rows(tx, `SELECT 1 FROM ${table} WHERE system_id = $1::uuid`, ctx.systemId));
    expect(seen, table).toHaveLength(0);
  }
  const forged = readSystem({ ...ctx, systemId: other }, (tx) =>
    tx.$executeRawUnsafe(`INSERT INTO evidence_blob VALUES ($1::uuid, 'x', 1, 1, now())`, ctx.systemId));
  await expect(forged).rejects.toThrow(/row-level security/);
});

test("evidence refuses change and removal, for web, worker and the owner of the tables alike", async () => {
  const owner = openStore(database.migratorUrl, "migrator", { max: 1 });
  for (const store of [web, worker, owner]) {
    for (const table of ["submission", "evidence_blob", "evidence_chunk", "audit_event"]) {
      for (const sql of [`UPDATE ${table} SET system_id = system_id`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        const attempt = readSystem({ ...ctx, store }, (tx) => tx.$executeRawUnsafe(sql));
        await expect(attempt, `${store.role}: ${sql}`).rejects.toThrow(/permission denied|insert only/);
      }
    }
  }
  await owner.close();
});
