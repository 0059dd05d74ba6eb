import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestDetail } from "../../contracts/digest";
import { expectationAhead, expectationDetail, expectationWritten, type ExpectationAhead, type ExpectationDetail } from "../../contracts/expectation";
import { NO_TRUST } from "../../domain/verification/trust-settings";
import { readSystem, rows } from "../store";
import { setFirstTrust } from "../services/trust/first-trust";
import { bearer, call, handIn, handlerOf, ORIGIN, signedIn, startTestApp, tokenFor } from "../../tests/setup/test-app";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
const BUILD = path.join(DEMO, "evidence/ledger-api/1.2.0");
const DIGEST = "sha256:e26d82ce21d00dd7214451f6a49aa84e68f370593c94909b7073b6535edc1091";
const IMAGE = "registry.example.test/payments/ledger-api";
const SOURCE = "https://git.example.test/payments/ledger-api";
const BUILDER = "https://builder.example.test/payments/release";
const KEY = readFileSync(path.join(DEMO, "cosign.pub"), "utf8");
const RULE = { id: "release-key", name: "Release key", signer: { type: "key" as const, pem: KEY, requireLog: false }, predicateTypes: null, images: null, validFrom: null, validTo: null };

let app: Awaited<ReturnType<typeof startTestApp>>;
let one = "";
let lead: Record<string, string> = {};
let viewer: Record<string, string> = {};

beforeAll(async () => {
  app = await startTestApp();
  one = await app.system("one");
  lead = { cookie: await signedIn("lead@example.test", { systemId: one, role: "lead" }), origin: ORIGIN };
  viewer = bearer(await tokenFor(one, "viewer"));
  const trusted = await setFirstTrust({ systemId: one, store: app.store, actor: { kind: "user", id: "ada", name: "Ada" } }, { ...NO_TRUST, rules: [RULE] });
  if (!trusted.ok) throw new Error(JSON.stringify(trusted.problem));
  for (const filename of ["manifest.json", "config.json", "provenance.dsse.json"]) {
    await handIn(await tokenFor(one, "ingest"), "one", { image: `${IMAGE}:1.2.0`, digest: DIGEST, filename }, readFileSync(path.join(BUILD, filename)));
  }
  await app.work();
});

afterAll(() => app?.stop());

async function ask(method: "GET" | "PUT" | "POST", headers: Record<string, string>, body?: unknown, image = IMAGE): Promise<{ status: number; body: unknown }> {
  const file = `api/v1/systems/[system]/images/[image]/expectation/${method === "POST" ? "preview/" : ""}route.ts`;
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await call(await handlerOf(file, method), `/api/v1/systems/one/images/${encodeURIComponent(image)}/expectation${method === "POST" ? "/preview" : ""}`, { method, headers, ...sent });
  return { status: answer.status, body: await answer.json() };
}
const shown = async (): Promise<ExpectationDetail> => expectationDetail.parse((await ask("GET", viewer)).body);
const put = (body: unknown, headers = lead, image = IMAGE) => ask("PUT", headers, body, image);
const look = async (body: unknown): Promise<ExpectationAhead> => expectationAhead.parse((await ask("POST", viewer, body)).body);
async function evaluated(): Promise<{ verdict: string | undefined; state: string | undefined; controls: (string | undefined)[] }> {
  const answer = await call(await handlerOf("api/v1/systems/[system]/digests/[digest]/route.ts", "GET"), `/api/v1/systems/one/digests/${DIGEST}`, { headers: viewer });
  const { evaluation } = digestDetail.parse(await answer.json());
  const list = await call(await handlerOf("api/v1/systems/[system]/digests/[digest]/controls/route.ts", "GET"), `/api/v1/systems/one/digests/${DIGEST}/controls?limit=200`, { headers: viewer });
  const { items } = (await list.json()) as { items: { control: string; outcome: string }[] };
  return { verdict: evaluation?.verdict.result, state: evaluation?.provenance?.expectations.state, controls: ["SI-7", "SR-3", "SA-15", "4.1.5"].map((id) => items.find(({ control }) => control === id)?.outcome) };
}

test("nothing is expected until a lead says it; then the digests are evaluated again, and a broken expectation fails its controls", async () => {
  expect(await shown()).toMatchObject({ image: IMAGE, version: 0, expected: { sourceRepository: null, minimumLevel: null }, history: [] });
  expect(await evaluated()).toMatchObject({ state: "none" });
  const wrong = await put({ sourceRepository: "https://git.example.test/payments/other", builderId: BUILDER, baseVersion: 0 });
  expect(expectationWritten.parse(wrong.body)).toMatchObject({ version: 1, changed: true, digests: 1 });
  await app.work();
  expect(await evaluated()).toEqual({ verdict: "fail", state: "violated", controls: ["fail", "fail", "needs_evidence", "fail"] });
  const right = await put({ sourceRepository: SOURCE, builderId: BUILDER, baseVersion: 1 });
  expect(right).toMatchObject({ status: 200, body: { version: 2 } });
  await app.work();
  expect(await evaluated()).toMatchObject({ state: "met", controls: ["needs_evidence", "needs_evidence", "needs_evidence", "needs_evidence"] });
  expect((await shown()).history.map(({ version, author }) => [version, author])).toEqual([[2, "lead@example.test"], [1, "lead@example.test"]]);
  const audit = await readSystem({ systemId: one, store: app.store, actor: { kind: "user", id: "x", name: "x" } }, (tx) => rows<{ object: string }>(tx, `SELECT object FROM audit_event WHERE action = 'image.provenance-expected'`));
  expect(audit).toEqual([{ object: `image/${IMAGE}` }, { object: `image/${IMAGE}` }]);
});

test("a change written against an older version is refused; the same words again are not", async () => {
  const { version } = await shown();
  expect(await put({ builderId: "https://ci.example.org", baseVersion: version - 1 })).toMatchObject({ status: 409, body: { code: "expect/changed-meanwhile", pointer: "/baseVersion" } });
  expect(await put({ sourceRepository: SOURCE, builderId: BUILDER, baseVersion: version - 1 })).toMatchObject({ status: 200, body: { version, changed: false, digests: 0 } });
});

test("who only reads may look ahead and change nothing, and a limited token speaks for its images alone", async () => {
  expect(await put({ baseVersion: 0 }, viewer)).toMatchObject({ status: 403 });
  const limited = bearer(await tokenFor(one, "owner", { imageGlob: "registry.example.test/other/*" }));
  expect(await put({ baseVersion: 0 }, limited)).toMatchObject({ status: 403, body: { code: "access/forbidden" } });
  expect(await put({ baseVersion: 0 }, { ...lead, origin: "https://evil.example" })).toMatchObject({ status: 403, body: { code: "access/cross-site" } });
});

test("bad input is refused with its place, and makes no line", async () => {
  const problem = async (body: unknown) => (await put(body)).body;
  expect(await problem("{")).toMatchObject({ status: 400, code: "request/invalid" });
  expect(await problem({ builderId: BUILDER })).toMatchObject({ status: 400, pointer: "/baseVersion" });
  expect(await problem({ sourceRepo: SOURCE, baseVersion: 2 })).toMatchObject({ status: 400, detail: expect.stringContaining("sourceRepo") as string });
  expect(await problem({ minimumLevel: 4, baseVersion: 2 })).toMatchObject({ status: 400, pointer: "/minimumLevel" });
  expect(await problem({ ref: "x".repeat(513), sourceRepository: "nonsense", baseVersion: 2 })).toMatchObject({ code: "expect/repository", pointer: "/sourceRepository", errors: [{ pointer: "/sourceRepository" }, { pointer: "/ref" }] });
  expect(await problem({ workflow: "a\ud800", baseVersion: 2 })).toMatchObject({ code: "expect/characters" });
  expect(await problem({ workflow: "x".repeat(20_000), baseVersion: 2 })).toMatchObject({ status: 413, limit: { max: 16_384 } });
  const other = "registry.example.test/payments/unheard-of";
  expect(await put({ builderId: BUILDER, baseVersion: 0 }, lead, other)).toMatchObject({ status: 404 });
  expect(await ask("GET", viewer, undefined, other)).toMatchObject({ status: 404 });
  expect(await ask("POST", viewer, {}, other)).toMatchObject({ status: 404 });
});

test("looking ahead says what the current digest would meet and why not, which results change, and stores nothing", async () => {
  const before = await shown();
  const { ahead, problems } = await look({ sourceRepository: SOURCE, builderId: "https://ci.example.org", minimumLevel: 3 });
  expect(problems).toEqual([]);
  expect(ahead).toMatchObject({ digest: DIGEST, verdict: { after: "fail" }, expectations: { state: "violated" }, stated: { proven: true, expected: { sourceRepository: SOURCE, builderId: BUILDER } } });
  expect(ahead?.expectations.points.map(({ what, state }) => [what, state])).toEqual([["source repository", "met"], ["builder", "violated"], ["build level", "violated"]]);
  expect(ahead?.changes.map(({ control, after }) => [control, after])).toEqual(expect.arrayContaining([["SI-7", "fail"], ["SA-15", "fail"], ["4.1.5", "fail"]]));
  expect(await look({ sourceRepository: " " })).toMatchObject({ ahead: null, problems: [{ code: "expect/empty", at: "/sourceRepository" }] });
  expect((await look({})).ahead).toMatchObject({ expectations: { state: "none" } });
  expect(await shown()).toEqual(before);
});
