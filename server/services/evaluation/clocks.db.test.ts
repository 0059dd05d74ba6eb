import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import { NO_TRUST } from "../../../domain/verification/trust-settings";
import { startTestApp } from "../../../tests/setup/test-app";
import { readSystem, rows, type SystemContext } from "../../store";
import { sampleImage } from "../ingest/sample-image";
import { receiveEvidence } from "../receive-evidence";
import { setFirstTrust } from "../trust/first-trust";

const IMAGE = "registry.example/payments/api:1.4";
let app: Awaited<ReturnType<typeof startTestApp>>;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  await app?.stop();
});

async function upload(ctx: SystemContext, digest: string, name: string, text: string): Promise<void> {
  async function* stream(): AsyncIterable<Uint8Array> {
    yield Buffer.from(text);
  }
  unwrapOk(await receiveEvidence(ctx, [{ fileName: name, mediaType: null, stream: stream() }], { image: IMAGE, digest }, { maxFileBytes: 1e9, maxFiles: 9 }));
}

const stateOfClock = (ctx: SystemContext): Promise<{ state: string; stopped: boolean }[]> =>
  readSystem(ctx, (tx) => rows(tx, `SELECT state, stopped_at IS NOT NULL AS stopped FROM patch_sla WHERE vulnerability = 'CVE-2024-1111'`));

test("an unsigned scan of a newer digest stops no clock of the line until its uploader is accepted", async () => {
  const ctx: SystemContext = { systemId: await app.system("clean"), store: app.store, actor: { kind: "token", id: "pipeline", name: "pipeline" } };
  const [before, after] = [sampleImage(), sampleImage("-next")];
  for (const file of [before.manifest, before.config, before.scan]) await upload(ctx, before.manifest.claimed, file.name, Buffer.from(file.bytes).toString());
  await app.work();
  const clean = Buffer.from(after.scan.bytes).toString().replaceAll(/"Vulnerabilities":\[.*?\]/g, '"Vulnerabilities":[]');
  for (const [name, text] of [["manifest.json", after.manifest.bytes], ["config.json", after.config.bytes], ["trivy.json", clean]] as const) {
    await upload(ctx, after.manifest.claimed, name, typeof text === "string" ? text : Buffer.from(text).toString());
  }
  await app.work();
  expect(await stateOfClock(ctx)).toMatchObject([{ stopped: false }]);
  const trusted = await setFirstTrust(ctx, { ...NO_TRUST, acceptUnsignedFrom: ["pipeline"] });
  expect(trusted.ok).toBe(true);
  await app.work();
  expect(await stateOfClock(ctx)).toMatchObject([{ stopped: true }]);
});
