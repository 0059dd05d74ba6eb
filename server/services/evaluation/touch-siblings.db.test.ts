import { afterAll, beforeAll, expect, test } from "vitest";
import { hoursBetween } from "../../../domain/clocks/instant";
import type { FindingResult } from "../../../domain/model/evaluation";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { readFile } from "../../jobs/read-file";
import type { Parser } from "../../jobs/parse";
import { wholeEvaluation } from "../../queries/kept-findings";
import { contentId, readSystem, rows, sha256Hex, type SystemContext, type Tx } from "../../store";

const IMAGE = "registry.example/payments/api";
const GO = "pkg:golang/golang.org/x/net@v0.20.0";
const CVE = "CVE-2024-2222";
const GHSA = "GHSA-aaaa-bbbb-cccc";

let ground: WorkerGround;

/** Reads where it stands: threads are not what is tested here. */
const parser = { parse: async (request) => ({ ok: true as const, value: await readFile(request) }), close: async () => {} } as Pick<Parser, "parse" | "close"> as Parser;

beforeAll(async () => {
  clock.now = () => new Date("2026-11-20T12:00:00.000Z");
  ground = await openWorkerGround(parser);
});

afterAll(() => ground?.close());

const scan = (id: string, at: string): string => JSON.stringify({
  SchemaVersion: 2, CreatedAt: at, ArtifactName: `${IMAGE}:1`, ArtifactType: "container_image", Metadata: { OS: { Family: "debian", Name: "12.7" } },
  Results: [{ Target: "app", Class: "lang-pkgs", Type: "gobinary", Vulnerabilities: [{ VulnerabilityID: id, PkgName: "golang.org/x/net", InstalledVersion: "v0.20.0", Severity: "HIGH", PkgIdentifier: { PURL: GO } }] }],
});

/** Everything that is due is done after each upload. */
async function handIn(ctx: SystemContext, text: string, claim: { image?: string; digest?: string } = {}): Promise<void> {
  await ground.upload(ctx, "evidence.json", text, claim);
  await ground.work();
}

const build = (n: number): { image: string; digest: string } => ({ image: IMAGE, digest: `sha256:${sha256Hex(`build ${n}`)}` });
const findingsOf = (ctx: SystemContext, n: number): Promise<{ vulnerability: string; since: Date }[]> =>
  readSystem(ctx, (tx) => rows(tx, `SELECT vulnerability, (detail->'clock'->>'startAt')::timestamptz AS since FROM finding WHERE digest = $1 ORDER BY 1`, sha256Hex(`build ${n}`)));

test("a report of an older build that comes late starts the clock of the builds evaluated before", async () => {
  const ctx = await ground.system("late");
  await handIn(ctx, scan(CVE, "2026-11-10T00:00:00Z"), build(2));
  expect(await findingsOf(ctx, 2)).toEqual([{ vulnerability: CVE, since: new Date("2026-11-10T00:00:00Z") }]);
  await handIn(ctx, scan(CVE, "2026-10-01T00:00:00Z"), build(1));
  expect(await findingsOf(ctx, 2)).toEqual([{ vulnerability: CVE, since: new Date("2026-10-01T00:00:00Z") }]);
});

test("every build of a line says how many there are", async () => {
  const ctx = await ground.system("builds");
  for (const n of [1, 2, 3]) await handIn(ctx, scan(CVE, `2026-11-1${n}T00:00:00Z`), build(n));
  const said = await readSystem(ctx, (tx) => rows<{ says: string }>(
    tx, `SELECT DISTINCT ON (digest) result->'says'->>'builds' AS says FROM evaluation ORDER BY digest, facts_revision DESC`));
  expect(said.map(({ says }) => /^\w+ builds/.exec(says)?.[0])).toEqual(Array(3).fill(said[0]?.says.split(" of ")[0]));
  expect(said[0]?.says).toMatch(/^(?:3|Three) builds/);
});

test("an advisory that comes after the reports unites what it says is one flaw", async () => {
  const ctx = await ground.system("aliases");
  await handIn(ctx, scan(CVE, "2026-11-10T00:00:00Z"), build(1));
  await handIn(ctx, scan(GHSA, "2026-11-11T00:00:00Z"), build(1));
  expect((await findingsOf(ctx, 1)).map((one) => one.vulnerability)).toEqual([CVE, GHSA]);
  await handIn(ctx, JSON.stringify({ schema_version: "1.6.0", id: GHSA, modified: "2026-11-01T00:00:00Z", aliases: [CVE], affected: [] }));
  expect((await findingsOf(ctx, 1)).map((one) => one.vulnerability)).toEqual([CVE]);
});

interface Written {
  findings: Record<string, string>;
  clocks: string[];
  evaluations: number;
}

/** The transactions that last wrote the rows of a build, and how many evaluations it has. */
async function writtenOf(ctx: SystemContext, n: number): Promise<Written> {
  const digest = sha256Hex(`build ${n}`);
  return readSystem(ctx, async (tx) => {
    const findings = await rows<{ vulnerability: string; by: string }>(tx, `SELECT vulnerability, xmin::text AS by FROM finding WHERE digest = $1 ORDER BY 1`, digest);
    const clocks = await rows<{ by: string }>(tx, `SELECT xmin::text AS by FROM patch_sla WHERE digest = $1 ORDER BY id`, digest);
    const [evaluated] = await rows<{ count: number }>(tx, `SELECT count(*)::int AS count FROM evaluation WHERE digest = $1`, digest);
    return { findings: Object.fromEntries(findings.map(({ vulnerability, by }) => [vulnerability, by])), clocks: clocks.map(({ by }) => by), evaluations: evaluated?.count ?? 0 };
  });
}

const scans = (ids: readonly string[], at: string): string => {
  const text = JSON.parse(scan(CVE, at)) as { Results: { Vulnerabilities: { VulnerabilityID: string }[] }[] };
  for (const result of text.Results) result.Vulnerabilities = ids.flatMap((id) => result.Vulnerabilities.map((one) => ({ ...one, VulnerabilityID: id })));
  return JSON.stringify(text);
};

test("a digest that loses its tag is evaluated once, and of its findings nothing is written, also a day later", async () => {
  const ctx = await ground.system("moved");
  const flaws = [CVE, "CVE-2024-3333", "CVE-2024-4444"];
  const tagged = (n: number) => ({ image: `${IMAGE}:1`, digest: build(n).digest });
  await handIn(ctx, scans(flaws, "2026-11-10T00:00:00Z"), tagged(1));
  const before = await writtenOf(ctx, 1);
  clock.now = () => new Date("2026-11-21T13:00:00.000Z");
  await handIn(ctx, scans(["CVE-2024-5555"], "2026-11-12T00:00:00Z"), tagged(2));
  const after = await writtenOf(ctx, 1);
  expect(Object.keys(before.findings)).toEqual(flaws);
  expect(after.findings).toEqual(before.findings);
  expect(after.evaluations).toBe(before.evaluations + 1);
  const left = await readSystem(ctx, (tx) => wholeFindings(tx, ctx.systemId, sha256Hex("build 1")));
  expect(left.map(({ vulnerability }) => vulnerability).toSorted()).toEqual(flaws);
  expect(left[0]?.clock.remainingHours).toBe(hoursBetween("2026-11-21T13:00:00.000Z", left[0]?.clock.dueAt ?? ""));
});

test("of many findings only the changed one is written, and only its clock", async () => {
  const ctx = await ground.system("changed");
  const flaws = [CVE, "CVE-2024-3333", "CVE-2024-4444"];
  await handIn(ctx, scans(flaws, "2026-11-10T00:00:00Z"), build(1));
  const before = await writtenOf(ctx, 1);
  await handIn(ctx, JSON.stringify({ schema_version: "1.6.0", id: "GHSA-bbbb-cccc-dddd", modified: "2026-11-01T00:00:00Z", aliases: [CVE], affected: [] }));
  const after = await writtenOf(ctx, 1);
  const same = flaws.filter((id) => after.findings[id] === before.findings[id]);
  expect(same).toEqual(flaws.slice(1));
  expect(after.clocks.filter((by) => before.clocks.includes(by))).toHaveLength(2);
  expect(after.clocks).toHaveLength(3);
  const ids = await readSystem(ctx, (tx) => rows<{ id: string; image_id: string; vulnerability: string; package_key: string }>(
    tx, `SELECT id::text AS id, image_id::text AS image_id, vulnerability, package_key FROM patch_sla`));
  expect(ids.map(({ id }) => id)).toEqual(ids.map((one) => contentId("clock", ctx.systemId, one.image_id, one.vulnerability, one.package_key)));
});

/** Findings of the newest evaluation of a digest. */
async function wholeFindings(tx: Tx, systemId: string, digest: string): Promise<FindingResult[]> {
  const [newest] = await rows<{ id: string }>(tx, `SELECT id::text AS id FROM evaluation WHERE digest = $1 ORDER BY facts_revision DESC LIMIT 1`, digest);
  return (await wholeEvaluation(tx, systemId, newest?.id ?? ""))?.findings ?? [];
}
