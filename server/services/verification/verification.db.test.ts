import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import { NO_TRUST, type TrustSettings } from "../../../domain/verification/trust-settings";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { readSystem, rows, run, withSystem, type Actor, type SystemContext } from "../../store";
import { decideTrustChange } from "../trust/decide-trust-change";
import { setFirstTrust } from "../trust/first-trust";
import { proposeTrustChange } from "../trust/propose-trust-change";

const DEMO = path.resolve(import.meta.dirname, "../../../demo");
const HARDENED = "e26d82ce21d00dd7214451f6a49aa84e68f370593c94909b7073b6535edc1091";
const OTHER = "2c86642cdfcb43ccdc341050682c0d5c6e0ab862511972f8d24389790c823a8f";
const IMAGE = "registry.example.test/payments/ledger-api";
const KEY = readFileSync(path.join(DEMO, "cosign.pub"), "utf8");
const TRUST: TrustSettings = {
  ...NO_TRUST,
  rules: [{ id: "release-key", name: "Release key", signer: { type: "key", pem: KEY, requireLog: false }, predicateTypes: null, images: ["registry.example.test/payments/*"], validFrom: null, validTo: null }],
};

let ground: WorkerGround;
let now: Date;

beforeAll(async () => {
  clock.now = () => now;
  ground = await openWorkerGround();
});

beforeEach(() => {
  now = new Date("2026-11-23T09:00:00.000Z");
});

afterAll(() => ground?.close());

const person = (id: string): Actor => ({ kind: "user", id, name: id });

const system = (name: string): Promise<SystemContext> => ground.system(name, { actor: person("ada") });

async function upload(ctx: SystemContext, digest: string, ...files: string[]): Promise<void> {
  for (const name of files) await ground.upload(ctx, path.basename(name), readFileSync(path.join(DEMO, name)), { image: IMAGE, digest });
}

interface Shown {
  file: string;
  path: string;
  digest: string;
  state: string;
  failing: string[];
}

/** The verdict in force of every document, with the steps that do not hold. */
const verdicts = (ctx: SystemContext): Promise<Shown[]> =>
  readSystem(ctx, (tx) =>
    rows<Shown>(
      tx,
      `SELECT DISTINCT ON (s.file_name, d.path, v.digest) s.file_name AS file, d.path, v.digest, v.state,
         ARRAY(SELECT c->>'id' FROM jsonb_array_elements(v.checks) c WHERE (c->>'required')::boolean AND (c->>'ok') IS DISTINCT FROM 'true') AS failing
       FROM verification v JOIN document d ON d.system_id = v.system_id AND d.id = v.document_id JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
       ORDER BY s.file_name, d.path, v.digest, v.generation DESC`,
    ));

const stateOf = async (ctx: SystemContext, digest: string): Promise<Record<string, string>> => {
  const [row] = await readSystem(ctx, (tx) => rows<{ seals: { kind: string; state: string }[] }>(tx, `SELECT rollup->'seals' AS seals FROM digest WHERE sha256 = $1`, digest));
  return Object.fromEntries((row?.seals ?? []).map(({ kind, state }) => [kind, state]));
};

const BUILD = "evidence/ledger-api/1.2.0";
const SIGNED = [`${BUILD}/signature.manifest.json`, `${BUILD}/signature.payload.json`, `${BUILD}/sbom.dsse.json`, `${BUILD}/provenance.dsse.json`, `${BUILD}/vex-2026-11-12.dsse.json`];
const IMAGE_FILES = [`${BUILD}/manifest.json`, `${BUILD}/config.json`];

test("while nobody is trusted, signatures are present and not verified", async () => {
  const ctx = await system("nobody");
  await upload(ctx, HARDENED, ...IMAGE_FILES, ...SIGNED);
  await ground.work();
  const found = await verdicts(ctx);
  expect(found.length).toBeGreaterThan(6);
  expect(found.filter((one) => one.state === "verified")).toEqual([]);
  expect(await stateOf(ctx, HARDENED)).toMatchObject({ signature: "present", provenance: "present", sbom: "present" });
});

test("under a trusted key, signature, SBOM, provenance and VEX are verified, and so is what is inside them; in any order of arrival", async () => {
  for (const [name, order] of [["forward", SIGNED], ["backward", SIGNED.toReversed()]] as const) {
    const ctx = await system(`trusted-${name}`);
    unwrapOk2(await setFirstTrust(ctx, TRUST));
    for (const file of [...order, ...IMAGE_FILES]) {
      await upload(ctx, HARDENED, file);
      if (name === "backward") await ground.work();
    }
    await ground.work();
    const found = await verdicts(ctx);
    expect(found.filter((one) => one.state !== "verified"), name).toEqual([]);
    expect(found.map((one) => one.path)).toContain("payload/predicate");
    expect(await stateOf(ctx, HARDENED), name).toMatchObject({ signature: "verified", provenance: "verified", sbom: "verified" });
    const bindings = await readSystem(ctx, (tx) => rows<{ state: string }>(tx, `SELECT DISTINCT b.state FROM binding_current b JOIN signed_document s ON s.document_id = b.document_id WHERE b.digest = $1`, HARDENED));
    expect(bindings).toEqual([{ state: "subject" }]);
  }
});

test("what was said of a digest before it turned out to be a signature is taken back", async () => {
  const ctx = await system("no-image");
  const signature = createHash("sha256").update(readFileSync(path.join(DEMO, `${BUILD}/signature.manifest.json`))).digest("hex");
  const shown = () => readSystem(ctx, (tx) => rows<{ kind: string; evaluated: boolean; due: boolean }>(tx, `SELECT kind, rollup IS NOT NULL AS evaluated, facts_revision > evaluated_revision AS due FROM digest WHERE sha256 = $1`, signature));
  await upload(ctx, signature, `${BUILD}/vex-2026-11-12.dsse.json`);
  await ground.work();
  expect(await shown()).toEqual([{ kind: "unknown", evaluated: true, due: false }]);
  await upload(ctx, signature, `${BUILD}/signature.manifest.json`);
  await ground.work();
  expect(await shown()).toEqual([{ kind: "artifact", evaluated: false, due: false }]);
});

test("a signature manifest that comes after everything else still has its payload judged", async () => {
  const ctx = await system("manifest-last");
  unwrapOk2(await setFirstTrust(ctx, TRUST));
  await upload(ctx, HARDENED, ...IMAGE_FILES, `${BUILD}/signature.payload.json`);
  await ground.work();
  expect(await stateOf(ctx, HARDENED)).toMatchObject({ signature: "present" });
  await upload(ctx, HARDENED, `${BUILD}/signature.manifest.json`);
  await ground.work();
  expect(await stateOf(ctx, HARDENED)).toMatchObject({ signature: "verified" });
});

test("an attestation of one digest handed in under another is a conflict there and never verified", async () => {
  const ctx = await system("elsewhere");
  unwrapOk2(await setFirstTrust(ctx, TRUST));
  await upload(ctx, OTHER, "evidence/ledger-api/1.1.0/manifest.json", "evidence/ledger-api/1.1.0/config.json", `${BUILD}/sbom.dsse.json`);
  await upload(ctx, HARDENED, ...IMAGE_FILES);
  await ground.work();
  const there = (await verdicts(ctx)).filter((one) => one.file === "sbom.dsse.json" && one.digest === OTHER);
  expect(there.length).toBeGreaterThan(0);
  for (const one of there) expect(one).toMatchObject({ state: "invalid", failing: ["subject"] });
  const bound = await readSystem(ctx, (tx) => rows<{ state: string }>(tx, `SELECT DISTINCT b.state FROM binding_current b JOIN document d ON d.id = b.document_id JOIN submission s ON s.id = d.submission_id WHERE s.file_name = 'sbom.dsse.json' AND b.digest = $1`, OTHER));
  expect(bound).toEqual([{ state: "conflict" }]);
  expect(await stateOf(ctx, OTHER)).toMatchObject({ sbom: "missing" });
});

test("a rule for other images does not hold here", async () => {
  const ctx = await system("other-image");
  unwrapOk2(await setFirstTrust(ctx, { ...TRUST, rules: TRUST.rules.map((rule) => ({ ...rule, images: ["registry.example.test/platform/*"] })) }));
  await upload(ctx, HARDENED, ...IMAGE_FILES, ...SIGNED);
  await ground.work();
  const found = await verdicts(ctx);
  expect(new Set(found.map((one) => one.state))).toEqual(new Set(["invalid"]));
  expect(new Set(found.flatMap((one) => one.failing))).toEqual(new Set(["rule-image"]));
});

test("a change of trust needs somebody else or a day, and judges everything again beside the old verdicts", async () => {
  const ctx = await system("change");
  await upload(ctx, HARDENED, ...IMAGE_FILES, ...SIGNED);
  await ground.work();
  const before = (await readSystem(ctx, (tx) => rows<{ id: string }>(tx, `SELECT id FROM verification ORDER BY id`))).map(({ id }) => id);
  const proposal = { settings: TRUST, reason: "The release team's key", baseVersion: 1 };
  const { id } = unwrapOk2(await proposeTrustChange(ctx, proposal));
  expect(await decideTrustChange(ctx, id, "approved")).toMatchObject({ ok: false, problem: { code: "trust/own-change" } });
  const self = withSystem(ctx, (tx) => run(tx, `INSERT INTO trust_decision VALUES ($1::uuid, $2::uuid, 'approved', 'user:ada', 'user:ada', now())`, ctx.systemId, id));
  await expect(self).rejects.toThrow(/trust_decision_approver_is_not_requester/);
  await ground.work();
  expect((await verdicts(ctx)).some((one) => one.state === "verified")).toBe(false);
  expect(unwrapOk(await decideTrustChange({ ...ctx, actor: person("ben") }, id, "approved"))).toEqual({ version: 2 });
  await ground.work();
  expect((await verdicts(ctx)).every((one) => one.state === "verified")).toBe(true);
  const after = (await readSystem(ctx, (tx) => rows<{ id: string }>(tx, `SELECT id FROM verification ORDER BY id`))).map(({ id: one }) => one);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after.length).toBe(2 * before.length);

  const alone = unwrapOk2(await proposeTrustChange(ctx, { settings: NO_TRUST, reason: "The key is lost", baseVersion: 2 }));
  expect(await proposeTrustChange(ctx, proposal)).toMatchObject({ ok: false, problem: [{ code: "trust/changed-meanwhile" }] });
  await ground.work();
  expect((await verdicts(ctx)).every((one) => one.state === "verified")).toBe(true);
  now = new Date(now.getTime() + 24 * 3_600_000);
  await ground.work();
  expect((await verdicts(ctx)).some((one) => one.state === "verified")).toBe(false);
  expect(await stateOf(ctx, HARDENED)).toMatchObject({ signature: "present" });
  expect(await decideTrustChange({ ...ctx, actor: person("ben") }, alone.id, "refused")).toMatchObject({ ok: false, problem: { code: "trust/not-found" } });
});

test("asked again a day later, verdicts that say the same add no row", async () => {
  const ctx = await system("nightly");
  unwrapOk2(await setFirstTrust(ctx, TRUST));
  await upload(ctx, HARDENED, ...IMAGE_FILES, ...SIGNED);
  await ground.work();
  const count = async () => (await readSystem(ctx, (tx) => rows<{ n: number; checked: Date }>(tx, `SELECT (SELECT count(*)::int FROM verification) AS n, (SELECT min(checked_at) FROM signed_document) AS checked`)))[0];
  const first = await count();
  now = new Date(now.getTime() + 25 * 3_600_000);
  await ground.work();
  expect(await count()).toEqual({ n: first?.n, checked: now });
});

test("settings that match more than they seem to, name a root nobody holds, or come second are refused", async () => {
  const ctx = await system("refused");
  const rule = { id: "ci", name: "CI", signer: { type: "identity", issuer: "https://token.actions.githubusercontent.com", subject: { type: "pattern", value: "https://github.com/acme/.*" } } };
  expect(await setFirstTrust(ctx, { rules: [rule], acceptUnsignedFrom: [] })).toMatchObject({ ok: false, problem: [{ at: "/rules/0/signer/subject" }] });
  expect(await setFirstTrust(ctx, { rules: [], acceptUnsignedFrom: [], surprise: 1 })).toMatchObject({ ok: false, problem: [{ code: "trust/shape" }] });
  const root = { ...NO_TRUST, roots: [{ name: "ours", sha256: "a".repeat(64) }] };
  expect(await proposeTrustChange(ctx, { settings: root, reason: "x", baseVersion: 1 })).toMatchObject({ ok: false, problem: [{ code: "trust/root-not-held" }] });
  unwrapOk2(await setFirstTrust(ctx, TRUST));
  expect(await setFirstTrust(ctx, NO_TRUST)).toMatchObject({ ok: false, problem: [{ code: "trust/not-first" }] });
});

function unwrapOk2<T>(result: { ok: true; value: T } | { ok: false; problem: { code: string; detail: string }[] }): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.problem));
}
