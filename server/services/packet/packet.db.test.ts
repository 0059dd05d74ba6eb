import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import type { PacketDocument } from "../../../domain/packets/model";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { openStore, readSystem, rows, sha256Hex, type SystemContext } from "../../store";
import { sampleImage } from "../ingest/sample-image";
import { requestPacket } from "./request-packet";

let ground: WorkerGround;
const image = sampleImage();

beforeAll(async () => {
  clock.now = () => new Date("2026-11-20T12:00:00.000Z");
  ground = await openWorkerGround();
});

afterAll(() => ground?.close());

/** A system with the sample evidence, handed in in this order, and its packet. */
async function packetOf(name: string, reversed: boolean, at = ground): Promise<{ ctx: SystemContext; id: string }> {
  const ctx = await at.system(name, { title: "Sample system", sample: true });
  const files = Object.values(image);
  for (const file of reversed ? files.reverse() : files) await at.upload(ctx, file.name, file.bytes, { image: "registry.example/payments/api:1.4", digest: file.claimed });
  await at.work();
  const { id } = unwrapOk(await requestPacket(ctx, { digest: image.manifest.sha256 }));
  await at.work();
  return { ctx, id };
}

/** Hashes of everything that is attached to a PDF. */
async function attachedHashes(pdf: Uint8Array): Promise<string[]> {
  const { context } = await PDFDocument.load(pdf);
  const streams = context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFRawStream && object.dict.get(PDFName.of("Type")) === PDFName.of("EmbeddedFile") ? [object] : []));
  return streams.map((stream) => sha256Hex(decodePDFRawStream(stream).decode()));
}

interface Built {
  state: string;
  packet_sha256: string;
  pdf_sha256: string;
  problem: unknown;
}

const built = async (ctx: SystemContext, id: string): Promise<Built | undefined> =>
  (await readSystem(ctx, (tx) => rows<Built>(tx, `SELECT state, packet_sha256, pdf_sha256, problem FROM packet WHERE id = $1::uuid`, id)))[0];

test("a requested packet is built, stored in pieces and has the hash it says", async () => {
  const { ctx, id } = await packetOf("packets", false);
  const packet = await built(ctx, id);
  expect(packet).toMatchObject({ state: "ready", problem: null });
  const chunks = await readSystem(ctx, (tx) => rows<{ bytes: Uint8Array }>(tx, `SELECT bytes FROM packet_chunk WHERE packet_id = $1::uuid ORDER BY seq`, id));
  const pdf = Buffer.concat(chunks.map((one) => one.bytes));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(sha256Hex(pdf)).toBe(packet?.pdf_sha256);
  expect(unwrapOk(await requestPacket(ctx, { digest: image.manifest.sha256 }))).toMatchObject({ id, state: "ready" });
  const [row] = await readSystem(ctx, (tx) => rows<{ document: PacketDocument }>(tx, `SELECT document FROM packet WHERE id = $1::uuid`, id));
  expect(row?.document.packet.verify.steps.slice(2)).toEqual(["Hash the attached image manifest: its SHA-256 is the digest above.", "Hash packet-manifest.json: its SHA-256 is the packet id."]);
  expect(await attachedHashes(pdf)).toEqual(expect.arrayContaining([image.manifest.sha256, packet?.packet_sha256]));
}, 120_000);

test("built again, a packet has the same bytes", async () => {
  const first = await packetOf("packets", false);
  const owner = openStore(ground.database.migratorUrl, "migrator", { max: 1 });
  const before = await built(first.ctx, first.id);
  await owner.prisma.$executeRawUnsafe(`UPDATE packet SET state = 'requested', packet_sha256 = NULL, pdf_sha256 = NULL`);
  await owner.close();
  await ground.work();
  expect(await built(first.ctx, first.id)).toEqual(before);
}, 120_000);

test("another database that was handed the same evidence in another order gives the same packet id and the same bytes", async () => {
  const here = await packetOf("packets", false);
  const other = await openWorkerGround();
  try {
    const there = await packetOf("packets", true, other);
    expect(await built(there.ctx, there.id)).toEqual(await built(here.ctx, here.id));
  } finally {
    await other.close();
  }
}, 120_000);

test("a packet of an earlier instant tells only what was recorded until then", async () => {
  const { ctx } = await packetOf("packets", false);
  const early = unwrapOk(await requestPacket(ctx, { digest: image.manifest.sha256, asOf: "2026-11-19T00:00:00Z" }));
  await ground.work();
  const [packet] = await readSystem(ctx, (tx) => rows<{ state: string; document: { evidence: unknown[] } }>(tx, `SELECT state, document FROM packet WHERE id = $1::uuid`, early.id));
  expect(packet?.state).toBe("ready");
  expect(packet?.document.evidence).toEqual([]);
  expect(await requestPacket(ctx, { digest: image.manifest.sha256, asOf: "2030-01-01T00:00:00Z" })).toMatchObject({ ok: false, problem: { code: "packet/as-of" } });
  expect(await requestPacket(ctx, { digest: "f".repeat(64) })).toMatchObject({ ok: false, problem: { code: "packet/no-digest" } });
}, 120_000);
