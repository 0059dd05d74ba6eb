import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import { NO_TRUST } from "../../../domain/verification/trust-settings";
import { startTestApp } from "../../../tests/setup/test-app";
import { actorOf } from "../../auth/principal";
import { loadDigestFacts } from "../../queries/load-digest-facts";
import { readSystem, rows, type Actor, type SystemContext } from "../../store";
import { sampleImage } from "../ingest/sample-image";
import { receiveEvidence } from "../receive-evidence";
import { setFirstTrust } from "../trust/first-trust";

const LINE = "registry.example/payments/api";
let app: Awaited<ReturnType<typeof startTestApp>>;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  await app?.stop();
});

const token = (id: string, imageGlob: string | null): Actor => actorOf({ kind: "token", id, name: id, systemId: "", role: "ingest", imageGlob });

async function upload(ctx: SystemContext, actor: Actor, image: string, digest: string | null, name: string, bytes: Uint8Array | string): Promise<void> {
  async function* stream(): AsyncIterable<Uint8Array> {
    yield Buffer.from(bytes);
  }
  unwrapOk(await receiveEvidence({ ...ctx, actor }, [{ fileName: name, mediaType: null, stream: stream() }], { image, ...(digest === null ? {} : { digest }) }, { maxFileBytes: 1e9, maxFiles: 9 }));
}

/** Who handed in the unsigned scans of the line's digest that count. */
async function counted(ctx: SystemContext, digest: string): Promise<string[]> {
  return readSystem(ctx, async (tx) => {
    const [line] = await rows<{ id: string }>(tx, `SELECT id FROM image WHERE system_id = $1::uuid AND name = $2`, ctx.systemId, LINE);
    const facts = await loadDigestFacts(tx, { systemId: ctx.systemId, digest: digest.replace("sha256:", ""), imageId: line?.id ?? null, asOf: "2100-01-01T00:00:00Z" });
    return (facts?.evidence ?? []).filter(({ kind, accepted }) => kind === "vuln_scan" && accepted !== null).map(({ submittedBy }) => submittedBy).sort();
  });
}

const clock = (ctx: SystemContext): Promise<{ stopped: boolean }[]> =>
  readSystem(ctx, (tx) => rows(tx, `SELECT stopped_at IS NOT NULL AS stopped FROM patch_sla WHERE vulnerability = 'CVE-2024-1111'`));

test("an accepted token that is limited to other images makes no report count here, and stops no clock", async () => {
  const ctx: SystemContext = { systemId: await app.system("limited"), store: app.store, actor: token("pipeline", null) };
  const [before, after] = [sampleImage(), sampleImage("-next")];
  for (const file of [before.manifest, before.config, before.scan]) await upload(ctx, ctx.actor, `${LINE}:1`, before.manifest.claimed, file.name, file.bytes);
  for (const file of [after.manifest, after.config]) await upload(ctx, ctx.actor, `${LINE}:1`, after.manifest.claimed, file.name, file.bytes);
  expect(await setFirstTrust(ctx, { ...NO_TRUST, acceptUnsignedFrom: ["elsewhere", "payments"] })).toMatchObject({ ok: true });
  const clean = Buffer.from(after.scan.bytes).toString().replaceAll(/"Vulnerabilities":\[.*?\]/g, '"Vulnerabilities":[]');

  await upload(ctx, token("elsewhere", "registry.example/other/*"), "registry.example/other/x:1", null, "trivy.json", clean);
  await app.work();
  expect(await counted(ctx, after.manifest.claimed)).toEqual([]);
  expect(await clock(ctx)).toMatchObject([{ stopped: false }]);

  // The same report by a token that may speak for this line; and once more by the other, which takes nothing away.
  await upload(ctx, token("payments", "registry.example/payments/*"), `${LINE}:1`, null, "trivy.json", clean);
  await app.work();
  expect(await counted(ctx, after.manifest.claimed)).toEqual(["payments"]);
  expect(await clock(ctx)).toMatchObject([{ stopped: true }]);
});
