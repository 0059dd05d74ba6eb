import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { sampleImage } from "../services/ingest/sample-image";
import { receiveEvidence } from "../services/receive-evidence";
import { sha256Hex, webStore } from "../store";

/** For the crash test alone: hands evidence in until it is killed, and says each receipt once it holds it. */
const systemId = process.env["CRASH_SYSTEM"] ?? "";
const seed = process.env["CRASH_SEED"] ?? "0";
const ctx = { systemId, actor: { kind: "token" as const, id: "crash", name: "crash" }, store: webStore() };

async function* stream(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function send(files: { name: string; bytes: Uint8Array }[], digest: string): Promise<void> {
  const incoming = files.map(({ name, bytes }) => ({ fileName: name, mediaType: null, stream: stream(bytes) }));
  const result = await receiveEvidence(ctx, incoming, { image: "registry.example/crash", digest }, { maxFileBytes: 1e9, maxFiles: 10 });
  if (!result.ok) throw new Error(result.problem.detail);
  writeSync(1, `${JSON.stringify({ receipt: result.value.receiptId, files: files.map(({ bytes }) => sha256Hex(bytes)) })}\n`);
}

writeSync(1, `"ready"\n`);
for (let round = 0; round < 4; round += 1) {
  const image = sampleImage(`-${seed}-${round}`);
  const opaque = { name: "blob.bin", bytes: randomBytes(2_500_000) };
  await Promise.all([
    send([image.index, image.manifest], image.index.claimed),
    send([image.config, image.scan, image.sbom], image.scan.claimed),
    send([opaque], image.scan.claimed),
  ]);
}
process.exit(0);
