/**
 * The largest files the product takes, each worked off by a worker process of its own: time and peak memory of it
 * (`npm run bench -- memory [components]`).
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readSystem, rows, sha256Hex } from "../server/store";
import { LARGE_SBOMS } from "./large-sboms";
import { openPlace, timed, type Place } from "./place";
import { tarWith } from "./tar";

const MIB = 1024 * 1024;
const ARCHIVE_BYTES = 250 * MIB;

export async function benchMemory(components: number): Promise<void> {
  const place = await openPlace();
  try {
    await measure(place, "128 MiB SBOM, cyclonedx-json", fullSbom(), "cyclonedx-json");
    await measure(place, "250 MiB image layout (tar)", archive(), null);
    for (const [room, make] of Object.entries(LARGE_SBOMS)) await measure(place, `${components.toLocaleString("en")} components, ${room}`, Buffer.from(make(components)), room);
  } finally {
    await place.close();
  }
}

async function measure(place: Place, what: string, bytes: Uint8Array, room: string | null): Promise<void> {
  const name = `large-${sha256Hex(bytes).slice(0, 8)}`;
  const held = await timed(() => place.upload(name, bytes, ""));
  const figures = await work(place.workerUrl);
  const found = await readSystem(place.ctx, (tx) => rows<{ state: string; room: string | null; problem: { code: string } | null; n: number }>(
    tx, `SELECT d.state, d.room, d.problem, coalesce(m.component_count, 0) AS n FROM document d LEFT JOIN sbom m ON m.system_id = d.system_id AND m.document_id = d.id WHERE d.sha256 = $1`, sha256Hex(bytes)));
  const said = found[0]?.problem?.code ?? `${found[0]?.state ?? "absent"} ${found[0]?.room ?? room ?? ""} ${found[0]?.n ?? 0}`;
  console.log(`${what.padEnd(44)} ${(bytes.byteLength / MIB).toFixed(0).padStart(4)} MiB   held ${(held.ms / 1000).toFixed(1)} s   worker ${figures.seconds.toFixed(1)} s   peak ${figures.peakMb} MiB (idle ${figures.idleMb})   ${said}`);
}

function work(url: string): Promise<{ seconds: number; peakMb: number; idleMb: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "bench/worker-child.ts"], { env: { ...process.env, BENCH_WORKER_URL: url }, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (text: Buffer) => (said += text.toString()));
    child.on("close", () => (said === "" ? reject(new Error("the worker ended without an answer")) : resolve(JSON.parse(said))));
  });
}

/** As many components as the limit allows, filled up with descriptions to the largest document that is read. */
function fullSbom(): Uint8Array {
  const document = JSON.parse(LARGE_SBOMS["cyclonedx-json"]?.(200_000) ?? "{}") as { components: Record<string, unknown>[] };
  const missing = 128 * MIB - JSON.stringify(document).length;
  const filler = "x".repeat(Math.floor(missing / 200_000) - 20);
  for (const one of document.components) one["description"] = filler;
  return Buffer.from(JSON.stringify(document));
}

/** An OCI layout of one image whose one layer does not compress. */
function archive(): Uint8Array {
  const layer = randomBytes(ARCHIVE_BYTES - 64 * 1024);
  const config = Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: [`sha256:${sha256Hex(layer)}`] } }));
  const descriptor = (mediaType: string, bytes: Uint8Array) => ({ mediaType, digest: `sha256:${sha256Hex(bytes)}`, size: bytes.byteLength });
  const manifest = Buffer.from(JSON.stringify({
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: descriptor("application/vnd.oci.image.config.v1+json", config), layers: [descriptor("application/vnd.oci.image.layer.v1.tar", layer)],
  }));
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [descriptor("application/vnd.oci.image.manifest.v1+json", manifest)] }));
  const blobs = [config, manifest, layer].map((bytes): [string, Uint8Array] => [`blobs/sha256/${sha256Hex(bytes)}`, bytes]);
  return tarWith([["oci-layout", Buffer.from('{"imageLayoutVersion":"1.0.0"}')], ["index.json", index], ...blobs]);
}
