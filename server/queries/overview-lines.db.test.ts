import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImageRow } from "../../contracts/image";
import { imageFilters } from "../../contracts/image";
import type { OverviewPage } from "../../contracts/pages";
import { leadOf, startTestApp } from "../../tests/setup/test-app";
import type { Ctx } from "../auth/principal";
import { clock } from "../clock";
import { openStore, run, withSystem, type Store } from "../store";
import { imageList } from "./images-page";
import { overviewPage } from "./overview-page";
import { slaColumn } from "./clocks";
import { slaPage } from "./sla-page";

const NOW = new Date("2026-11-20T12:00:00.000Z");
/** More lines than any page or old bound held. */
const LINES = 2_345;
let app: Awaited<ReturnType<typeof startTestApp>>;
let store: Store;
let ctx: Ctx;
let asked = 0;

const counts = (n: string): string => `jsonb_build_object('critical', ${n} % 3, 'high', ${n} % 5, 'medium', ${n} % 7, 'low', 0, 'negligible', 0, 'none', 0, 'unknown', 1)`;

/** Lines from..to with a digest each and what evaluation leaves, in all its states; every ninth was not evaluated, every eleventh has no digest. */
async function make(from: number, to: number): Promise<void> {
  const series = `FROM generate_series(${from}, ${to}) n`;
  const image = "('aaaa' || lpad(to_hex(n), 28, '0'))::uuid";
  const sha256 = "encode(sha256(n::text::bytea), 'hex')";
  const framework = (id: string, step: number): string => `jsonb_build_object('id', '${id}', 'title', '${id} as line ' || n % 4 || ' has it', 'version', '1', 'worst', (ARRAY['pass', 'fail', 'manual', 'needs_evidence', 'not_applicable'])[1 + n / ${step} % 5],
    'counts', jsonb_build_object('pass', n % 4, 'fail', n % 2, 'not_applicable', 1, 'needs_evidence', n % 3, 'manual', 0))`;
  const seal = (kind: string, step: number): string => `jsonb_build_object('kind', '${kind}', 'state', (ARRAY['verified', 'present', 'missing', 'failed'])[1 + n / ${step} % 4], 'stateWords', 'x')`;
  await withSystem({ ...ctx, store: app.store }, async (tx) => {
    await run(tx, `INSERT INTO image (system_id, id, name, created_at) SELECT $1::uuid, ${image}, CASE n % 2 WHEN 0 THEN 'B/' ELSE 'a/' END || n, now() ${series}`, ctx.systemId);
    await run(
      tx,
      `INSERT INTO digest (system_id, sha256, kind, first_seen_at, rollup) SELECT $1::uuid, ${sha256}, 'manifest', now(), CASE WHEN n % 9 <> 0 THEN jsonb_build_object('imageId', ${image}::text,
         'verdict', jsonb_build_object('result', (ARRAY['fail', 'needs_evidence', 'manual', 'pass'])[1 + n % 4], 'sentence', '', 'basis', ''),
         'counts', jsonb_build_object('components', 1, 'findings', jsonb_build_object('raw', ${counts("n")}, 'afterVex', ${counts("n")}, 'open', ${counts("n")})),
         'seals', CASE WHEN n % 13 = 0 THEN '"none"'::jsonb ELSE jsonb_build_array(${seal("signature", 1)}, ${seal("sbom", 3)}, ${seal("scan", 7)}) END,
         'frameworks', CASE WHEN n % 6 = 0 THEN jsonb_build_array(${framework("nist", 2)}) ELSE jsonb_build_array(${framework("cis", 1)}, ${framework("nist", 2)}) END) END ${series} WHERE n % 11 <> 0`,
      ctx.systemId,
    );
    await run(tx, `INSERT INTO image_digest (system_id, image_id, digest, first_seen_at) SELECT $1::uuid, ${image}, ${sha256}, now() ${series} WHERE n % 11 <> 0`, ctx.systemId);
    await run(tx, `INSERT INTO image_tag (system_id, image_id, tag, digest, from_at) SELECT $1::uuid, ${image}, 'v', ${sha256}, now() ${series} WHERE n % 11 <> 0 AND n % 3 = 0`, ctx.systemId);
    await run(tx, `INSERT INTO deployment (system_id, id, image_id, digest, environment, from_at, source) SELECT $1::uuid, gen_random_uuid(), ${image}, ${sha256}, 'production', now(), 'test' ${series} WHERE n % 11 <> 0 AND n % 10 = 0`, ctx.systemId);
  });
  const owner = openStore(app.database.migratorUrl, "migrator", { max: 1 });
  await owner.prisma.$executeRawUnsafe(
    `INSERT INTO patch_sla (system_id, id, image_id, vulnerability, aliases, package_key, package_name, severity, severity_rank, digest, start_basis, due_at, stopped_at, state, rule, rule_version, inputs, computed_at)
     SELECT '${ctx.systemId}', gen_random_uuid(), ${image}, 'CVE-2026-' || k, '{}', 'deb/x', 'x', 'high', 1, ${sha256}, 'first seen', CASE WHEN k % 5 <> 0 THEN timestamptz '${NOW.toISOString()}' + (k - 3.5) * interval '30 hours' END,
       CASE WHEN k % 4 = 1 THEN timestamptz '${NOW.toISOString()}' - k * interval '9 days' END, CASE WHEN k % 4 = 1 THEN 'met' WHEN k = 6 THEN 'excepted' ELSE 'within' END, 'r', 1, '{}', now()
     ${series}, generate_series(1, 12) k WHERE n % 7 = 0 AND k <= n % 13`,
  );
  await owner.close();
}

beforeAll(async () => {
  clock.now = () => NOW;
  app = await startTestApp();
  store = openStore(app.database.webUrl, "web", { onQuery: () => (asked += 1) });
  ctx = leadOf(store, await app.system("one"), "one");
  await make(1, 40);
});

afterAll(async () => {
  await store?.close();
  await app?.stop();
});

/** What the page has to say, from whole lines one by one. */
function summed(lines: readonly ImageRow[]): Pick<OverviewPage, "frameworks" | "freshness" | "open"> & { unevaluated: number; unscanned: number; breached: number; worst: string[] } {
  const open = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };
  const freshness = (["signature", "provenance", "sbom", "scan", "vex"] as const).map((kind) => ({ kind, verified: 0, present: 0, missing: 0, failed: 0 }));
  const frameworks = new Map<string, OverviewPage["frameworks"][number]>();
  const order = ["not_applicable", "pass", "manual", "needs_evidence", "fail"];
  for (const { current } of lines) {
    if (!current) continue;
    for (const name of Object.keys(open) as (keyof typeof open)[]) open[name] += current.open?.[name] ?? 0;
    for (const sum of freshness) sum[current.seals.find(({ kind }) => kind === sum.kind)?.state ?? "missing"] += 1;
    for (const one of current.frameworks) {
      const sum = frameworks.get(one.id) ?? { ...one, counts: { pass: 0, fail: 0, not_applicable: 0, needs_evidence: 0, manual: 0 }, lines: 0 };
      for (const name of Object.keys(sum.counts) as (keyof typeof sum.counts)[]) sum.counts[name] += one.counts[name];
      if (order.indexOf(one.worst) > order.indexOf(sum.worst)) sum.worst = one.worst;
      sum.lines += 1;
      frameworks.set(one.id, sum);
    }
  }
  const rank = ({ current }: ImageRow) => ["fail", "needs_evidence", "manual", "pass"].indexOf(current?.verdict?.result ?? "needs_evidence");
  return {
    open, freshness, frameworks: [...frameworks.values()],
    unscanned: lines.filter(({ current, breached }) => breached === 0 && current?.verdict && !current.seals.some(({ kind, state }) => kind === "scan" && (state === "verified" || state === "present"))).length,
    unevaluated: lines.filter(({ current }) => !current?.verdict).length,
    breached: lines.filter(({ breached }) => breached > 0).length,
    worst: lines.toSorted((a, b) => b.breached - a.breached || rank(a) - rank(b) || (a.name < b.name ? -1 : 1)).slice(0, 20).map(({ name }) => name),
  };
}

async function allLines(): Promise<ImageRow[]> {
  const lines: ImageRow[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Awaited<ReturnType<typeof imageList>> = await imageList(ctx, imageFilters.parse({ limit: 500, ...(cursor ? { cursor } : {}) }));
    lines.push(...page.items);
    cursor = page.nextCursor;
  }
  return lines;
}

async function compare(): Promise<void> {
  const [page, lines] = [await overviewPage(ctx), await allLines()];
  const want = summed(lines);
  expect(page.current).toMatchObject({ lines: lines.length, unevaluated: want.unevaluated, unscanned: want.unscanned, breachedLines: want.breached });
  expect(page.open).toEqual(want.open);
  expect(page.freshness).toEqual(want.freshness);
  expect(page.frameworks).toEqual(want.frameworks);
  expect(page.lines.map(({ name }) => name)).toEqual(want.worst);
  expect(page.lines).toEqual(page.lines.map(({ name }) => lines.find((line) => line.name === name)));
  expect(page.ladder.breached).toBe(lines.reduce((sum, { breached }) => sum + breached, 0));
  const by = (basis: ImageRow["currentBasis"]) => lines.filter(({ currentBasis }) => currentBasis === basis).length;
  expect(page.current.basis).toBe(`${by("deployment")} deployed, ${by("tag")} by what a tag last named, ${by("newest")} by the newest digest`);
  const burnt = page.burnDown.find(({ ahead, day }) => !ahead && day === "2026-11-20");
  expect(burnt?.breached).toBe(page.ladder.breached);
}

test("the overview says of all lines what they say one by one", compare);

test("beyond two thousand lines it is as right, with as many statements", async () => {
  asked = 0;
  await overviewPage(ctx);
  const before = asked;
  await make(41, LINES);
  asked = 0;
  expect((await overviewPage(ctx)).current.lines).toBe(LINES);
  expect(asked).toBe(before);
  await compare();
});

test("the board shows the same with and without a filter that leaves everything, each bucket as its table begins", async () => {
  const [board, filtered] = [await slaPage(ctx), await slaPage(ctx, { q: "CVE-2026" })];
  expect(filtered).toEqual(board);
  expect(board.ladder).toEqual((await overviewPage(ctx)).ladder);
  for (const { bucket, total, clocks } of board.buckets) {
    const column = await slaColumn(ctx, { due: bucket, limit: 50 });
    expect(clocks, bucket).toEqual(column.items);
    expect(total, bucket).toBeGreaterThan(50);
  }
  expect(board.owners.reduce((sum, { open }) => sum + open, 0)).toBe(board.ladder.breached + board.ladder.within24h + board.ladder.within7d + board.ladder.later);
});
