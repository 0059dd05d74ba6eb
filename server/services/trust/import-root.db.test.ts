import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import { NO_TRUST } from "../../../domain/verification/trust-settings";
import { asBundle, DIGEST, forge } from "../../../tests/conformance/forge/documents";
import { RULE } from "../../../tests/conformance/forge/alteration";
import { untouched } from "../../../tests/conformance/forge/alterations";
import { newWorld, rootJson } from "../../../tests/conformance/forge/world";
import { createTestDatabase, type TestDatabase } from "../../../tests/setup/test-database";
import { verifyFile } from "../../jobs/verify-file";
import { loadRoots, loadTrust } from "../../queries/trust";
import { openStore, readSystem, rows, type Actor, type Store, type SystemContext } from "../../store";
import { ensureSystem } from "../ensure-default-system";
import { decideTrustChange } from "./decide-trust-change";
import { importRoot, type ImportedTrustRoot, type RootImport } from "./import-root";
import { proposeTrustChange } from "./propose-trust-change";

const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
const bytes = Buffer.from(JSON.stringify(rootJson(worlds.ours)));
const NOW = "2026-03-02T00:00:00Z";

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createTestDatabase();
  store = openStore(database.webUrl, "web");
});

afterAll(async () => {
  await store?.close();
  await database?.drop();
});

const person = (id: string): Actor => ({ kind: "user", id, name: id });
const given = (changes: Partial<RootImport> = {}): RootImport => ({ name: "private", bytes, source: "file root.json", reason: "our own authority", ...changes });

function held(done: Awaited<ReturnType<typeof importRoot>>): ImportedTrustRoot {
  if (!done.ok) throw new Error(done.problem.map(({ code }) => code).join(", "));
  return done.value;
}

async function system(name: string): Promise<SystemContext> {
  return { systemId: await ensureSystem(database.migratorUrl, { name, title: name, sample: false }), store, actor: person("ada") };
}

const believed = (ctx: SystemContext) =>
  readSystem(ctx, async (tx) => {
    const { version, settings } = await loadTrust(tx, ctx.systemId, new Date(Date.now() + 60_000).toISOString());
    return { version, settings, roots: await loadRoots(tx, ctx.systemId, settings) };
  });

/** What a bundle of our own infrastructure comes to under the roots in force, with a rule that means the root "private". */
async function verdictUnder(ctx: SystemContext, root: string): Promise<string | undefined> {
  const { roots } = await believed(ctx);
  const policy = { id: "p", rules: [{ ...RULE, signer: { ...RULE.signer, root } as typeof RULE.signer }], acceptUnsignedFrom: [] };
  const document = asBundle(forge(untouched(worlds), "envelope")).bytes;
  const task = { bytes: document, kind: "sigstore-bundle" as const, beside: [], questions: [{ digest: DIGEST, image: "" }], policy, now: NOW };
  return verifyFile({ ...task, roots: roots.map((one) => ({ name: one.name, version: one.name, bytes: one.bytes })) })[0]?.verdict.state;
}

test("an imported root is held and changes nothing until somebody else approves it", async () => {
  const ctx = await system("roots");
  const { changeId } = held(await importRoot(ctx, given()));
  expect((await believed(ctx)).roots).toEqual([]);
  expect(await verdictUnder(ctx, "private")).not.toBe("verified");
  expect((await decideTrustChange(ctx, changeId ?? "", "approved")).ok).toBe(false);
  unwrapOk(await decideTrustChange({ ...ctx, actor: person("grace") }, changeId ?? "", "approved"));
  const { settings, roots } = await believed(ctx);
  expect(settings.roots.map(({ name }) => name)).toEqual(["private"]);
  expect(Buffer.from(roots[0]?.bytes ?? []).equals(bytes)).toBe(true);
  expect(await verdictUnder(ctx, "private")).toBe("verified");
});

test("a file does not take the name of the public-good root, which rules without a root mean", async () => {
  const ctx = await system("named-like-it");
  const { sha256 } = held(await importRoot(ctx, given()));
  const settings = { ...NO_TRUST, roots: [{ name: "public-good", sha256 }] };
  expect(await proposeTrustChange(ctx, { settings, reason: "x", baseVersion: 1 })).toMatchObject({ ok: false, problem: [{ code: "trust/root-not-vouched", at: "/roots/0/name" }] });
});

test("a private authority speaks for nobody whom a rule trusts under another root", async () => {
  const ctx = await system("roots");
  expect(await verdictUnder(ctx, "public-good")).not.toBe("verified");
});

test("the same root again adds nothing, whether it waits or is in force", async () => {
  const ctx = await system("again");
  const first = held(await importRoot(ctx, given()));
  expect(held(await importRoot(ctx, given()))).toEqual(first);
  unwrapOk(await decideTrustChange({ ...ctx, actor: person("grace") }, first.changeId ?? "", "approved"));
  expect(held(await importRoot(ctx, given()))).toEqual({ sha256: first.sha256, changeId: null });
  const kept = await readSystem(ctx, (tx) => rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM trust_root WHERE system_id = $1::uuid`, ctx.systemId));
  expect(kept).toEqual([{ n: 1 }]);
});

test("a newer root of the same name replaces the older one, and leaves the others", async () => {
  const ctx = await system("newer");
  const grace = { ...ctx, actor: person("grace") };
  for (const one of [given(), given({ name: "other" }), given({ bytes: Buffer.from(JSON.stringify(rootJson(worlds.theirs))) })]) {
    unwrapOk(await decideTrustChange(grace, held(await importRoot(ctx, one)).changeId ?? "", "approved"));
  }
  const { settings } = await believed(ctx);
  expect(settings.roots.map(({ name }) => name).toSorted()).toEqual(["other", "private"]);
  expect(new Set(settings.roots.map(({ sha256 }) => sha256)).size).toBe(2);
  expect(settings.rules).toEqual(NO_TRUST.rules);
});

test.each([
  ["verification/trust-root-type", { bytes: Buffer.from("{}") }],
  ["json/truncated", { bytes: bytes.subarray(0, 100) }],
  ["trust/root-too-large", { bytes: Buffer.alloc(1024 * 1024 + 1) }],
  ["trust/reason", { reason: " " }],
  ["trust/shape", { name: "No Name" }],
])("%s refuses an import, and nothing is in force", async (code, changes) => {
  const ctx = await system(`bad-${code.replace("/", "-")}`);
  const done = await importRoot(ctx, given(changes));
  expect(done.ok ? "imported" : done.problem.map((problem) => problem.code)).toEqual([code]);
  expect((await believed(ctx)).settings.roots).toEqual([]);
});
