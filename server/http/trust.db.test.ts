import { readFileSync } from "node:fs";
import path from "node:path";
import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { afterAll, beforeAll, expect, test } from "vitest";
import { trustAhead, trustDetail, trustProposed, trustVerdict, type TrustDetail } from "../../contracts/trust";
import { NO_TRUST, type TrustSettings } from "../../domain/verification/trust-settings";
import { closePreviewParser } from "../jobs/preview-parser";
import { readSystem, rows, withSystem } from "../store";
import { bearer, call, handIn, handlerOf, ORIGIN, signedIn, startTestApp, tokenFor } from "../../tests/setup/test-app";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
const BUILD = path.join(DEMO, "evidence/ledger-api/1.2.0");
const S = "api/v1/systems/[system]/trust";
const HARDENED = "sha256:e26d82ce21d00dd7214451f6a49aa84e68f370593c94909b7073b6535edc1091";
const OTHER = "sha256:2c86642cdfcb43ccdc341050682c0d5c6e0ab862511972f8d24389790c823a8f";
const IMAGE = "registry.example.test/payments/ledger-api";
const KEY = readFileSync(path.join(DEMO, "cosign.pub"), "utf8");
const ROOT = Buffer.from(seeds["https://tuf-repo-cdn.sigstore.dev"].targets["trusted_root.json"], "base64");
const rule = { id: "release-key", name: "Release key", signer: { type: "key" as const, pem: KEY, requireLog: false }, predicateTypes: null, images: ["registry.example.test/payments/*"], validFrom: null, validTo: null };
const TRUST: TrustSettings = { ...NO_TRUST, rules: [rule] };

let app: Awaited<ReturnType<typeof startTestApp>>;
let one = "";
let ada: Record<string, string> = {};
let bert: Record<string, string> = {};
let viewer: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp();
  one = await app.system("one");
  ada = { cookie: await signedIn("ada@example.test", "admin"), origin: ORIGIN };
  bert = { cookie: await signedIn("bert@example.test", "admin"), origin: ORIGIN };
  viewer = bearer(await tokenFor(one, "viewer"));
  const ingest = await tokenFor(one, "ingest");
  for (const filename of ["manifest.json", "config.json", "sbom.dsse.json", "signature.manifest.json", "signature.payload.json"]) {
    await handIn(ingest, "one", { image: `${IMAGE}:1.2.0`, digest: HARDENED, filename }, readFileSync(path.join(BUILD, filename)));
  }
  await app.work();
});

afterAll(async () => {
  await closePreviewParser();
  await app?.stop();
});

async function ask(file: string, url: string, headers: Record<string, string>, body?: unknown): Promise<{ status: number; body: unknown }> {
  const handler = await handlerOf(`${S}/${file}route.ts`, body === undefined ? "GET" : "POST");
  const sent = body === undefined ? {} : { method: "POST", body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) };
  const answer = await call(handler, `/api/v1/systems/one/trust${url}`, { ...sent, headers });
  return { status: answer.status, body: await answer.json() };
}

const shown = async (headers = viewer): Promise<TrustDetail> => trustDetail.parse((await ask("", "", headers)).body);
const propose = (headers: Record<string, string>, settings: unknown, baseVersion: number, reason = "The release key signs") => ask("changes/", "/changes", headers, { settings, reason, baseVersion });
const decide = (headers: Record<string, string>, id: string, decision: string) => ask("changes/[change]/decision/", `/changes/${id}/decision`, headers, { decision });
const box = (file: string, more: Record<string, unknown> = {}) =>
  ask("test/", "/test", viewer, { document: readFileSync(path.join(BUILD, file)).toString("base64"), fileName: file, digest: HARDENED, image: IMAGE, ...more });

test("a pattern that matches more than it seems to is refused in the server's words, with its place", async () => {
  const signer = { type: "identity", issuer: "https://token.actions.githubusercontent.com", subject: { type: "pattern", value: "https://github.com/acme/.*" } };
  const settings = { ...NO_TRUST, rules: [{ ...rule, signer }] };
  const ahead = trustAhead.parse((await ask("preview/", "/preview", ada, { settings })).body);
  expect(ahead.problems).toEqual([expect.objectContaining({ code: "verification/pattern-unanchored", at: "/rules/0/signer/subject" })]);
  const { status, body } = await propose(ada, settings, 1);
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: "verification/pattern-unanchored", pointer: "/rules/0/signer/subject" });
});

test("looking ahead says how many documents become verified and how many were judged, and writes nothing", async () => {
  const before = await readSystem({ systemId: one, store: app.store, actor: { kind: "system", id: "t", name: "t" } }, (tx) => rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM verification`));
  const { looked, keys } = trustAhead.parse((await ask("preview/", "/preview", ada, { settings: TRUST })).body);
  expect(looked).toMatchObject({ documents: 2, of: 2, gain: 2, lose: 0 });
  expect(looked?.says).toBe("2 documents would become verified, 0 would no longer be. All 2 signed documents were judged.");
  expect(keys["release-key"]?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  const after = await readSystem({ systemId: one, store: app.store, actor: { kind: "system", id: "t", name: "t" } }, (tx) => rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM verification`));
  expect(after).toEqual(before);
});

test("who asked can only withdraw, another administrator approves, and nobody decides twice", async () => {
  const { id } = trustProposed.parse((await propose(ada, TRUST, 1)).body);
  expect((await shown(ada)).open).toEqual([expect.objectContaining({ id, mine: true, stale: false })]);
  expect((await shown(bert)).open[0]?.mine).toBe(false);
  expect((await decide(ada, id, "approved")).status).toBe(403);
  expect((await decide(ada, id, "refused")).status).toBe(403);
  expect((await decide(bert, id, "withdrawn")).status).toBe(403);
  expect((await decide(bert, id, "approved")).body).toMatchObject({ decision: "approved", version: 2 });
  expect((await decide(bert, id, "approved")).status).toBe(404);
  expect((await propose(ada, TRUST, 1)).status).toBe(409);
  const now = await shown();
  expect(now.history[0]).toMatchObject({ version: 2, how: "approved", author: { name: "ada@example.test" }, decidedBy: { name: "bert@example.test" }, reason: "The release key signs" });
  expect(now.history.at(-1)).toMatchObject({ version: 1, how: "first", rules: 0 });
  expect(now.audit.map(({ action }) => action)).toEqual(["trust.changed", "trust.approved", "trust.proposed"]);
});

test("the database itself refuses an approval by whoever asked", async () => {
  const { id } = trustProposed.parse((await propose(ada, TRUST, 2)).body);
  const ctx = { systemId: one, store: app.store, actor: { kind: "system" as const, id: "t", name: "t" } };
  const write = (decision: string) =>
    withSystem(ctx, (tx) => rows(tx, `INSERT INTO trust_decision (system_id, change_id, decision, author, requested_by, at) VALUES ($1::uuid, $2::uuid, $3, 'user:x', 'user:x', now())`, one, id, decision));
  await expect(write("approved")).rejects.toThrow(/approver_is_not_requester/);
  await expect(write("refused")).rejects.toThrow(/approver_is_not_requester/);
  expect((await decide(ada, id, "withdrawn")).status).toBe(200);
  expect((await shown()).history).toContainEqual(expect.objectContaining({ version: null, how: "withdrawn", change: id }));
});

test("the test box reaches the verdict of ingest, for this digest and for another", async () => {
  await app.work();
  const ctx = { systemId: one, store: app.store, actor: { kind: "system" as const, id: "t", name: "t" } };
  for (const file of ["sbom.dsse.json", "signature.payload.json"]) {
    const [held] = await readSystem(ctx, (tx) =>
      rows<{ state: string; checks: { id: string; ok: boolean | null }[]; rule_id: string }>(
        tx,
        `SELECT v.state, v.checks, v.rule_id FROM verification v JOIN document d ON d.system_id = v.system_id AND d.id = v.document_id JOIN submission u ON u.system_id = d.system_id AND u.id = d.submission_id
         WHERE u.file_name = $1 AND d.path = '' AND v.digest = $2 ORDER BY v.generation DESC LIMIT 1`, file, HARDENED.slice(7)));
    const { status, body } = await box(file);
    expect(status, JSON.stringify(body)).toBe(200);
    const verdict = trustVerdict.parse(body);
    expect([verdict.state, verdict.rule]).toEqual([held?.state, held?.rule_id]);
    expect(verdict.state).toBe("verified");
    expect(verdict.steps.map(({ id, ok }) => [id, ok])).toEqual(held?.checks.map(({ id, ok }) => [id, ok]));
    expect(verdict.rules).toEqual([expect.objectContaining({ id: "release-key", holds: true, why: "" })]);
  }
  const foreign = trustVerdict.parse((await box("sbom.dsse.json", { digest: OTHER })).body);
  expect(foreign.state).toBe("invalid");
  expect(foreign.rules[0]).toMatchObject({ holds: false, why: expect.stringContaining("The signed subject is the digest it is shown under: expected") });
});

test("proposed settings are tried without being in force, and each rule says why it does not hold", async () => {
  const signer = { type: "identity", issuer: "https://gitlab.com", subject: { type: "exact", value: "https://gitlab.com/a/b//.gitlab-ci.yml@refs/heads/main" } };
  const settings = { ...NO_TRUST, rules: [{ ...rule, id: "ci", name: "CI", signer }, { ...rule, id: "elsewhere", name: "Elsewhere", images: ["registry.example.test/other/*"] }] };
  const verdict = trustVerdict.parse((await box("sbom.dsse.json", { settings })).body);
  expect(verdict.state).not.toBe("verified");
  expect(verdict.rules.map(({ holds }) => holds)).toEqual([false, false]);
  expect(verdict.rules[0]?.why).toContain("a key signed it");
  expect(verdict.rules[1]?.why).toContain("The rule covers this image: expected registry.example.test/other/*");
  expect((await shown()).version).toBe(2);
});

test("signature and annotations of a registry layer are judged beside the payload", async () => {
  const manifest = JSON.parse(readFileSync(path.join(BUILD, "signature.manifest.json"), "utf8")) as { layers: { annotations: Record<string, string> }[] };
  const annotations = manifest.layers[0]?.annotations ?? {};
  expect(trustVerdict.parse((await box("signature.payload.json", { annotations })).body).state).toBe("verified");
  expect(trustVerdict.parse((await box("signature.payload.json", { annotations: {} })).body).state).not.toBe("verified");
});

test("what carries no signature and what is no document is refused with its place", async () => {
  expect((await box("manifest.json")).body).toMatchObject({ code: "trust/nothing-signed", pointer: "/document" });
  expect((await ask("test/", "/test", viewer, { document: "", digest: HARDENED })).body).toMatchObject({ code: "request/invalid", pointer: "/document" });
  expect((await ask("test/", "/test", viewer, { document: "AAAA", digest: "sha256:1" })).body).toMatchObject({ code: "request/invalid", pointer: "/digest" });
});

test("a trusted root is kept by its hash once, and refused with its place when it cannot be read", async () => {
  const first = await ask("roots/", "/roots?source=our%20Fulcio", ada, ROOT);
  expect(first.body).toMatchObject({ held: false });
  expect((await ask("roots/", "/roots?source=again", ada, ROOT)).body).toMatchObject({ held: true });
  expect((await shown()).roots).toEqual([expect.objectContaining({ name: "public-good", sha256: null }), expect.objectContaining({ name: null, source: "our Fulcio" })]);
  const broken = JSON.parse(ROOT.toString("utf8")) as { tlogs: { publicKey: { rawBytes: unknown } }[] };
  broken.tlogs[0]!.publicKey.rawBytes = "AAAA";
  const refused = await ask("roots/", "/roots?source=x", ada, Buffer.from(JSON.stringify(broken)));
  expect([refused.status, refused.body]).toEqual([400, expect.objectContaining({ code: "verification/trust-root-unreadable", pointer: "/tlogs/0" })]);
  expect((await ask("roots/", "/roots?source=x", ada, Buffer.from("{}"))).body).toMatchObject({ pointer: "/mediaType" });
});

test("settings that name a root nobody imported cannot be proposed", async () => {
  const settings = { ...TRUST, roots: [{ name: "private", sha256: "a".repeat(64) }] };
  expect((await propose(ada, settings, 2)).body).toMatchObject({ code: "trust/root-not-held", pointer: "/roots/0/sha256" });
});
