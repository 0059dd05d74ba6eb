import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EvidenceRef } from "../../domain/model/evaluation";
import { NO_TRUST } from "../../domain/verification/trust-settings";
import { openWorkerGround, type WorkerGround } from "../../tests/setup/worker-ground";
import { clock } from "../clock";
import { loadDigestFacts } from "../queries/load-digest-facts";
import { imageIdOf, readSystem, rows, sha256Hex, type Actor, type SystemContext } from "../store";
import { setFirstTrust } from "./trust/first-trust";

/* The same bytes under the same claim are one submission. Whoever is first must not decide whether it counts. */

const IMAGE = "registry.example/payments/api";
const DIGEST = sha256Hex("a build");
const CLAIM = { image: IMAGE, digest: `sha256:${DIGEST}` };
const SCAN = JSON.stringify({
  SchemaVersion: 2, CreatedAt: "2026-11-18T00:00:00Z", ArtifactName: `${IMAGE}:1`, ArtifactType: "container_image",
  Metadata: { OS: { Family: "debian", Name: "12.7" }, RepoDigests: [`${IMAGE}@sha256:${DIGEST}`] }, Results: [{ Target: "app", Class: "lang-pkgs", Type: "gobinary" }],
});

let ground: WorkerGround;
let now: Date;

beforeAll(async () => {
  clock.now = () => now;
  ground = await openWorkerGround();
});

beforeEach(() => {
  now = new Date("2026-11-20T12:00:00.000Z");
});

afterAll(() => ground?.close());

const by = (id: string, kind: Actor["kind"] = "token"): Actor => ({ kind, id, name: `the ${id} pipeline` });

async function system(name: string): Promise<SystemContext> {
  const ctx = await ground.system(name, { actor: by("ada", "user") });
  expect(await setFirstTrust(ctx, { ...NO_TRUST, acceptUnsignedFrom: ["good"] })).toMatchObject({ ok: true });
  return ctx;
}

/** Whether it was known, after everything due is done. */
async function handIn(ctx: SystemContext, from: Actor): Promise<boolean> {
  const { known } = await ground.upload({ ...ctx, actor: from }, "scan.json", SCAN, CLAIM);
  await ground.work();
  return known;
}

async function scanIn(ctx: SystemContext, asOf = now): Promise<EvidenceRef | undefined> {
  const scope = { systemId: ctx.systemId, digest: DIGEST, imageId: imageIdOf(ctx.systemId, IMAGE), asOf: asOf.toISOString() };
  return (await readSystem(ctx, (tx) => loadDigestFacts(tx, scope)))?.evidence.find(({ kind }) => kind === "vuln_scan");
}

const counted = async (ctx: SystemContext) => (await readSystem(ctx, (tx) => rows<{ revision: number; repeats: number; events: number }>(
  tx, `SELECT facts_revision AS revision, (SELECT count(*)::int FROM submission_repeat) AS repeats,
    (SELECT count(*)::int FROM audit_event) AS events FROM digest WHERE sha256 = $1`, DIGEST)))[0];

test("what an accepted token hands in counts also where somebody else handed the same in before", async () => {
  const ctx = await system("first-liar");
  expect(await handIn(ctx, by("liar"))).toBe(false);
  expect((await scanIn(ctx))?.accepted).toBeNull();
  const before = await counted(ctx);
  now = new Date("2026-11-20T13:00:00.000Z");
  expect(await handIn(ctx, by("good"))).toBe(true);
  expect(await scanIn(ctx)).toMatchObject({ submittedBy: "the liar pipeline", accepted: { reason: "the policy accepts unsigned reports handed in by the good pipeline" } });
  expect((await counted(ctx))?.revision).toBeGreaterThan(before?.revision ?? 0);
  expect((await scanIn(ctx, new Date("2026-11-20T12:30:00.000Z")))?.accepted).toBeNull();
});

test("the same from the same again, or from a person, changes nothing", async () => {
  const ctx = await system("again");
  for (const from of ["liar", "good"]) await handIn(ctx, by(from));
  const before = await counted(ctx);
  expect(before?.repeats).toBe(1);
  for (const from of [by("good"), by("liar"), by("good", "user"), by("ada", "user")]) expect(await handIn(ctx, from)).toBe(true);
  expect(await counted(ctx)).toEqual(before);
});

test("a person whose id reads like an accepted token's is no such token", async () => {
  const ctx = await system("person");
  await handIn(ctx, by("liar"));
  await handIn(ctx, by("good", "user"));
  expect((await scanIn(ctx))?.accepted).toBeNull();
});

test("it counts where it comes while the first is still unread", async () => {
  const ctx = await system("unread");
  await ground.upload({ ...ctx, actor: by("liar") }, "scan.json", SCAN, CLAIM);
  await ground.upload({ ...ctx, actor: by("good") }, "scan.json", SCAN, CLAIM);
  await ground.work();
  expect((await scanIn(ctx))?.accepted).not.toBeNull();
});
