import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EvidenceItem } from "../../../contracts/evidence";
import { NO_TRUST, type TrustSettings } from "../../../domain/verification/trust-settings";
import { unwrapOk } from "../../../domain/model/problem";
import { startTestApp } from "../../../tests/setup/test-app";
import type { Ctx } from "../../auth/principal";
import { digestEvidence } from "../../queries/digest-evidence";
import { evidenceFile } from "../../queries/evidence-file";
import { evidenceRegister } from "../../queries/evidence-register";
import { imagePage } from "../../queries/image-page";
import { imagesPage } from "../../queries/images-page";
import { overviewPage } from "../../queries/overview-page";
import { readSystem, rows } from "../../store";
import { receiveEvidence } from "../receive-evidence";
import { decideTrustChange } from "../trust/decide-trust-change";
import { setFirstTrust } from "../trust/first-trust";
import { proposeTrustChange } from "../trust/propose-trust-change";

const DEMO = path.resolve(import.meta.dirname, "../../../demo");
const BUILD = "evidence/ledger-api/1.2.0";
const DIGEST = "e26d82ce21d00dd7214451f6a49aa84e68f370593c94909b7073b6535edc1091";
const OURS = "registry.example.test/payments/ledger-api";
const KEY = readFileSync(path.join(DEMO, "cosign.pub"), "utf8");
const FILES = ["manifest.json", "config.json", "signature.manifest.json", "signature.payload.json", "sbom.dsse.json", "provenance.dsse.json"].map((name) => `${BUILD}/${name}`);

const trustIn = (images: string[] | null): TrustSettings => ({
  ...NO_TRUST,
  rules: [{ id: "release-key", name: "Release key", signer: { type: "key", pem: KEY, requireLog: false }, predicateTypes: null, images, validFrom: null, validTo: null }],
});

let app: Awaited<ReturnType<typeof startTestApp>>;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  await app?.stop();
});

async function system(name: string, user = "ada"): Promise<Ctx> {
  const systemId = await app.system(name);
  return {
    systemId, store: app.store, role: "lead", actor: { kind: "user", id: user, name: user }, system: { id: systemId, name, title: name, sample: false },
    principal: { kind: "user", id: user, name: user, email: user, isAdmin: true, sessionId: "s" },
  };
}

async function upload(ctx: Ctx, claim: { image?: string; digest?: string; tag?: string }, files: readonly string[]): Promise<void> {
  async function* stream(name: string): AsyncIterable<Uint8Array> {
    yield readFileSync(path.join(DEMO, name));
  }
  for (const name of files) {
    unwrapOk(await receiveEvidence(ctx, [{ fileName: path.basename(name), mediaType: null, stream: stream(name) }], claim, { maxFileBytes: 1e9, maxFiles: 9 }));
  }
  await app.work();
}

async function trust(ctx: Ctx, settings: TrustSettings): Promise<void> {
  const done = await setFirstTrust(ctx, settings);
  if (!done.ok) throw new Error(JSON.stringify(done.problem));
}

async function withdrawTrust(ctx: Ctx): Promise<void> {
  const [row] = await readSystem(ctx, (tx) => rows<{ version: number }>(tx, `SELECT max(version)::int AS version FROM trust_policy`));
  const proposed = await proposeTrustChange(ctx, { settings: NO_TRUST, reason: "The key is lost", baseVersion: row?.version ?? 0 });
  if (!proposed.ok) throw new Error(JSON.stringify(proposed.problem));
  unwrapOk(await decideTrustChange({ ...ctx, actor: { kind: "user", id: "ben", name: "ben" } }, proposed.value.id, "approved"));
  await app.work();
}

const statesOf = (items: readonly EvidenceItem[]): string[] => [...new Set(items.map((item) => item.verification.state))].sort();

test("trust withdrawn is withdrawn everywhere, also from verdicts reached before the digest had a line", async () => {
  const ctx = await system("withdrawn");
  await trust(ctx, trustIn(null));
  await upload(ctx, {}, FILES);
  expect(statesOf((await evidenceRegister(ctx, { limit: 100 })).items)).toContain("verified");
  await upload(ctx, { image: OURS, digest: DIGEST }, [`${BUILD}/manifest.json`]);
  expect(statesOf((await evidenceRegister(ctx, { limit: 100 })).items)).toContain("verified");
  await withdrawTrust(ctx);
  expect(statesOf((await evidenceRegister(ctx, { limit: 100 })).items)).not.toContain("verified");
  expect((await evidenceRegister(ctx, { limit: 100, verification: "verified" })).items).toEqual([]);
  const files = await readSystem(ctx, (tx) => rows<{ sha256: string }>(tx, `SELECT sha256 FROM submission`));
  for (const { sha256 } of files) expect(statesOf((await evidenceFile(ctx, { sha256 }))?.items ?? [])).not.toContain("verified");
  expect(statesOf((await digestEvidence(ctx, { digest: `sha256:${DIGEST}` }))?.items ?? [])).not.toContain("verified");
  const bound = await readSystem(ctx, (tx) => rows(tx, `SELECT document_id FROM binding_current WHERE state = 'subject'`));
  expect(bound).toEqual([]);
});

test("in two lines, lists of each show what holds there: a rule for one line verifies nothing in the other", async () => {
  const ctx = await system("two-lines");
  const foreign = "registry.example.test/another/line";
  await trust(ctx, trustIn(["registry.example.test/payments/*"]));
  for (const image of [foreign, OURS]) await upload(ctx, { image, digest: DIGEST, tag: "1.2.0" }, FILES);
  const seals = async (name: string): Promise<string[][]> => {
    const page = await imagePage(ctx, { image: name });
    const row = (await imagesPage(ctx, { limit: 100 })).items.find((one) => one.name === name);
    return [page?.image.current, page?.image.digests.find(({ digest }) => digest.endsWith(DIGEST)), row?.current].map((one) => (one?.seals ?? []).filter(({ state }) => state === "verified").map(({ kind }) => kind));
  };
  for (const shown of await seals(OURS)) expect(shown).toEqual(expect.arrayContaining(["signature", "provenance", "sbom"]));
  for (const shown of await seals(foreign)) expect(shown).toEqual([]);
  const { lines, freshness } = await overviewPage(ctx);
  expect(freshness.find(({ kind }) => kind === "signature")).toMatchObject({ verified: 1 });
  expect(lines.find(({ name }) => name === foreign)?.current?.seals.filter(({ state }) => state === "verified")).toEqual([]);
  expect(statesOf((await digestEvidence(ctx, { digest: `sha256:${DIGEST}`, image: foreign }))?.items ?? [])).not.toContain("verified");
});

test("lists of files say which digest a verdict is about, and never one it is not about", async () => {
  const ctx = await system("about");
  const other = "2c86642cdfcb43ccdc341050682c0d5c6e0ab862511972f8d24389790c823a8f";
  await trust(ctx, trustIn(null));
  await upload(ctx, { image: OURS, digest: other }, ["evidence/ledger-api/1.1.0/manifest.json", "evidence/ledger-api/1.1.0/config.json", `${BUILD}/sbom.dsse.json`]);
  await upload(ctx, { image: OURS, digest: DIGEST }, FILES.slice(0, 2));
  const signed = (await evidenceRegister(ctx, { limit: 100 })).items.filter(({ verification }) => verification.state === "verified");
  expect(signed.some(({ bindings }) => bindings.some(({ digest, state }) => digest === `sha256:${other}` && state === "conflict"))).toBe(true);
  for (const { verification } of signed) expect(verification.about).toEqual([`sha256:${DIGEST}`]);
  const tab = await digestEvidence(ctx, { digest: `sha256:${other}` });
  const there = [...(tab?.items ?? []), ...(tab?.conflicts ?? [])];
  expect(there.filter(({ fileName }) => fileName === "sbom.dsse.json").map(({ verification }) => [verification.state, verification.about])).toContainEqual(["invalid", [`sha256:${other}`]]);
  expect(statesOf(there)).not.toContain("verified");
});

test("a statement about many digests is judged for each, and does not flood the audit log", async () => {
  const ctx = await system("many");
  const subject = Array.from({ length: 130 }, (_, i) => ({ name: `image-${i}`, digest: { sha256: i.toString(16).padStart(64, "0") } }));
  const statement = JSON.stringify({ _type: "https://in-toto.io/Statement/v1", subject, predicateType: "https://example.test/predicate/v1", predicate: {} });
  const envelope = JSON.stringify({ payloadType: "application/vnd.in-toto+json", payload: Buffer.from(statement).toString("base64"), signatures: [{ sig: "AAAA" }] });
  async function* stream(): AsyncIterable<Uint8Array> {
    yield Buffer.from(envelope);
  }
  unwrapOk(await receiveEvidence(ctx, [{ fileName: "many.json", mediaType: null, stream: stream() }], {}, { maxFileBytes: 1e9, maxFiles: 9 }));
  await app.work();
  const [found] = await readSystem(ctx, (tx) => rows<{ judged: number; verified: number; events: number; more: unknown }>(
    tx,
    `SELECT (SELECT count(DISTINCT digest)::int FROM verification) AS judged, (SELECT count(*)::int FROM verification WHERE state = 'verified') AS verified,
       (SELECT count(*)::int FROM audit_event WHERE action = 'signature.judged') AS events,
       (SELECT details->'more' FROM audit_event WHERE action = 'signature.judged' ORDER BY seq DESC LIMIT 1) AS more`,
  ));
  expect(found).toMatchObject({ judged: 130, verified: 0, events: 101, more: 30 });
});
