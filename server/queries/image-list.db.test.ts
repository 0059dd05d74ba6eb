import { afterAll, beforeAll, expect, test } from "vitest";
import { IMAGE_SORTS, imageFilters, type ImageFacet, type ImageFilters, type ImageRow } from "../../contracts/image";
import { startTestApp } from "../../tests/setup/test-app";
import type { Ctx } from "../auth/principal";
import { openStore, sha256Hex, withSystem, type Store } from "../store";
import { CursorError } from "./cursor";
import { imageList, imagesPage } from "./images-page";

let app: Awaited<ReturnType<typeof startTestApp>>;
let store: Store;
let ctx: Ctx;
let asked = 0;

const ask = (given: Record<string, unknown> = {}): ImageFilters => imageFilters.parse(given);

/** What a line is made of here; undefined stands for what nobody knows of it. */
interface Made {
  name: string;
  owner?: string;
  verdict?: "fail" | "needs_evidence" | "manual" | "pass";
  critical?: number;
  signature?: "verified" | "missing";
  /** Controls of the framework "cis" that fail. */
  failing?: number;
  environment?: string;
  /** Day of November 2026 its current digest was first seen; none without it. */
  day?: number;
}

const MADE: Made[] = [
  { name: "a/none" },
  { name: "a/unscanned", owner: "red", day: 1 },
  { name: "b/fails", owner: "red", verdict: "fail", critical: 3, signature: "missing", failing: 2, environment: "production", day: 2 },
  { name: "b/fails-too", owner: "blue", verdict: "fail", critical: 3, signature: "verified", failing: 1, day: 3 },
  { name: "c/needs", verdict: "needs_evidence", critical: 0, signature: "missing", failing: 0, environment: "production", day: 3 },
  { name: "d/passes", owner: "blue", verdict: "pass", critical: 0, signature: "verified", failing: 0, environment: "staging", day: 5 },
  { name: "D/passes", owner: "Blue", verdict: "pass", critical: 11, signature: "verified", failing: 0, day: 6 },
];

async function make(made: readonly Made[]): Promise<void> {
  await withSystem({ ...ctx, store: app.store }, async (tx) => {
    for (const { name, owner, verdict, critical, signature, failing, environment, day } of made) {
      const [image] = await tx.$queryRaw<{ id: string }[]>`INSERT INTO image (system_id, id, name, owner_team, created_at) VALUES (${ctx.systemId}::uuid, gen_random_uuid(), ${name}, ${owner ?? null}, now()) RETURNING id::text AS id`;
      if (!image || day === undefined) continue;
      const sha256 = sha256Hex(name);
      const open = { critical, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };
      const rollup = verdict && {
        imageId: image.id, verdict: { result: verdict, sentence: "", basis: "" }, counts: { components: 1, findings: { raw: open, afterVex: open, open } },
        seals: [{ kind: "signature", state: signature, stateWords: "" }], ladder: { breached: 0, within24h: 0, within7d: 0, later: 0, accepted: 0, noClock: 0 },
        frameworks: [{ id: "cis", title: "CIS", version: "1", worst: failing ? "fail" : "pass", counts: { pass: 2, fail: failing, not_applicable: 0, needs_evidence: 0, manual: 0 } }],
      };
      const at = new Date(Date.UTC(2026, 10, day));
      await tx.$executeRaw`INSERT INTO digest (system_id, sha256, kind, first_seen_at, rollup) VALUES (${ctx.systemId}::uuid, ${sha256}, 'manifest', ${at}, ${rollup ? JSON.stringify(rollup) : null}::jsonb)`;
      await tx.$executeRaw`INSERT INTO image_digest (system_id, image_id, digest, first_seen_at) VALUES (${ctx.systemId}::uuid, ${image.id}::uuid, ${sha256}, ${at})`;
      if (environment) await tx.$executeRaw`INSERT INTO deployment (system_id, id, image_id, digest, environment, from_at, source) VALUES (${ctx.systemId}::uuid, gen_random_uuid(), ${image.id}::uuid, ${sha256}, ${environment}, now(), 'test')`;
    }
  });
}

async function byPages(given: Record<string, unknown>, limit: number): Promise<ImageRow[]> {
  const found: ImageRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await imageList(ctx, ask({ ...given, limit, ...(cursor ? { cursor } : {}) }));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

const names = (rows: readonly ImageRow[]): string[] => rows.map(({ name }) => name);

beforeAll(async () => {
  app = await startTestApp();
  store = openStore(app.database.webUrl, "web", { onQuery: (sql) => (asked += /^\s*(?:BEGIN|COMMIT|SET |ROLLBACK|SELECT set_config)/i.test(sql) ? 0 : 1) });
  const systemId = await app.system("one");
  ctx = {
    systemId, store, role: "lead", actor: { kind: "user", id: "u", name: "u@example.test" }, system: { id: systemId, name: "one", title: "one", sample: false },
    principal: { kind: "user", id: "u", name: "U", email: "u@example.test", isAdmin: true, sessionId: "s" },
  };
  await make(MADE);
});

afterAll(async () => {
  await store?.close();
  await app?.stop();
});

test("the worst, the most, the newest come first, names from A, and what is unknown comes last either way", async () => {
  const order = async (sort: string) => names((await imageList(ctx, ask({ sort }))).items);
  expect(await order("name")).toEqual(["D/passes", "a/none", "a/unscanned", "b/fails", "b/fails-too", "c/needs", "d/passes"]);
  expect(await order("state")).toEqual(["b/fails", "b/fails-too", "c/needs", "D/passes", "d/passes", "a/none", "a/unscanned"]);
  expect(await order("-state")).toEqual(["D/passes", "d/passes", "c/needs", "b/fails", "b/fails-too", "a/none", "a/unscanned"]);
  expect(await order("open")).toEqual(["D/passes", "b/fails", "b/fails-too", "c/needs", "d/passes", "a/none", "a/unscanned"]);
  expect(await order("seals")).toEqual(["b/fails", "c/needs", "D/passes", "b/fails-too", "d/passes", "a/none", "a/unscanned"]);
  expect(await order("controls")).toEqual(["b/fails", "b/fails-too", "D/passes", "c/needs", "d/passes", "a/none", "a/unscanned"]);
  expect(await order("seen")).toEqual(["D/passes", "d/passes", "b/fails-too", "c/needs", "b/fails", "a/unscanned", "a/none"]);
  expect(await order("owner")).toEqual(["D/passes", "b/fails-too", "d/passes", "a/unscanned", "b/fails", "a/none", "c/needs"]);
});

test("page by page every order gives each line once, whatever the size of a page", async () => {
  for (const sort of [...IMAGE_SORTS, ...IMAGE_SORTS.map((name) => `-${name}`)]) {
    const whole = names((await imageList(ctx, ask({ sort }))).items);
    for (const limit of [1, 2, 3]) expect(names(await byPages({ sort }, limit)), `${sort} by ${limit}`).toEqual(whole);
  }
});

test("a cursor is of one order and refused by another", async () => {
  const { nextCursor } = await imageList(ctx, ask({ sort: "open", limit: 1 }));
  await expect(imageList(ctx, ask({ sort: "-open", limit: 1, cursor: nextCursor }))).rejects.toThrow(CursorError);
  await expect(imageList(ctx, ask({ limit: 1, cursor: nextCursor }))).rejects.toThrow(CursorError);
});

test("each facet counts what the other filters leave, so that every choice keeps its promise", async () => {
  const all: Record<ImageFacet, [string, number][]> = {
    status: [["fail", 2], ["pass", 2], ["unevaluated", 2], ["needs_evidence", 1]],
    owner: [["blue", 2], ["none", 2], ["red", 2], ["Blue", 1]],
    environment: [["production", 2], ["staging", 1]],
    signature: [["verified", 3], ["missing", 2], ["unevaluated", 2]],
    framework: [["cis", 2]],
  };
  const plain = await imagesPage(ctx, ask());
  for (const [facet, want] of Object.entries(all)) expect(plain.facets[facet as ImageFacet].map(({ value, count }) => [value, count]), facet).toEqual(want);
  expect(plain.facets.framework[0]?.title).toBe("CIS 1");
  for (const given of [{}, { owner: "blue" }, { status: "fail", q: "fails" }, { environment: "production", signature: "missing" }, { framework: "cis" }, { owner: "none" }]) {
    const page = await imagesPage(ctx, ask(given));
    expect(page.total, JSON.stringify(given)).toBe(page.items.length);
    for (const [facet, values] of Object.entries(page.facets)) {
      for (const { value, count } of values) expect((await imageList(ctx, ask({ ...given, [facet]: value }))).items.length, `${JSON.stringify(given)}, ${facet} ${value}`).toBe(count);
    }
  }
});

test("filters and orders work together, page by page", async () => {
  expect(names(await byPages({ status: "fail", sort: "-name" }, 1))).toEqual(["b/fails-too", "b/fails"]);
  expect(names(await byPages({ signature: "verified", sort: "open" }, 1))).toEqual(["D/passes", "b/fails-too", "d/passes"]);
});

test("the page takes the same number of statements with three hundred lines as with seven", async () => {
  const count = async (filters: ImageFilters) => {
    asked = 0;
    const page = await imagesPage(ctx, filters);
    return { asked, total: page.total };
  };
  const filters = ask({ sort: "open", owner: "blue" });
  const before = await count(filters);
  await make(Array.from({ length: 300 }, (_, index) => ({ name: `z/${index}`, owner: index % 2 ? "blue" : "red", verdict: "fail" as const, critical: index % 7, signature: "verified" as const, failing: 1, day: 9 })));
  const after = await count(filters);
  expect(after.total).toBe(before.total + 150);
  expect(after.asked).toBe(before.asked);
  expect(after.asked).toBeLessThanOrEqual(4);
  expect(new Set(names(await byPages({ sort: "-open" }, 50))).size).toBe(307);
});
