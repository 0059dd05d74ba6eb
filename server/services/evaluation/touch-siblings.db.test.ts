import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkerGround, type WorkerGround } from "../../../tests/setup/worker-ground";
import { clock } from "../../clock";
import { readFile } from "../../jobs/read-file";
import type { Parser } from "../../jobs/parse";
import { readSystem, rows, sha256Hex, type SystemContext } from "../../store";

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
