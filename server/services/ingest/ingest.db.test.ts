import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { openStore, readSystem, rows, withSystem, type SystemContext } from "../../store";
import { verifyAudit } from "../../queries/verify-audit";
import { sealAudit } from "../seal-audit";
import { sampleImage, type SampleFile } from "./sample-image";

let ground: WorkerGround;
const image = sampleImage();

beforeAll(async () => {
  clock.now = () => new Date("2026-11-20T12:00:00.000Z");
  ground = await openWorkerGround();
});

afterAll(() => ground?.close());

const upload = async (ctx: SystemContext, file: SampleFile): Promise<string> =>
  (await ground.upload(ctx, file.name, file.bytes, { image: "registry.example/payments/api:1.4", digest: file.claimed })).receiptId;

/** Everything that was derived, without what names the system or the order of work. */
async function stateOf(ctx: SystemContext): Promise<string> {
  const read = (sql: string) => readSystem(ctx, (tx) => rows<Record<string, unknown>>(tx, sql));
  const state = {
    bindings: await read(`SELECT d.sha256, d.path, b.ordinal, b.digest, b.state, b.why FROM binding_current b JOIN document d ON d.id = b.document_id AND d.system_id = b.system_id ORDER BY 1, 2, 3`),
    digests: await read(`SELECT sha256, kind, media_type, platform, config_sha256, size_bytes::text, layer_count, annotations, first_seen_at, search FROM digest ORDER BY 1`),
    lines: await read(`SELECT i.name, l.digest FROM image_digest l JOIN image i ON i.id = l.image_id AND i.system_id = l.system_id ORDER BY 1, 2`),
    tags: await read(`SELECT tag, digest, from_at, to_at FROM image_tag ORDER BY 1, 2`),
    evaluations: await read(`SELECT DISTINCT ON (digest) digest, result, encode(findings, 'hex') AS findings FROM evaluation e ORDER BY digest, facts_revision DESC, id`),
    findings: await read(`SELECT digest, vulnerability, package_key, status, detail FROM finding ORDER BY 1, 2, 3`),
    clocks: await read(`SELECT vulnerability, package_key, digest, state, start_at, due_at, stopped_at, inputs FROM patch_sla ORDER BY 1, 2`),
  };
  return JSON.stringify(state).replaceAll(/"documentId":"[^"]+"/g, '"documentId":""');
}

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length <= 1) return yield [...items];
  for (const [i, item] of items.entries()) for (const rest of permutations([...items.slice(0, i), ...items.slice(i + 1)])) yield [item, ...rest];
}

test("whatever the order of upload, bindings, digests, evaluations, findings and clocks end the same", async () => {
  const files = [image.index, image.manifest, image.config, image.sbom, image.scan];
  const outcomes = new Map<string, string[]>();
  // All 120 orders take over a minute; an eighth of them, spread evenly, is what every run can wait for.
  const step = process.env["PROOFMARK_ALL_ORDERS"] ? 1 : 8;
  const orders = [...permutations(files)].filter((_, i) => i % step === 0);
  let n = 0;
  for (const order of orders) {
    const ctx = await ground.system(`order-${(n += 1)}`);
    const together = n % 2 === 0;
    for (const file of order) {
      await upload(ctx, file);
      if (!together) await ground.work();
    }
    await ground.work();
    const state = (await stateOf(ctx)).replaceAll(ctx.systemId, "").replaceAll(`order-${n}`, "");
    outcomes.set(state, [...(outcomes.get(state) ?? []), order.map((file) => file.name).join(" ")]);
  }
  expect([...outcomes.values()].map((same) => same.length)).toEqual([orders.length]);
}, 300_000);

test("evidence of a platform is found, evaluated in its line and keeps its clocks; the index shows it too", async () => {
  const ctx = await ground.system("straight");
  for (const file of Object.values(image)) await upload(ctx, file);
  await ground.work();
  const receipts = await readSystem(ctx, (tx) => rows<{ state: string; n: number }>(tx, `SELECT state, count(*)::int AS n FROM receipt GROUP BY state`));
  expect(receipts).toEqual([{ state: "done", n: Object.keys(image).length }]);
  const digests = await readSystem(ctx, (tx) => rows<{ sha256: string; kind: string; rollup: { verdict: { result: string } } }>(tx, `SELECT sha256, kind, rollup FROM digest ORDER BY kind`));
  expect(digests.map((one) => one.kind)).toEqual(["index", "manifest", "manifest"]);
  expect(digests.every((one) => one.rollup?.verdict?.result !== "pass")).toBe(true);
  const findings = await readSystem(ctx, (tx) => rows<{ vulnerability: string; digest: string }>(tx, `SELECT vulnerability, digest FROM finding ORDER BY 1, 2`));
  expect(findings.filter((one) => one.digest === image.manifest.sha256).map((one) => one.vulnerability)).toEqual(["CVE-2024-1111", "CVE-2024-2222"]);
  const clocks = await readSystem(ctx, (tx) => rows<{ vulnerability: string; due_at: Date | null }>(tx, `SELECT vulnerability, due_at FROM patch_sla ORDER BY 1`));
  expect(clocks.map((one) => one.vulnerability)).toEqual(["CVE-2024-1111", "CVE-2024-2222"]);
  expect(clocks[0]?.due_at).toBeInstanceOf(Date);
});

test("importing the same again changes no row of any table", async () => {
  const ctx = await ground.system("again");
  for (const file of Object.values(image)) await upload(ctx, file);
  await ground.work();
  const fingerprint = async (): Promise<string> => {
    const tables = await rows<{ name: string }>(ground.web.prisma, `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'system_id' AND table_schema = 'public' AND table_name NOT IN ('membership', 'api_token') ORDER BY 1`);
    const hash = createHash("sha256");
    for (const { name } of tables) {
      const found = await readSystem(ctx, (tx) => rows<{ versions: string | null }>(tx, `SELECT string_agg(x.xmin::text || '/' || x.ctid::text, ',' ORDER BY x.ctid) AS versions FROM ${name} x WHERE x.system_id = $1::uuid`, ctx.systemId));
      hash.update(`${name}:${found[0]?.versions ?? ""}\n`);
    }
    return hash.digest("hex");
  };
  const before = await fingerprint();
  for (const file of Object.values(image)) await upload(ctx, file);
  await ground.work();
  expect(await fingerprint()).toBe(before);
});

test("another system sees no document, finding or evaluation", async () => {
  const ctx = await ground.system("straight");
  const other = await ground.system("stranger");
  for (const table of ["document", "binding", "binding_current", "digest", "finding", "patch_sla", "evaluation", "component", "detection"]) {
    const own = await readSystem(ctx, (tx) => rows(tx, `SELECT 1 FROM ${table}`));
    const seen = await readSystem(other, (tx) => rows(tx, `SELECT 1 FROM ${table}`));
    expect([own.length > 0, seen.length], table).toEqual([true, 0]);
  }
});

test("records refuse change for everybody, and the web writes no verdicts", async () => {
  const ctx = await ground.system("straight");
  const owner = openStore(ground.database.migratorUrl, "migrator", { max: 1 });
  for (const store of [ground.web, ground.parts.store, owner]) {
    for (const table of ["document", "binding", "evaluation", "policy_version", "audit_event"]) {
      for (const sql of [`UPDATE ${table} SET system_id = system_id WHERE system_id = '${ctx.systemId}'`, `DELETE FROM ${table} WHERE system_id = '${ctx.systemId}'`]) {
        await expect(withSystem({ ...ctx, store }, (tx) => tx.$executeRawUnsafe(sql)), `${store.role}: ${sql}`).rejects.toThrow(/permission denied|insert only/);
      }
    }
  }
  for (const table of ["evaluation", "document", "binding", "finding", "audit_seal"]) {
    await expect(withSystem(ctx, (tx) => tx.$executeRawUnsafe(`INSERT INTO ${table} SELECT * FROM ${table}`))).rejects.toThrow(/permission denied/);
  }
  await owner.close();
});

test("every entry that the worker and the door wrote is sealed, and the chain holds", async () => {
  while ((await sealAudit(ground.parts.store)) > 0);
  const check = await verifyAudit(ground.parts.store.prisma);
  expect(check).toMatchObject({ broken: 0, waiting: 0 });
  expect(check.sealed).toBeGreaterThan(20);
});

test("an advisory brings names of its flaw and neither scan nor finding; a report of checks is kept with its results", async () => {
  const ctx = await ground.system("advisories");
  const json = (name: string, value: unknown): SampleFile => ({ ...image.scan, name, bytes: new TextEncoder().encode(JSON.stringify(value)) });
  await upload(ctx, json("GHSA-aaaa-bbbb-cccc.json", { schema_version: "1.6.0", id: "GHSA-aaaa-bbbb-cccc", modified: "2026-11-01T00:00:00Z", aliases: ["CVE-2026-0001"], affected: [] }));
  await upload(ctx, json("lint.json", [{ line: 3, code: "DL3008", message: "Pin versions", column: 1, file: "Dockerfile", level: "warning" }]));
  await ground.work();
  const read = (sql: string) => readSystem(ctx, (tx) => rows<Record<string, unknown>>(tx, sql));
  expect(await read(`SELECT name, alias FROM vulnerability_alias`)).toEqual([{ name: "GHSA-aaaa-bbbb-cccc", alias: "CVE-2026-0001" }]);
  expect(await read(`SELECT kind, facts->'report'->'totals' AS totals FROM document ORDER BY kind`)).toEqual([{ kind: "advisory", totals: null }, { kind: "report", totals: { warn: 1 } }]);
  expect(await read(`SELECT 1 FROM scan`)).toEqual([]);
});
