import { Client } from "pg";
import { changedTables, rowMarks } from "../scripts/corpus/row-marks";
import { readFile } from "../server/jobs/read-file";
import { loadDigestFacts } from "../server/queries/load-digest-facts";
import { evaluateDigest } from "../domain/evaluation/evaluate-digest";
import { processReceipt } from "../server/services/ingest/process-receipt";
import { sampleImage } from "../server/services/ingest/sample-image";
import { requestPacket } from "../server/services/packet/request-packet";
import { unwrapOk } from "../domain/model/problem";
import { imageIdOf, readSystem, sha256Hex } from "../server/store";
import { WORKER, workOnce, workUntilDone } from "../server/worker/loop";
import { largeScan, largeSbom } from "./evidence";
import { bareInsert } from "./floor";
import { benchMemory } from "./memory";
import { measurePages } from "./pages";
import { openPlace, timed, type Place } from "./place";
import { worked, type Worked } from "./processor";
import { measureVerification } from "./verification";

const line = (what: string, ...figures: string[]): void => console.log(`${what.padEnd(58)} ${figures.join("   ")}`);
const processor = ({ process: own, database }: Worked): string => `processor ${(own + database).toFixed(0)} ms: worker ${own.toFixed(0)}, database ${database.toFixed(0)}`;
const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(9);

/** Measures the ways through the product that people wait for, each beside the least it could cost on this machine. */
async function main(): Promise<void> {
  benchVerification();
  const place = await openPlace();
  try {
    const image = sampleImage("-bench");
    for (const file of [image.index, image.manifest, image.config]) await place.upload(file.name, file.bytes, file.claimed);
    await workUntilDone(place.parts);
    await benchSbom(place, image.manifest.sha256, `sha256:${image.config.sha256}`);
    const owner = new Client({ connectionString: place.migratorUrl });
    await owner.connect();
    await benchScan(place, owner, image.manifest.sha256, `sha256:${image.config.sha256}`);
    await benchFacts(place, image.manifest.sha256);
    await benchPages(place, image.manifest.sha256);
    await benchRepeat(place, owner);
    await owner.end();
    await benchPacket(place);
  } finally {
    await place.close();
  }
}

function benchVerification(): void {
  const { bare, keyed, keyless } = measureVerification();
  line("1,000 bare ECDSA P-256 checks (CPU)", ms(bare));
  line("1,000 bundles signed with a key, verified whole (CPU)", ms(keyed), `ratio ${(keyed / bare).toFixed(1)}   target 25`);
  line("1,000 bundles with a certificate, verified whole (CPU)", ms(keyless), `ratio ${(keyless / bare).toFixed(1)}   target 60`);
}

async function benchSbom(place: Place, digest: string, imageId: string): Promise<void> {
  const bytes = largeSbom(10_000, imageId);
  const request = { pieces: [bytes], sizeBytes: bytes.byteLength, sha256: sha256Hex(bytes), fileName: "sbom.json", limits: place.parts.limits };
  await readFile(request);
  const parse = await timed(() => readFile(request));
  const insert = await bareInsert(place.migratorUrl, parse.value);
  const receipt = await place.upload("sbom.json", bytes, `sha256:${digest}`);
  const ctx = { ...place.ctx, actor: WORKER, store: place.parts.store };
  const ingest = await timed(() => processReceipt(ctx, receipt, place.parts.parser, place.parts.limits));
  const floor = parse.ms + insert;
  line("SBOM of 10,000 components: parse + bare indexed insert", ms(floor), `(parse ${parse.ms.toFixed(0)}, insert ${insert.toFixed(0)})`);
  line("SBOM of 10,000 components: ingest", ms(ingest.ms), `ratio ${(ingest.ms / floor).toFixed(2)}   target 3`);
}

async function benchScan(place: Place, owner: Client, digest: string, imageId: string): Promise<void> {
  const scanned = sampleImage("-scan");
  for (const file of [scanned.manifest, scanned.config]) await place.upload(file.name, file.bytes, file.claimed);
  await workUntilDone(place.parts);
  const large = largeScan(30_000, `sha256:${scanned.config.sha256}`);
  const accepted = await timed(() => place.upload("scan-30000.json", large, scanned.scan.claimed));
  const done = await timed(() => worked(owner, () => workUntilDone(place.parts)));
  line("Scan of 30,000 findings: accepted", ms(accepted.ms), "target 300");
  line("Scan of 30,000 findings: read, bound and evaluated", ms(done.ms), "target 15,000", processor(done.value));
  const again = await timed(async () => {
    await place.upload("scan-30000.json", large, scanned.scan.claimed);
    await workOnce(place.parts);
  });
  line("Scan of 30,000 findings: the same again", ms(again.ms), "target 3,000");
  await place.upload("scan-2000.json", largeScan(2_000, imageId), `sha256:${digest}`);
  const evaluated = await timed(() => worked(owner, () => workUntilDone(place.parts)));
  line("Scan of 2,000 findings on 10,000 components: to verdict", ms(evaluated.ms), processor(evaluated.value));
}

async function benchFacts(place: Place, digest: string): Promise<void> {
  const imageId = imageIdOf(place.ctx.systemId, "registry.example/bench");
  const scope = { systemId: place.ctx.systemId, digest, imageId, asOf: "2030-01-01T00:00:00.000Z" };
  await readSystem(place.ctx, (tx) => loadDigestFacts(tx, scope));
  place.queries();
  const facts = await timed(() => readSystem(place.ctx, (tx) => loadDigestFacts(tx, scope)));
  const statements = place.queries().length;
  line("Facts of a digest, 10,000 components, 2,000 findings", ms(facts.ms), `${statements} statements (transaction and system setting included)`);
  const evaluation = await timed(() => (facts.value ? evaluateDigest(facts.value) : null));
  line("Evaluation of it", ms(evaluation.ms), `${evaluation.value?.findings.length ?? 0} findings, ${evaluation.value?.counts.components ?? 0} components`);
}

async function benchPages(place: Place, digest: string): Promise<void> {
  for (const { name, statements, ms: page, bareMs } of await measurePages(place, digest)) {
    line(`${name} of it: page, bare SQL`, ms(page), ms(bareMs), `ratio ${(page / bareMs).toFixed(2)}   target 2`, `${statements} statements (transaction and system setting included)`);
  }
}

/** A scan that is there already, counted row by row. */
async function benchRepeat(place: Place, client: Client): Promise<void> {
  const image = sampleImage("-repeat");
  for (const file of [image.manifest, image.config]) await place.upload(file.name, file.bytes, file.claimed);
  const scan = largeScan(13_000, `sha256:${image.config.sha256}`);
  await place.upload("scan-13000.json", scan, image.scan.claimed);
  const first = await timed(() => worked(client, () => workUntilDone(place.parts)));
  const before = await rowMarks(client);
  const again = await timed(async () => {
    await place.upload("scan-13000.json", scan, image.scan.claimed);
    await workUntilDone(place.parts);
  });
  const changed = changedTables(before, await rowMarks(client));
  line("Scan of 13,000 findings: first time", ms(first.ms), processor(first.value));
  line("Scan of 13,000 findings: the same again", ms(again.ms), `target 3,000   ${changed.length} tables with row changes, target 0`);
}

async function benchPacket(place: Place): Promise<void> {
  const image = sampleImage("-packet");
  for (const file of [image.index, image.manifest, image.config, image.scan]) await place.upload(file.name, file.bytes, file.claimed);
  await place.upload("sbom-300.json", largeSbom(300, `sha256:${image.config.sha256}`), image.manifest.claimed);
  await workUntilDone(place.parts);
  unwrapOk(await requestPacket(place.ctx, { digest: image.manifest.sha256 }));
  const built = await timed(() => workUntilDone(place.parts));
  line("Packet of 300 components: facts, document, PDF, stored", ms(built.ms), "target 5,000");
}

if (process.argv[2] === "search") await import("./search");
else if (process.argv[2] === "lists") await import("./lists");
else if (process.argv[2] === "memory") await benchMemory(Number(process.argv[3] ?? 50_000));
else await main();
