import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { blob, imageForTest, layoutEntries, LAYOUT_MARK, tarOf } from "../../jobs/tar-for-test";
import { manifestsListing } from "../../queries/manifests-listing";
import { readSystem, rows, type SystemContext } from "../../store";
import { receiveEvidence } from "../receive-evidence";

const LIMITS = { maxFileBytes: 5_000, maxArchiveBytes: 1e9, maxFiles: 9 };
let ground: WorkerGround;
const image = imageForTest();
const hex = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

beforeAll(async () => {
  clock.now = () => new Date("2026-11-20T12:00:00.000Z");
  ground = await openWorkerGround();
});

afterAll(() => ground?.close());

async function upload(ctx: SystemContext, fileName: string, bytes: Uint8Array): Promise<{ receiptId: string; known: boolean }> {
  const received = await ground.upload(ctx, fileName, bytes, { image: "registry.example/app:1", digest: `sha256:${hex(image.manifest)}` }, LIMITS);
  await ground.work();
  return received;
}

/** Everything derived from the documents, without the archive around them and where in it they lay. */
async function stateOf(ctx: SystemContext): Promise<unknown> {
  const read = (sql: string) => readSystem(ctx, (tx) => rows<Record<string, unknown>>(tx, sql));
  return {
    documents: await read(`SELECT sha256, room, kind, state, summary, facts FROM document WHERE room IS NOT NULL ORDER BY 1, 2`),
    bindings: await read(`SELECT d.sha256, b.ordinal, b.digest, b.state, b.why FROM binding_current b JOIN document d ON d.id = b.document_id AND d.system_id = b.system_id WHERE d.room IS NOT NULL ORDER BY 1, 2, 3`),
    digests: await read(`SELECT sha256, kind, media_type, platform, config_sha256, size_bytes::text, layer_count, annotations, first_seen_at, search FROM digest ORDER BY 1`),
    edges: await read(`SELECT type, from_sha256, to_sha256, platform FROM identity_edge ORDER BY 1, 2, 3`),
    lines: await read(`SELECT i.name, l.digest FROM image_digest l JOIN image i ON i.id = l.image_id AND i.system_id = l.system_id ORDER BY 1, 2`),
    tags: await read(`SELECT tag, digest, from_at, to_at FROM image_tag ORDER BY 1, 2`),
    verdicts: await read(`SELECT DISTINCT ON (digest) digest, result->'verdict'->>'result' AS verdict, result->'shape' AS shape, result->'frameworks' AS frameworks FROM evaluation ORDER BY digest, facts_revision DESC, id`),
  };
}

async function counts(ctx: SystemContext): Promise<Record<string, unknown>> {
  const tables = ["receipt", "submission", "evidence_blob", "evidence_chunk", "document", "identity_edge", "binding", "digest", "image_tag", "evaluation", "audit_event"];
  const [row] = await readSystem(ctx, (tx) => rows<Record<string, unknown>>(tx, `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(", ")}`));
  return row ?? {};
}

test("a layout in one upload gives the state that its files give one by one, in any order", async () => {
  const whole = await ground.system("whole");
  await upload(whole, "image.tar", tarOf(layoutEntries(image)));
  const expected = await stateOf(whole);
  expect(expected).toMatchObject({ documents: expect.arrayContaining([expect.objectContaining({ kind: "image_manifest" }), expect.objectContaining({ kind: "signature" })]) });
  const files = [image.config, image.manifest, image.payload, image.signature];
  for (let turn = 0; turn < files.length; turn += 1) {
    const single = await ground.system(`single-${turn}`);
    for (const file of [...files.slice(turn), ...files.slice(0, turn)]) await upload(single, "blob.json", Buffer.from(file));
    expect(await stateOf(single), `order ${turn}`).toEqual(expected);
  }
  const packed = await ground.system("packed");
  await upload(packed, "image.tar.gz", gzipSync(tarOf(layoutEntries(image).toReversed())));
  expect(await stateOf(packed)).toEqual(expected);
}, 120_000);

test("the same archive again answers the same receipt and changes no row, and is kept byte for byte", async () => {
  const ctx = await ground.system("again");
  const bytes = tarOf(layoutEntries(image));
  const first = await upload(ctx, "image.tar", bytes);
  const before = await counts(ctx);
  expect(await upload(ctx, "image.tar", bytes)).toMatchObject({ receiptId: first.receiptId, known: true });
  expect(await counts(ctx)).toEqual(before);
  const [stored] = await readSystem(ctx, (tx) => rows<{ sha256: string; size_bytes: string }>(tx, `SELECT sha256, size_bytes::text FROM evidence_blob`));
  expect(stored).toEqual({ sha256: hex(bytes), size_bytes: String(bytes.byteLength) });
});

test("the manifest that lists a payload is found from it, with the annotations that sign it", async () => {
  const ctx = await ground.system("signed");
  await upload(ctx, "image.tar", tarOf(layoutEntries(image)));
  const [payload] = await readSystem(ctx, (tx) => rows<{ sha256: string; submission_id: string }>(tx, `SELECT sha256, submission_id::text AS submission_id FROM document WHERE room = 'simple-signing'`));
  const listed = await readSystem(ctx, (tx) => manifestsListing(tx, ctx.systemId, payload?.sha256 ?? "", payload?.submission_id));
  expect(listed).toMatchObject([{ ordinal: 0, mediaType: "application/vnd.dev.cosign.simplesigning.v1+json", annotations: { "dev.cosignproject.cosign/signature": "c2lnbmF0dXJl" }, manifest: { sha256: hex(image.signature) } }]);
  expect(await readSystem(ctx, (tx) => manifestsListing(tx, ctx.systemId, hex("other")))).toEqual([]);
});

test("a docker save names an image id, and no manifest digest comes of it", async () => {
  const ctx = await ground.system("saved");
  const index = JSON.stringify({ ...JSON.parse(image.index), manifests: JSON.parse(image.index).manifests.slice(0, 1) });
  const saved = tarOf([LAYOUT_MARK, { name: "index.json", content: index }, ...[image.layer, image.config, image.manifest].map((content) => blob(content)), { name: "manifest.json", content: image.saved }]);
  await ground.upload(ctx, "app.tar", saved, { image: "registry.example/app:1" }, LIMITS);
  await ground.work();
  expect(await readSystem(ctx, (tx) => rows(tx, `SELECT sha256 FROM digest WHERE sha256 = $1`, hex(image.manifest)))).toEqual([]);
  const [config] = await readSystem(ctx, (tx) => rows<{ kind: string }>(tx, `SELECT kind FROM document WHERE sha256 = $1`, hex(image.config)));
  expect(config?.kind).toBe("image_config");
});

test("an archive may be larger than another upload, and one refused afterwards is kept with its reason", async () => {
  const ctx = await ground.system("limits");
  async function* stream(bytes: Uint8Array): AsyncIterable<Uint8Array> {
    yield bytes.subarray(0, 100);
    yield bytes.subarray(100);
  }
  const plain = await receiveEvidence(ctx, [{ fileName: "x", mediaType: null, stream: stream(Buffer.alloc(6_000, "x")) }], {}, LIMITS);
  expect(plain).toMatchObject({ ok: false, problem: { code: "door/too-large", limit: { max: 5_000 } } });
  const broken = tarOf([...layoutEntries(image), blob("x".repeat(6_000)), { name: "../x", content: "x" }]);
  unwrapOk(await receiveEvidence(ctx, [{ fileName: "x.tar", mediaType: null, stream: stream(broken) }], {}, LIMITS));
  await ground.work();
  expect(await readSystem(ctx, (tx) => rows(tx, `SELECT path, state, problem->>'code' AS code, problem->>'at' AS at FROM document`))).toEqual([{ path: "", state: "refused", code: "archive/path", at: "../x" }]);
});
