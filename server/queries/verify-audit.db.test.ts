import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { writeAudit } from "../services/audit";
import { ensureSystem } from "../services/ensure-default-system";
import { sealAudit } from "../services/seal-audit";
import { openStore, rows, run, withSystem, type Store, type Tx } from "../store";
import { chainHash, GENESIS, LATE_ROWS, AUDIT_COLUMNS, type AuditRow } from "./audit-chain";
import { MOST_BREAKS, verifyAudit, type AuditCheck } from "./verify-audit";

/** More than two pages, so that a page's edge is crossed. */
const ENTRIES = 4_500;
let database: TestDatabase;
let owner: Store;
let worker: Store;
let whole: AuditCheck;
const systems: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = openStore(database.migratorUrl, "migrator", { max: 1 });
  worker = openStore(database.workerUrl, "worker");
  for (const name of ["one", "two"]) {
    const systemId = await ensureSystem(database.migratorUrl, { name, title: name, sample: false });
    systems.push(systemId);
    await withSystem({ systemId, actor: { kind: "system", id: "t", name: "t" }, store: worker }, async (tx) => {
      await writeAudit(tx, { systemId, at: new Date("2026-11-20T12:00:00.123Z"), actor: { kind: "token", id: "t", name: "naïve \"name\"" }, action: "evidence.received", object: "receipt/1", details: { z: [1, { b: 2, a: null }], a: "é" } });
      await run(tx, `INSERT INTO audit_event (system_id, at, actor, action, object, details)
        SELECT $1::uuid, '2026-11-20T12:00:00Z', '{"kind": "token"}', 'document.read', 'document/' || n, jsonb_build_object('n', n) FROM generate_series(3, $2::int) n`, systemId, ENTRIES / 2);
    });
  }
  while ((await sealAudit(worker)) > 0);
  whole = await verifyAudit(worker.prisma);
}, 120_000);

afterAll(async () => {
  for (const store of [owner, worker]) await store?.close();
  await database?.drop();
});

class Undo extends Error {}

/** What the check says after the owner of the database has been at the tables; nothing of it stays. */
async function after(tamper: (tx: Tx) => Promise<unknown>, keptHead: string | null = null): Promise<AuditCheck> {
  const held: { check?: AuditCheck } = {};
  await owner.prisma.$transaction(async (tx) => {
    for (const table of ["audit_event", "audit_seal"]) await run(tx, `ALTER TABLE ${table} DISABLE TRIGGER ${table}_immutable`);
    await tamper(tx);
    held.check = await verifyAudit(tx, keptHead);
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!held.check) throw new Error("not checked");
  return held.check;
}

const seqAt = async (tx: Tx, position: number): Promise<string> => (await rows<{ seq: string }>(tx, `SELECT seq::text FROM audit_seal WHERE position = $1::bigint`, position))[0]?.seq ?? "";

test("an untouched log holds, by system, and its head is that of the last seal", async () => {
  const [last] = await rows<{ hash: string }>(worker.prisma, `SELECT hash FROM audit_seal ORDER BY position DESC LIMIT 1`);
  expect(whole).toMatchObject({ sealed: ENTRIES, waiting: 0, broken: 0, breaks: [], head: last?.hash, keptAt: null });
  expect(whole.systems).toEqual(systems.map((id, i) => ({ id, name: ["one", "two"][i], entries: ENTRIES / 2, newestSeq: String((i + 1) * ENTRIES / 2) })));
});

test("the check reads pages, whatever the length of the log", async () => {
  const read: number[] = [];
  const counting = { $queryRawUnsafe: async (...args: Parameters<Tx["$queryRawUnsafe"]>) => {
    const answer = await worker.prisma.$queryRawUnsafe<unknown[]>(...args);
    read.push(answer.length);
    return answer;
  } } as Pick<Tx, "$queryRawUnsafe">;
  await verifyAudit(counting);
  expect(read).toEqual([2_000, 2_000, 500, 1, 2]);
});

test.each([["at", `'2020-01-01'`], ["object", `'receipt/forged'`], ["actor", `'{"kind": "user"}'`], ["action", `'x'`], ["digest", `'x'`], ["details", `details || '{"more": 1}'`], ["system_id", `NULL`]])(
  "a changed %s is named by its sequence, with the hash expected and the hash got", async (column, value) => {
    for (const position of [1, 2_000, 2_001, ENTRIES]) {
      const check = await after(async (tx) => run(tx, `UPDATE audit_event SET ${column} = ${value} WHERE seq = $1::bigint`, await seqAt(tx, position)));
      expect(check, column).toMatchObject({ broken: 1, sealed: ENTRIES, head: whole.head, breaks: [{ code: "audit/changed", position: String(position), seq: String(position) }] });
      expect(check.breaks[0]?.expected).toMatch(/^[0-9a-f]{64}$/);
      expect(check.breaks[0]?.got).not.toBe(check.breaks[0]?.expected);
    }
  },
);

test("entries that are gone are each named", async () => {
  expect(await after((tx) => run(tx, `DELETE FROM audit_event WHERE seq IN (7, 2001)`))).toMatchObject({
    broken: 2, breaks: [{ code: "audit/missing", seq: "7", got: "no entry" }, { code: "audit/missing", seq: "2001" }],
  });
});

test("entries that changed places are told apart from changed ones", async () => {
  const contents = (tx: Tx) => run(tx, `UPDATE audit_event e SET object = o.object, details = o.details FROM audit_event o WHERE (e.seq, o.seq) IN ((10, 11), (11, 10))`);
  const seals = async (tx: Tx) => {
    for (const [from, to] of [[10, -1], [11, 10], [-1, 11]]) await run(tx, `UPDATE audit_seal SET seq = ${to} WHERE seq = ${from}`);
  };
  for (const tamper of [contents, seals]) {
    expect(await after(tamper)).toMatchObject({ broken: 2, breaks: [
      { code: "audit/reordered", position: "10", expected: "the entry that is now at position 11" }, { code: "audit/reordered", position: "11", expected: "the entry that is now at position 10" },
    ] });
  }
});

test("a seal taken out, and one put in, break the chain where they stood", async () => {
  expect(await after((tx) => run(tx, `DELETE FROM audit_seal WHERE position = 2000`))).toMatchObject({ broken: 1, breaks: [{ code: "audit/gap", position: "2001", expected: "position 2000", got: "position 2001" }] });
  const closed = await after(async (tx) => {
    await run(tx, `DELETE FROM audit_seal WHERE position = 4000`);
    await run(tx, `UPDATE audit_seal SET position = -position WHERE position > 4000`);
    await run(tx, `UPDATE audit_seal SET position = -position - 1 WHERE position < 0`);
  });
  expect(closed).toMatchObject({ broken: 1, breaks: [{ code: "audit/link", position: "4000", seq: "4001" }] });
});

/** Seals everything from a position on anew, as somebody would who knows how. */
async function sealAnew(tx: Tx, from: number): Promise<void> {
  const [before] = await rows<{ hash: string }>(tx, `SELECT hash FROM audit_seal WHERE position = $1::bigint`, from - 1);
  await run(tx, `DELETE FROM audit_seal WHERE position >= $1::bigint`, from);
  const left = await rows<AuditRow>(tx, `SELECT ${AUDIT_COLUMNS} FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.seq = e.seq) ORDER BY e.seq`);
  let prev = before?.hash ?? GENESIS;
  const seals = left.map((row, i) => {
    const seal = { position: from + i, seq: row.seq, prev_hash: prev, hash: chainHash(prev, row) };
    prev = seal.hash;
    return seal;
  });
  await run(tx, `INSERT INTO audit_seal (position, seq, prev_hash, hash, sealed_at) SELECT t.*, now() FROM json_to_recordset($1::json) AS t(position bigint, seq bigint, prev_hash text, hash text)`, JSON.stringify(seals));
}

test("a log cut off at its end, or written anew, holds in itself; only a head kept elsewhere shows it", async () => {
  const cut = async (tx: Tx): Promise<void> => {
    await run(tx, `DELETE FROM audit_seal WHERE position > 4400`);
    await run(tx, `DELETE FROM audit_event WHERE seq > 4400`);
  };
  const anew = async (tx: Tx): Promise<void> => {
    await run(tx, `UPDATE audit_event SET object = 'receipt/forged' WHERE seq = 4300`);
    await sealAnew(tx, 4300);
  };
  for (const tamper of [cut, anew]) {
    expect(await after(tamper)).toMatchObject({ broken: 0, keptAt: null });
    expect(await after(tamper, whole.head)).toMatchObject({ broken: 0, keptAt: null });
  }
  expect((await after(cut)).sealed).toBe(4400);
});

test("a head that was kept is found where it stood, also when the log has grown since", async () => {
  const [kept] = await rows<{ hash: string }>(worker.prisma, `SELECT hash FROM audit_seal WHERE position = 2500`);
  expect(await verifyAudit(worker.prisma, kept?.hash)).toMatchObject({ broken: 0, keptAt: 2500 });
  expect(await verifyAudit(worker.prisma, whole.head)).toMatchObject({ keptAt: ENTRIES });
  expect(await verifyAudit(worker.prisma, GENESIS)).toMatchObject({ keptAt: 0 });
});

test("an entry that waits for its seal is counted, one that no pass takes any more is named", async () => {
  const add = (seq: number) => (tx: Tx) => run(tx, `INSERT INTO audit_event (seq, system_id, at, actor, action, object, details) VALUES ($1::bigint, $2::uuid, now(), '{}', 'x', 'x', '{}')`, seq, systems[0] ?? "");
  expect(await after(add(ENTRIES + 5))).toMatchObject({ broken: 0, waiting: 1 });
  expect(await after(add(-LATE_ROWS))).toMatchObject({ broken: 1, waiting: 0, breaks: [{ code: "audit/unsealed", position: null, seq: String(-LATE_ROWS) }] });
});

test("of a log that is wrong everywhere the first places are told and the rest is counted", async () => {
  const check = await after((tx) => run(tx, `UPDATE audit_event SET object = 'x'`));
  expect(check).toMatchObject({ broken: ENTRIES, sealed: ENTRIES });
  expect(check.breaks).toHaveLength(MOST_BREAKS);
});
