import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { withAdmin } from "../../embedded/roles";
import { readSystem, rows, sha256Hex, type SystemContext } from "../../store";
import { workOnce } from "../../worker/loop";
import { sampleImage } from "../ingest/sample-image";
import { requestPacket } from "../packet/request-packet";
import { EVALUATION_REVISION } from "./evaluation-revision";

/* Answers made by older rules, as an update leaves them: the mark of their rules is set back, and what they say where it has to differ. */

const IMAGE = "registry.example/payments/api";
const image = sampleImage();
const DIGEST = image.manifest.claimed.slice(7);
let ground: WorkerGround;
let now: Date;
const done: string[] = [];

beforeAll(async () => {
  now = new Date("2026-11-20T12:00:00.000Z");
  clock.now = () => now;
  ground = await openWorkerGround();
  const { log } = ground.parts;
  ground.parts.log = (level, message, details) => {
    if (level === "info") done.push(message);
    log(level, message, details);
  };
});

afterAll(() => ground?.close());

async function held(name: string): Promise<SystemContext> {
  const ctx = await ground.system(name);
  for (const { name: file, bytes, claimed } of [image.index, image.manifest, image.config, image.sbom, image.scan]) await ground.upload(ctx, file, bytes, { image: `${IMAGE}:1`, digest: claimed });
  await ground.work();
  done.length = 0;
  return ctx;
}

const asOwner = (sql: string, ...values: unknown[]): Promise<void> => withAdmin(ground.database.migratorUrl, async (client) => {
  await client.query("ALTER TABLE evaluation DISABLE TRIGGER evaluation_immutable");
  await client.query(sql, values);
  await client.query("ALTER TABLE evaluation ENABLE TRIGGER evaluation_immutable");
});
const setBack = (ctx: SystemContext): Promise<void> => asOwner(`UPDATE digest SET rules_revision = 0 WHERE system_id = $1`, ctx.systemId);

const TABLES = ["evaluation", "finding", "patch_sla", "line_clocks", "audit_event", "verification", "binding", "image", "packet"];

/** Every row of every table an evaluation writes, with the transaction that wrote it; and the digests without their mark. */
const state = async (ctx: SystemContext): Promise<unknown> => readSystem({ ...ctx, store: ground.parts.store }, async (tx) => {
  const tables = await Promise.all(TABLES.map(async (table) => [table, await rows(tx, `SELECT xmin::text || ' ' || ctid::text AS at FROM ${table} WHERE system_id = $1::uuid ORDER BY 1`, ctx.systemId)]));
  return [tables, await rows(tx, `SELECT to_jsonb(d) - 'rules_revision' AS d FROM digest d ORDER BY sha256`)];
});
const revisions = (ctx: SystemContext): Promise<unknown> => readSystem(ctx, (tx) => rows(tx, `SELECT DISTINCT rules_revision AS revision FROM digest WHERE kind NOT IN ('artifact', 'config')`));
const sentences = (ctx: SystemContext): Promise<{ says: string }[]> => readSystem(ctx, (tx) => rows(tx, `SELECT result->'verdict'->>'sentence' AS says FROM evaluation WHERE digest = $1 ORDER BY recorded_at`, DIGEST));

test("answers that the rules of now give too stay with every row, and are looked at once", async () => {
  const ctx = await held("same");
  const before = await state(ctx);
  await setBack(ctx);
  now = new Date("2026-11-20T13:00:00.000Z");
  await ground.work();
  expect(done).toEqual(["rules done", "rules done", "rules done"]);
  expect(await revisions(ctx)).toEqual([{ revision: EVALUATION_REVISION }]);
  expect(await state(ctx)).toEqual(before);
  await ground.work();
  expect(done).toHaveLength(3);
});

test("a revision that is raised beside the same result changes no row either", async () => {
  const ctx = await held("raised");
  await asOwner(
    `UPDATE evaluation SET result = jsonb_set(result, '{results}', (SELECT jsonb_agg(jsonb_set(r, '{rule,revision}', '0')) FROM jsonb_array_elements(result->'results') r)) WHERE system_id = $1`, ctx.systemId,
  );
  const before = await state(ctx);
  await setBack(ctx);
  await ground.work();
  expect(await state(ctx)).toEqual(before);
  expect(await revisions(ctx)).toEqual([{ revision: EVALUATION_REVISION }]);
});

test("an answer that the rules of now give otherwise is made again, by itself", async () => {
  const ctx = await held("otherwise");
  await asOwner(`UPDATE evaluation SET result = jsonb_set(result, '{verdict,sentence}', '"As older rules said."') WHERE system_id = $1 AND digest = $2`, ctx.systemId, DIGEST);
  await setBack(ctx);
  now = new Date("2026-11-20T14:00:00.000Z");
  await ground.work();
  const said = await sentences(ctx);
  expect(said).toHaveLength(2);
  expect(said[0]?.says).toBe("As older rules said.");
  expect(said[1]?.says).not.toBe("As older rules said.");
  expect(await readSystem(ctx, (tx) => rows(tx, `SELECT rollup->>'asOf' AS at FROM digest WHERE sha256 = $1`, DIGEST))).toEqual([{ at: now.toISOString() }]);
});

test("findings and clocks that were written otherwise are written again, and no new evaluation", async () => {
  const ctx = await held("rows");
  const [before] = (await state(ctx)) as [[string, unknown[]][]];
  await asOwner(`UPDATE finding SET mark = NULL, title = 'old' WHERE system_id = $1`, ctx.systemId);
  await asOwner(`UPDATE line_clocks SET basis = 'old' WHERE system_id = $1`, ctx.systemId);
  await asOwner(`UPDATE patch_sla SET rule = 'old' WHERE system_id = $1`, ctx.systemId);
  await setBack(ctx);
  await ground.work();
  const [after] = (await state(ctx)) as [[string, unknown[]][]];
  expect(after.find(([table]) => table === "evaluation")).toEqual(before.find(([table]) => table === "evaluation"));
  const left = await readSystem(ctx, (tx) => rows(tx, `SELECT (SELECT count(*)::int FROM finding WHERE title = 'old' OR mark IS NULL) AS findings, (SELECT count(*)::int FROM patch_sla WHERE rule = 'old') AS clocks`));
  expect(left).toEqual([{ findings: 0, clocks: 0 }]);
});

test("whatever else is due comes first, a few at a time", async () => {
  const ctx = await ground.system("many");
  for (let n = 0; n < 12; n += 1) await ground.upload(ctx, "trivy.json", image.scan.bytes, { image: `registry.example/many/${n}:1`, digest: `sha256:${sha256Hex(`many ${n}`)}` });
  await ground.work();
  const [scanned] = await readSystem(ctx, (tx) => rows<{ sha256: string }>(tx, `SELECT sha256 FROM digest WHERE rollup IS NOT NULL LIMIT 1`));
  await setBack(ctx);
  done.length = 0;
  expect(await workOnce(ground.parts)).toBeLessThanOrEqual(5);
  expect(new Set(done)).toEqual(new Set(["rules done"]));
  done.length = 0;
  now = new Date("2026-11-20T15:00:00.000Z");
  await requestPacket(ctx, { digest: scanned?.sha256 ?? "", image: null, asOf: now.toISOString() });
  await ground.upload(ctx, "note.txt", "something new", {});
  for (let round = 0; round < 3; round += 1) await workOnce(ground.parts);
  expect(done.slice(0, 2)).toEqual(["receipt done", "packet done"]);
  expect(done.slice(2)).toContain("rules done");
  await ground.work();
  expect(await revisions(ctx)).toEqual([{ revision: EVALUATION_REVISION }]);
});

test("answers by newer rules than this worker's are left alone", async () => {
  const ctx = await held("newer");
  await asOwner(`UPDATE digest SET rules_revision = $2 WHERE system_id = $1`, ctx.systemId, EVALUATION_REVISION + 1);
  expect(await workOnce(ground.parts)).toBe(0);
});
