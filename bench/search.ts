import { Client } from "pg";
import { searchFilters, type SearchAnswer } from "../contracts/search";
import type { Ctx } from "../server/auth/principal";
import { search } from "../server/queries/search";
import { measured, printed, sizeAsked } from "./measured";
import { asReader, openPlace, timed, type Place } from "./place";
import { flawName, generate, LINES, type Size } from "./search-data";

/**
 * `tsx bench/search.ts [digests] [findings]`: generates a system of that size, asks the search as the web role does, and
 * prints the slower end of some runs beside the floor: the same rows counted by one bare statement of their owner, without
 * aliases, names, what is current, or row-level security; and what the database's processes of the web role worked for it,
 * which other programs on the machine change less than the time that passed. `--plans` prints the plans, to see that indexes are used.
 */
async function main(): Promise<void> {
  const size: Size = sizeAsked();
  const place = await openPlace();
  const owner = new Client({ connectionString: place.migratorUrl });
  try {
    await owner.connect();
    const { ms } = await timed(() => generate(owner, place.ctx.systemId, size));
    console.log(`${size.digests} digests in ${LINES} lines, ${size.findings} findings, generated in ${(ms / 1000).toFixed(0)} s`);
    const ctx = asReader(place.ctx);
    for (const ask of asks(size)) await measure(place, owner, ctx, ask);
    if (process.argv.includes("--plans")) await plans(place, owner);
  } finally {
    await owner.end();
    await place.close();
  }
}

interface Ask {
  what: string;
  q: string;
  floor: string;
}

const asks = ({ digests }: Size): Ask[] => [
  { what: "a flaw of the usual spread", q: "CVE-2024-000777", floor: "SELECT count(DISTINCT digest), min(first_observed_at) FROM finding WHERE system_id = $1 AND vulnerability = 'CVE-2024-000777'" },
  { what: `a flaw in every fifth digest (${Math.round(digests / 5)})`, q: "GHSA-aaaa-bbbb-cccc", floor: "SELECT count(DISTINCT digest), min(first_observed_at) FROM finding WHERE system_id = $1 AND vulnerability = 'CVE-2021-44228'" },
  { what: "a package of many versions", q: "pkg:deb/debian/package-17", floor: "SELECT count(DISTINCT c.document_id) FROM component c JOIN package p ON p.id = c.package_id WHERE c.system_id = $1 AND p.package_key = 'deb/debian/package-17'" },
  { what: `a package in every digest (${digests})`, q: "base-files", floor: "SELECT count(DISTINCT c.document_id) FROM component c JOIN package p ON p.id = c.package_id WHERE c.system_id = $1 AND p.package_key = 'deb/debian/base-files'" },
  { what: "a part of a package name", q: "ckage-12", floor: "SELECT count(*) FROM (SELECT 1 FROM package WHERE lower(name) LIKE '%ckage-12%' LIMIT 2000) x" },
  { what: "the beginning of a digest", q: "00000000000a", floor: `SELECT count(*) FROM digest WHERE system_id = $1 AND sha256 COLLATE "C" >= '00000000000a' AND sha256 COLLATE "C" < '00000000000b'` },
  { what: "a part of an image name", q: "team-7/service-1", floor: "SELECT count(*) FROM image WHERE system_id = $1 AND name ILIKE '%team-7/service-1%'" },
  { what: "nothing that is there", q: "CVE-1999-0001", floor: "SELECT count(*) FROM finding WHERE system_id = $1 AND vulnerability = 'CVE-1999-0001'" },
];

async function measure(place: Place, owner: Client, ctx: Ctx, { what, q, floor }: Ask): Promise<void> {
  const filters = searchFilters.parse({ q });
  const figures = await measured(place, owner, floor, () => search(ctx, filters));
  printed(what, figures, described(figures.first));
}

const described = ({ kind, says, versions, packages, images, digests }: SearchAnswer): string =>
  kind === "names" ? `${packages.length} packages, ${images.length} images, ${digests.length} digests` : `${says.lead} ${versions.length} versions`;

/** Plans as the web role gets them, with its walls: an index that row-level security keeps from being used shows here. */
async function plans(place: Place, owner: Client): Promise<void> {
  const { hits } = await import("../server/queries/search/hits");
  const ids = (list: string[]) => `{${list.toSorted().join(",")}}`;
  const packages = await owner.query<{ id: string }>(`SELECT id FROM package WHERE package_key = 'deb/debian/package-17'`);
  const everywhere = await owner.query<{ id: string }>(`SELECT id FROM package WHERE package_key = 'deb/debian/base-files'`);
  await owner.query("BEGIN");
  await owner.query("SET LOCAL ROLE proofmark_web");
  await owner.query(`SELECT set_config('app.system_id', $1, true)`, [place.ctx.systemId]);
  await owner.query(`SELECT set_config('enable_nestloop', 'off', true), set_config('random_page_cost', '1.1', true), set_config('work_mem', '32MB', true)`);
  const asked: [string, string, unknown[]][] = [
    ["flaw", `WITH ${hits("vulnerability", false, false)} SELECT * FROM whole`, [place.ctx.systemId, ids([flawName(777)])]],
    ["package", `WITH ${hits("package", false, false)} SELECT * FROM whole`, [place.ctx.systemId, ids(packages.rows.map(({ id }) => id))]],
    ["package everywhere", `WITH ${hits("package", true, true)} SELECT * FROM whole`, [place.ctx.systemId, ids(everywhere.rows.map(({ id }) => id))]],
    ["part of a name", `SELECT id FROM package p WHERE lower(p.name) LIKE $1`, ["%ckage-12%"]],
    ["digest", `SELECT sha256 FROM digest d WHERE d.system_id = $1::uuid AND d.sha256 COLLATE "C" >= $2 AND d.sha256 COLLATE "C" < $2 || 'g'`, [place.ctx.systemId, "00000000000a"]],
  ];
  for (const [name, sql, values] of asked) {
    const { rows } = await owner.query<Record<string, string>>(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) ${sql}`, values);
    console.log(`\n── ${name} ──\n${rows.map((row) => Object.values(row)[0]).join("\n")}`);
  }
  await owner.query("ROLLBACK");
}

await main();
