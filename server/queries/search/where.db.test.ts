import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../tests/setup/test-database";
import { withAdmin } from "../../embedded/roles";
import { ensureSystem } from "../../services/ensure-default-system";
import { openStore, readSystem, rows, type Store, type SystemContext } from "../../store";
import type { HitKind } from "./hits";
import { whereIs, whereSql } from "./where";

const DIGESTS = 400;
const uuid = (prefix: string, n: string): string => `('${prefix}' || lpad(to_hex(${n}), 28, '0'))::uuid`;
const hash = (n: string): string => `encode(sha256(('digest-' || ${n})::bytea), 'hex')`;
const PACKAGES = [1, 2, 3, 4].map((n) => `bbbb0000-0000-0000-0000-00000000000${n}`);

/**
 * Twenty lines and everything that makes a place special: digests in two lines or in none, lines with inventory, with
 * tags and with neither, indexes beside their platforms, digests that are no images, documents that are not bound,
 * digests with several versions, a version with two ids, packages that only a scan names, and all states of a finding.
 */
const SEED = [
  `INSERT INTO image (system_id, id, name, created_at) SELECT $1::uuid, ${uuid("aaaa", "n")}, 'registry.example/s-' || n, now() FROM generate_series(1, 20) n`,
  `INSERT INTO digest (system_id, sha256, kind, first_seen_at) SELECT $1::uuid, ${hash("n")}, CASE WHEN n % 29 = 0 THEN 'artifact' ELSE 'manifest' END, now() FROM generate_series(1, ${DIGESTS}) n`,
  `INSERT INTO image_digest (system_id, image_id, digest, first_seen_at)
   SELECT $1::uuid, ${uuid("aaaa", "1 + (n * k) % 20")}, ${hash("n")}, timestamptz '2026-01-01' + n * k * interval '1 hour' FROM generate_series(1, ${DIGESTS}) n, generate_series(1, 2) k
   WHERE n % 13 > 0 AND (k = 1 OR n % 5 = 0) ON CONFLICT DO NOTHING`,
  `INSERT INTO image_tag (system_id, image_id, tag, digest, from_at, to_at)
   SELECT system_id, image_id, 'v', digest, first_seen_at, lead(first_seen_at) OVER (PARTITION BY image_id ORDER BY first_seen_at, digest) FROM image_digest
   WHERE system_id = $1::uuid AND image_id < ${uuid("aaaa", "14")} ON CONFLICT DO NOTHING`,
  `INSERT INTO deployment (system_id, id, image_id, digest, environment, from_at, source)
   SELECT system_id, gen_random_uuid(), image_id, digest, 'prod', now(), 'test' FROM image_digest WHERE system_id = $1::uuid AND image_id < ${uuid("aaaa", "6")} AND digest < '3'`,
  `INSERT INTO identity_edge (system_id, type, from_sha256, to_sha256, document_id, recorded_at)
   SELECT $1::uuid, 'index-has-manifest', ${hash("n * 7")}, ${hash("n * 7 + 1")}, ${uuid("cccc", "n")}, now() FROM generate_series(1, 50) n`,
  `INSERT INTO package (id, package_key, type, namespace, name, version, purl) VALUES ('${PACKAGES[0]}', 'deb/debian/one', 'deb', 'debian', 'one', '1', 'a'),
   ('${PACKAGES[1]}', 'deb/debian/one', 'deb', 'debian', 'one', '2', 'b'), ('${PACKAGES[2]}', 'deb/debian/one', 'deb', 'debian', 'one', '2', 'c'), ('${PACKAGES[3]}', 'deb/debian/other', 'deb', 'debian', 'other', NULL, 'd')`,
  `INSERT INTO binding_current (system_id, document_id, ordinal, digest, state, why, generation, recorded_at)
   SELECT $1::uuid, ${uuid("cccc", "n")}, 0, ${hash("1 + n % " + String(DIGESTS))}, CASE WHEN n % 11 = 0 THEN 'pending' ELSE 'named' END, '', 1, now() FROM generate_series(1, ${DIGESTS + 100}) n`,
  `INSERT INTO component (system_id, document_id, ordinal, package_id, licences, paths, at)
   SELECT $1::uuid, ${uuid("cccc", "n")}, k, ${uuid("bbbb", "k")}, '{}', '{}', '' FROM generate_series(1, ${DIGESTS + 100}) n, generate_series(1, 4) k WHERE n % (k * 2) = 0`,
  `INSERT INTO finding (system_id, image_id, digest, vulnerability, package_key, package_id, package_name, package_version, severity, severity_rank, status, clock_state, first_observed_at, detail)
   SELECT l.system_id, l.image_id, l.digest, 'CVE-2026-000' || k, 'deb/debian/one', ${uuid("bbbb", "k")}, 'one', '1', 'high', 1,
     (ARRAY['open', 'under_investigation', 'excepted', 'vex_fixed', 'vex_not_affected', 'gone'])[1 + abs(hashtext(l.digest || k)) % 6], 'within',
     timestamptz '2025-12-01' + (abs(hashtext(l.digest)) % 100) * interval '1 day', '{}' FROM image_digest l, generate_series(1, 3) k WHERE l.system_id = $1::uuid AND abs(hashtext(l.digest)) % (k + 1) = 0`,
];

let database: TestDatabase;
let store: Store;
let ctx: SystemContext;

beforeAll(async () => {
  database = await createTestDatabase();
  store = openStore(database.webUrl, "web");
  const systemId = await ensureSystem(database.migratorUrl, { name: "one", title: "One", sample: false });
  ctx = { systemId, store, actor: { kind: "user", id: "u", name: "u" } };
  await withAdmin(database.migratorUrl, async (client) => {
    for (const sql of SEED) await client.query(sql, sql.includes("$1") ? [systemId] : []);
  });
});

afterAll(async () => {
  await store?.close();
  await database?.drop();
});

interface Place {
  image: string | null;
  digest: string;
  current: string | null;
  package_id: string;
  vulnerability: string | null;
  rank: number;
  first: Date | null;
}

const CURRENT = `SELECT l.image_id, l.digest, CASE WHEN dep.n > 0 THEN CASE WHEN l.digest = ANY (dep.digests) THEN 'deployment' END
    WHEN tag.n > 0 THEN CASE WHEN l.digest = ANY (tag.digests) THEN 'tag' END
    WHEN l.digest = (SELECT x.digest FROM image_digest x WHERE x.image_id = l.image_id ORDER BY x.first_seen_at DESC, x.digest LIMIT 1) THEN 'newest' END AS basis
  FROM image_digest l,
    LATERAL (SELECT count(*) AS n, array_agg(digest) || array_agg(e.to_sha256) AS digests FROM deployment p LEFT JOIN identity_edge e ON e.from_sha256 = p.digest WHERE p.image_id = l.image_id) dep,
    LATERAL (SELECT count(*) AS n, array_agg(digest) || array_agg(e.to_sha256) AS digests FROM image_tag t LEFT JOIN identity_edge e ON e.from_sha256 = t.digest WHERE t.image_id = l.image_id AND t.to_at IS NULL) tag`;

/** The same question answered place by place, without regard for what it costs. */
async function plainly(kind: HitKind, ids: string[]): Promise<Place[]> {
  const flaw = `SELECT i.name AS image, f.digest, c.basis AS current, f.package_id::text, f.vulnerability, f.first_observed_at AS first,
      array_position(ARRAY['open', 'under_investigation', 'excepted', 'vex_fixed', 'vex_not_affected', 'gone'], f.status) - 1 AS rank
    FROM finding f JOIN image i ON i.id = f.image_id JOIN cur c ON c.image_id = f.image_id AND c.digest = f.digest WHERE f.vulnerability = ANY ($1::text[])`;
  const held = `SELECT DISTINCT b.digest, c.package_id, NULL::timestamptz AS first FROM component c JOIN binding_current b ON b.document_id = c.document_id AND b.state = 'named'
    UNION ALL SELECT digest, package_id, first_observed_at FROM finding`;
  const pack = `SELECT i.name AS image, h.digest, c.basis AS current, h.package_id::text, NULL AS vulnerability, least(min(h.first), l.first_seen_at) AS first, 0 AS rank
    FROM (${held}) h LEFT JOIN image_digest l ON l.digest = h.digest LEFT JOIN image i ON i.id = l.image_id LEFT JOIN cur c ON c.image_id = l.image_id AND c.digest = l.digest
    JOIN digest d ON d.sha256 = h.digest AND d.kind <> 'artifact' WHERE h.package_id::text = ANY ($1::text[]) GROUP BY i.name, h.digest, c.basis, h.package_id, l.image_id, l.first_seen_at`;
  const list = await withAdmin(database.migratorUrl, async (client) => (await client.query<Place>(`WITH cur AS (${CURRENT}) ${kind === "vulnerability" ? flaw : pack}`, [ids])).rows);
  const edges = await withAdmin(database.migratorUrl, async (client) => (await client.query<{ a: string; b: string }>("SELECT from_sha256 AS a, to_sha256 AS b FROM identity_edge")).rows);
  const there = new Set(list.map(({ digest }) => digest));
  const repeated = new Set(edges.flatMap(({ a, b }) => (there.has(b) ? [a] : [])));
  const key = (one: Place): string => JSON.stringify([one.current === null ? 1 : 0, one.image ?? "", one.digest, one.vulnerability ?? "", one.package_id]);
  return list.filter(({ digest }) => !repeated.has(digest)).toSorted((x, y) => (key(x) < key(y) ? -1 : 1));
}

const distinct = (list: Place[]): number => new Set(list.map(({ digest }) => digest)).size;

function countsOf(list: Place[]) {
  const worst = new Map<string, number>();
  for (const { digest, rank } of list) worst.set(digest, Math.min(worst.get(digest) ?? 5, rank));
  const under = (rank: number): number => [...worst.values()].filter((one) => one === rank).length;
  const shown = list.filter(({ digest }) => (worst.get(digest) ?? 5) < 5);
  const times = list.flatMap(({ first }) => (first ? [first.getTime()] : []));
  return {
    digests: distinct(shown), current: distinct(shown.filter(({ current }) => current)), currentImages: new Set(list.filter((one) => one.rank < 5 && one.current).map(({ image }) => image)).size,
    open: under(0), underInvestigation: under(1), excepted: under(2), fixedByVex: under(3), notAffected: under(4), gone: under(5),
    byDeployment: distinct(shown.filter(({ current }) => current === "deployment")), firstObservedAt: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
  };
}

const ASKED: [string, HitKind, string[]][] = [
  ["one flaw", "vulnerability", ["CVE-2026-0001"]], ["a flaw of three names", "vulnerability", ["CVE-2026-0003", "CVE-2026-0001", "CVE-2026-0002"]], ["no flaw", "vulnerability", []],
  ["a package of one version", "package", PACKAGES.slice(0, 1)], ["a version of two ids", "package", PACKAGES.slice(1, 3)], ["all packages", "package", PACKAGES], ["no package", "package", []],
];

test.each(ASKED)("counts, versions and pages of %s are those of every place looked at by itself", async (_what, kind, ids) => {
  const plain = await plainly(kind, ids);
  const pages = async (where?: "current" | "superseded") => {
    const items = [];
    let cursor: string | undefined;
    for (let page = 0; page < 100; page += 1) {
      const answer = await readSystem(ctx, (tx) => whereIs(tx, ctx.systemId, kind, ids, { limit: 60, cursor, where }));
      expect(answer.counts).toMatchObject(countsOf(plain));
      items.push(...answer.items);
      if (!answer.nextCursor) return { items, versions: answer.versions };
      cursor = answer.nextCursor;
    }
    throw new Error("The pages have no end.");
  };
  const { items, versions } = await pages();
  const told = (list: Place[]) => list.map(({ image, digest, current, vulnerability, first }) => [image, `sha256:${digest}`, current, vulnerability, first?.toISOString() ?? null]);
  expect(items.map((one) => [one.image, one.digest, one.current, one.vulnerability, one.firstObservedAt])).toEqual(told(plain));
  expect((await pages("current")).items).toEqual(items.filter(({ current }) => current !== null));
  expect((await pages("superseded")).items).toEqual(items.filter(({ current }) => current === null));
  const versionOf = (id: string): string => ["1", "2", "2", "other"][PACKAGES.indexOf(id)] ?? "";
  for (const one of versions) {
    const own = plain.filter(({ package_id, rank }) => rank < 5 && versionOf(package_id) === (one.version ?? "other"));
    expect([one.digests, one.current]).toEqual([distinct(own), distinct(own.filter(({ current }) => current))]);
  }
  expect(versions).toHaveLength(new Set(plain.filter(({ rank }) => rank < 5).map(({ package_id }) => versionOf(package_id))).size);
});

test.each(ASKED)("%s: looked up one by one or joined whole, the answer is the same", async (_what, kind, ids) => {
  const answer = (many: boolean) =>
    readSystem(ctx, async (tx) => {
      await rows(tx, `SELECT set_config('enable_nestloop', 'off', true)`);
      const found = await rows<object>(tx, whereSql(kind, many, ids.length === 1), ctx.systemId, `{${ids.toSorted().join(",")}}`, null, null, null, null, null, null, null, 200);
      return found.map((row) => JSON.stringify(row)).sort();
    });
  const one = await answer(false);
  expect(one.length).toBeGreaterThan(0);
  expect(await answer(true)).toEqual(one);
});
