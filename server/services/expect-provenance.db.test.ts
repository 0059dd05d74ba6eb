import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { loadExpectation } from "../queries/digest-facts/line";
import { openStore, readSystem, rows, withSystem, type Actor, type Store, type SystemContext } from "../store";
import { ensureSystem } from "./ensure-default-system";
import type { ExpectedProvenance } from "../../domain/provenance/model";
import { expectProvenance } from "./expect-provenance";

let database: TestDatabase;
let web: Store;
let ctx: SystemContext;
const actor: Actor = { kind: "user", id: "ada", name: "ada" };
const IMAGE = "registry.example.test/payments/ledger-api";
const NOTHING: ExpectedProvenance = { sourceRepository: null, builderId: null, ref: null, workflow: null, minimumLevel: null };

beforeAll(async () => {
  database = await createTestDatabase();
  web = openStore(database.webUrl, "web");
  ctx = { systemId: await ensureSystem(database.migratorUrl, { name: "expect", title: "Expect", sample: false }), store: web, actor };
});

afterAll(async () => {
  await web?.close();
  await database?.drop();
});

const say = (expected: Partial<ExpectedProvenance>, at: string, baseVersion?: number) =>
  withSystem(ctx, (tx) => expectProvenance(tx, { systemId: ctx.systemId, actor, at: new Date(at), ...(baseVersion === undefined ? {} : { baseVersion }) }, IMAGE, { ...NOTHING, ...expected }));

test("versions of what is expected stay, each in force from when it was said, and saying the same again records nothing", async () => {
  const first = await say({ sourceRepository: "https://github.com/example/app" }, "2026-11-01T00:00:00Z");
  expect(first).toMatchObject({ ok: true, value: { version: 1, changed: true } });
  expect(await say({ sourceRepository: "https://github.com/example/app" }, "2026-11-02T00:00:00Z")).toMatchObject({ value: { version: 1, changed: false } });
  expect(await say({ builderId: "https://ci.example.org" }, "2026-11-03T00:00:00Z")).toMatchObject({ value: { version: 2, changed: true } });
  expect(await say({}, "2026-11-05T00:00:00Z")).toMatchObject({ value: { version: 3, changed: true } });
  const [line] = await readSystem(ctx, (tx) => rows<{ id: string }>(tx, `SELECT id FROM image WHERE name = $1`, IMAGE));
  const at = (asOf: string) => readSystem(ctx, (tx) => loadExpectation(tx, { systemId: ctx.systemId, digest: "", imageId: line?.id ?? null, asOf }));
  expect(await at("2026-10-01T00:00:00Z")).toBeNull();
  expect(await at("2026-11-02T12:00:00Z")).toMatchObject({ version: 1, sourceRepository: "https://github.com/example/app", builderId: null, author: "ada" });
  expect(await at("2026-11-04T00:00:00Z")).toMatchObject({ version: 2, sourceRepository: null, builderId: "https://ci.example.org" });
  expect(await at("2026-11-06T00:00:00Z")).toBeNull();
  const audit = await readSystem(ctx, (tx) => rows<{ action: string }>(tx, `SELECT action FROM audit_event WHERE action = 'image.provenance-expected'`));
  expect(audit).toHaveLength(3);
});

test("a version cannot be rewritten", async () => {
  await say({ ref: "refs/heads/main" }, "2026-11-07T00:00:00Z");
  await expect(withSystem(ctx, (tx) => rows(tx, `UPDATE provenance_expectation SET ref = 'refs/heads/*' RETURNING 1`))).rejects.toThrow();
});

test("what is too long or holds control characters is refused with its limit or place", async () => {
  expect(await say({ ref: "x".repeat(513) }, "2026-11-08T00:00:00Z")).toMatchObject({ ok: false, problem: { code: "expect/too-long", limit: { max: 512, got: 513 } } });
  expect(await say({ sourceRepository: "example app" }, "2026-11-08T00:00:00Z")).toMatchObject({ problem: { code: "expect/repository", at: "/sourceRepository" } });
  expect(await say({ builderId: " " }, "2026-11-08T00:00:00Z")).toMatchObject({ problem: { code: "expect/empty", at: "/builderId" } });
  expect(await say({ minimumLevel: 4 as 3 }, "2026-11-08T00:00:00Z")).toMatchObject({ problem: { code: "expect/level" } });
  expect(await say({ workflow: "a\u0000b" }, "2026-11-08T00:00:00Z")).toMatchObject({ ok: false, problem: { code: "expect/characters", at: "/workflow" } });
});

test("a change written against a version that is no longer the newest is refused", async () => {
  const held = await say({ minimumLevel: 2 }, "2026-11-09T00:00:00Z");
  const version = held.ok ? held.value.version : 0;
  expect(await say({ minimumLevel: 3 }, "2026-11-10T00:00:00Z", version - 1)).toMatchObject({ ok: false, problem: { code: "expect/changed-meanwhile" } });
  expect(await say({ minimumLevel: 3 }, "2026-11-10T00:00:00Z", version)).toMatchObject({ ok: true, value: { version: version + 1, changed: true } });
});
