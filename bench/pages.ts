import { Client } from "pg";
import { digestConfiguration } from "../server/queries/digest-configuration";
import { digestControls } from "../server/queries/digest-controls";
import { digestEvidence } from "../server/queries/digest-evidence";
import { digestHistory } from "../server/queries/digest-history";
import { digestPackages } from "../server/queries/digest-packages";
import { digestSummary } from "../server/queries/digest-summary";
import { digestVulnerabilities } from "../server/queries/digest-vulnerabilities";
import { asReader, timed, type Place, type Statement } from "./place";

export interface PageFigure {
  name: string;
  statements: number;
  ms: number;
  /** The same statements with the same values, sent by a bare client: what the database and the wire take. */
  bareMs: number;
}

const TIMES = 7;

/** The tabs of a digest as pages ask for them, each beside the bare SQL of the same run. Middle of a few tries. */
export async function measurePages(place: Place, digest: string): Promise<PageFigure[]> {
  const ctx = asReader(place.ctx);
  const ask = { digest: `sha256:${digest}` };
  const pages: [string, () => Promise<unknown>][] = [
    ["Summary", () => digestSummary(ctx, ask)],
    ["Vulnerabilities", () => digestVulnerabilities(ctx, ask, { limit: 50 })],
    ["Packages", () => digestPackages(ctx, ask, { limit: 50 })],
    ["Configuration", () => digestConfiguration(ctx, ask)],
    ["Controls", () => digestControls(ctx, ask)],
    ["Evidence", () => digestEvidence(ctx, ask)],
    ["History", () => digestHistory(ctx, ask)],
  ];
  const client = new Client({ connectionString: place.migratorUrl });
  await client.connect();
  const figures: PageFigure[] = [];
  for (const [name, page] of pages) {
    await page();
    place.queries();
    if ((await page()) === null) throw new Error(`${name} of the digest is not there`);
    const statements = place.queries();
    figures.push({ name, statements: statements.length, ms: await middle(page), bareMs: await middle(() => replay(client, statements)) });
    place.queries();
  }
  await client.end();
  return figures;
}

async function middle(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let n = 0; n < TIMES; n += 1) all.push((await timed(work)).ms);
  return all.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}

async function replay(client: Client, statements: readonly Statement[]): Promise<void> {
  for (const { sql, values } of statements) await client.query(sql, JSON.parse(values) as unknown[]);
}
