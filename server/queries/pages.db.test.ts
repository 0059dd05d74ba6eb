import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../auth/principal";
import { sampleImage, type SampleFile } from "../services/ingest/sample-image";
import { handIn, leadOf, startTestApp, tokenFor } from "../../tests/setup/test-app";
import { openStore, type Store } from "../store";
import { digestConfiguration } from "./digest-configuration";
import { digestControls } from "./digest-controls";
import { digestEvidence } from "./digest-evidence";
import { digestHistory, historyList } from "./digest-history";
import { digestPackages } from "./digest-packages";
import { digestSummary } from "./digest-summary";
import { digestVulnerabilities } from "./digest-vulnerabilities";
import { buildList } from "./builds";
import { slaColumn } from "./clocks";
import { CursorError } from "./cursor";
import { findingList } from "./findings";
import { evidenceFile } from "./evidence-file";
import { evidenceRegister } from "./evidence-register";
import { imagePage } from "./image-page";
import { imagesPage } from "./images-page";
import { overviewPage } from "./overview-page";
import { receiptsPage } from "./receipts-page";
import { resolveDigest } from "./resolve-digest";
import { searchFilters } from "../../contracts/search";
import { compareSuggestions } from "./compare/suggestions";
import { search } from "./search";
import { shellFrame } from "./shell-frame";
import { slaPage } from "./sla-page";

const MOST_QUERIES = 12;
const NAME = "registry.example/payments/api";
const image = sampleImage();
const ask = { digest: image.manifest.claimed };
const paged = { limit: 100 };

let app: Awaited<ReturnType<typeof startTestApp>>;
let store: Store;
let ctx: Ctx;
let other: Ctx;
let asked: string[] = [];

async function upload(system: string, systemId: string, files: Record<string, SampleFile>): Promise<void> {
  const token = await tokenFor(systemId, "ingest");
  for (const file of Object.values(files)) await handIn(token, system, { image: `${NAME}:1.4`, digest: file.claimed, filename: file.name }, file.bytes);
}

beforeAll(async () => {
  app = await startTestApp();
  store = openStore(app.database.webUrl, "web", { onQuery: (sql) => asked.push(sql) });
  ctx = leadOf(store, await app.system("one"), "one");
  other = leadOf(store, await app.system("two"), "two");
  await upload("one", ctx.systemId, image);
  await app.work();
});

afterAll(async () => {
  await store?.close();
  await app?.stop();
});

const pages: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  frame: shellFrame,
  overview: overviewPage,
  images: (c) => imagesPage(c, paged),
  image: (c) => imagePage(c, { image: NAME }),
  sla: (c) => slaPage(c),
  evidence: (c) => evidenceRegister(c, paged),
  file: (c) => evidenceFile(c, { sha256: image.sbom.sha256 }),
  receipts: (c) => receiptsPage(c, paged),
  search: (c) => search(c, searchFilters.parse({ q: "CVE-2024-1111" })),
  "search of a package": (c) => search(c, searchFilters.parse({ q: "pkg:golang/golang.org/x/net" })),
  "search of nothing there": (c) => search(c, searchFilters.parse({ q: "no-such-thing" })),
  "compare, choosing": (c) => compareSuggestions(c, null),
  "digest summary": (c) => digestSummary(c, ask),
  "digest vulnerabilities": (c) => digestVulnerabilities(c, ask, paged),
  "digest packages": (c) => digestPackages(c, ask, paged),
  "digest configuration": (c) => digestConfiguration(c, ask),
  "digest controls": (c) => digestControls(c, ask),
  "digest evidence": (c) => digestEvidence(c, ask),
  "digest history": (c) => digestHistory(c, ask),
};

/** Statements that read something: opening and closing the transaction and naming the system are not counted. */
async function countQueries(run: () => Promise<unknown>): Promise<number> {
  asked = [];
  await run();
  return asked.filter((sql) => !/^\s*(?:BEGIN|COMMIT|SET |ROLLBACK|SELECT set_config)/i.test(sql)).length;
}

test("each page takes at most twelve statements, and as many with twice the data", async () => {
  const before = new Map<string, number>();
  for (const [name, page] of Object.entries(pages)) before.set(name, await countQueries(() => page(ctx)));
  for (const [name, count] of before) {
    expect(count, name).toBeGreaterThan(0);
    expect(count, name).toBeLessThanOrEqual(MOST_QUERIES);
  }
  await upload("one", ctx.systemId, sampleImage("-second"));
  await app.work();
  for (const [name, page] of Object.entries(pages)) expect(await countQueries(() => page(ctx)), name).toBe(before.get(name));
});

test("a report of checks is listed with its file, what failed first", async () => {
  const { readSystem } = await import("../store");
  const { checksOf } = await import("./evidence-checks");
  const lint = [
    { line: 3, code: "DL3008", message: "Pin versions", column: 1, file: "Dockerfile", level: "warning" },
    { line: 9, code: "DL3002", message: "Last user is root", column: 1, file: "Dockerfile", level: "error" },
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(lint));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await upload("one", ctx.systemId, { lint: { ...image.scan, name: "hadolint.json", bytes } });
  await app.work();
  const file = await evidenceFile(ctx, { sha256 });
  expect(file?.checks).toMatchObject([{ kind: "lint", tool: "hadolint", target: "Dockerfile", total: 2, totals: { warn: 1, fail: 1 }, results: [{ id: "DL3002", result: "fail" }, { id: "DL3008" }] }]);
  expect(await readSystem(other, (tx) => checksOf(tx, ctx.systemId, sha256))).toEqual([]);
});

test("another system sees none of it, by any page", async () => {
  for (const [name, page] of Object.entries(pages)) {
    const text = JSON.stringify(await page(other));
    for (const secret of [NAME, image.manifest.sha256, image.sbom.sha256, "libssl3"]) expect(text?.includes(secret) ?? false, `${name}: ${secret}`).toBe(false);
  }
});

test("the wall of the database stands without the permission check: a transaction of another system reads no row", async () => {
  const { readSystem, rows } = await import("../store");
  const tables = await rows<{ name: string }>(store.prisma, `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'system_id'`);
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables.filter(({ name }) => !["membership", "api_token"].includes(name))) {
    const found = await readSystem(other, (tx) => rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM "${name}" WHERE system_id = $1::uuid`, ctx.systemId));
    expect(found[0]?.n, name).toBe(0);
  }
});

test("the summary of a digest shows what its evaluation says, with evidence behind it", async () => {
  const tab = await digestSummary(ctx, ask);
  expect(tab?.header.verdict?.sentence).toBeTruthy();
  expect(tab?.header.tabs).toMatchObject({ vulnerabilities: 2, packages: 3 });
  expect(tab?.header.builtAt).toBe("2026-11-18T08:00:00Z");
  expect(tab?.urgent.map(({ vulnerability }) => vulnerability)).toEqual(["CVE-2024-1111", "CVE-2024-2222"]);
  expect(tab?.shape?.table.length).toBeGreaterThan(0);
  expect(tab?.evidence.every(({ id }) => id !== null)).toBe(true);
  expect(tab?.builds.find(({ digest }) => digest === ask.digest)?.now).toMatchObject({ high: 1, medium: 1 });
});

test("a digest is shown as it was known before anything had arrived", async () => {
  const then = { ...ask, asOf: "2026-11-20T12:00:00.000Z" };
  const now = await digestVulnerabilities(ctx, ask, paged);
  const same = await digestVulnerabilities(ctx, then, paged);
  expect(same?.items.map(({ vulnerability }) => vulnerability)).toEqual(now?.items.map(({ vulnerability }) => vulnerability));
  const before = await digestVulnerabilities(ctx, { ...ask, asOf: "2026-11-19T00:00:00.000Z" }, paged);
  expect(before?.items).toEqual([]);
  expect(before?.header.detail.evaluation?.verdict.result).not.toBe("pass");
  expect(before?.scans).toEqual([]);
  expect(before?.header.tabs).toMatchObject({ vulnerabilities: 0, evidence: 0 });
});

test("before anything had arrived no tab shows what came later", async () => {
  const before = { ...ask, asOf: "2026-11-19T00:00:00.000Z" };
  expect((await digestEvidence(ctx, before))?.items).toEqual([]);
  expect((await digestPackages(ctx, before, paged))?.sboms).toEqual([]);
  expect((await digestConfiguration(ctx, before))?.config).toBeNull();
  expect((await digestHistory(ctx, before))?.items).toEqual([]);
  expect((await digestEvidence(ctx, { ...ask, asOf: "2026-11-20T12:00:00.000Z" }))?.items.length).toBe((await digestEvidence(ctx, ask))?.items.length);
});

test("findings by deadline come page by page in one order, each once, and a cursor of the other order is refused", async () => {
  const all = await findingList(ctx, ask, { limit: 100, sort: "due" });
  const names = (page: typeof all) => page?.items.map(({ vulnerability }) => vulnerability) ?? [];
  const first = await findingList(ctx, ask, { limit: 1, sort: "due" });
  const second = await findingList(ctx, ask, { limit: 1, sort: "due", cursor: first?.nextCursor ?? "" });
  expect([...names(first), ...names(second)]).toEqual(names(all));
  const due = all?.items.map(({ clock }) => clock.dueAt ?? "9") ?? [];
  expect(due).toEqual(due.toSorted());
  await expect(findingList(ctx, ask, { limit: 1, cursor: first?.nextCursor ?? "" })).rejects.toThrow(CursorError);
});

test("events about a digest and builds of a line are lists of their own, and nothing to another system", async () => {
  const events = await historyList(ctx, ask, { limit: 2 });
  expect(events?.items.length).toBe(2);
  const next = await historyList(ctx, ask, { limit: 2, cursor: events?.nextCursor ?? "" });
  expect(Number(next?.items[0]?.seq)).toBeLessThan(Number(events?.items[1]?.seq));
  expect((await buildList(ctx, { image: NAME }, { limit: 10 }))?.items.map(({ digest }) => digest)).toContain(ask.digest);
  expect(await historyList(other, ask, { limit: 2 })).toBeNull();
  expect(await buildList(other, { image: NAME }, { limit: 10 })).toBeNull();
});

test("a digest is found by twelve digits of it, and not by eleven or by one too many", async () => {
  const hex = image.manifest.sha256;
  expect(await resolveDigest(ctx, hex.slice(0, 12))).toEqual({ digest: ask.digest, exact: false });
  expect(await resolveDigest(ctx, ask.digest)).toEqual({ digest: ask.digest, exact: true });
  expect(await resolveDigest(ctx, hex.slice(0, 11))).toBeNull();
  expect(await resolveDigest(ctx, `${hex}0`)).toBeNull();
  expect(await resolveDigest(other, hex)).toBeNull();
});

test("a column of the board comes page by page, as many as the board counts, and a line counts what it owes", async () => {
  const board = await slaPage(ctx);
  for (const { bucket, total } of board.buckets) {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await slaColumn(ctx, { due: bucket, limit: 1, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect([bucket, new Set(ids).size, ids.length]).toEqual([bucket, total, total]);
  }
  const lines = (await imagesPage(ctx, paged)).items;
  expect(lines.reduce((sum, { breached }) => sum + breached, 0)).toBe(board.ladder.breached);
});
