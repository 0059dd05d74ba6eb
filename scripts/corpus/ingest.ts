/**
 * Hands every file of a corpus folder in through the product's own routes, in two random orders, each into a database of
 * its own, and compares all that was derived; then hands everything in again and shows that no row changed:
 * `npm run test:corpus -- DIR --ingest [--seed N] [--limit N]`. Exit 0 only when nothing differs.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unwrapOk } from "../../domain/model/problem";
import { ensureDatabase, ensureLogins, withAdmin, type DatabaseUrls } from "../../server/embedded/roles";
import { startEmbedded, type Embedded } from "../../server/embedded/start";
import { closeStores } from "../../server/store";
import { migrate } from "../../server/store/migrate";
import { handlers, makeSystem, settle } from "./ground";
import { pointers, type Difference } from "./state";
import { compareOrders } from "./two-orders";
import { randomOf, shuffled, uploadsOf, type Indexed, type Upload } from "./uploads";

const BASE = "corpus";
const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");
const PRINTED = 5;

/** Answers the exit code. */
export async function ingestCorpus(folder: string, options: readonly string[]): Promise<number> {
  const seed = numberOf(options, "--seed") ?? 1;
  const index = JSON.parse(readFileSync(path.join(folder, "INDEX.json"), "utf8")) as Indexed[];
  const uploads = shuffled(uploadsOf(folder, index), randomOf(seed)).slice(0, numberOf(options, "--limit") ?? undefined);
  const dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-corpus-"));
  chmodSync(dataDir, 0o711);
  settle(dataDir);
  const server = await startEmbedded(dataDir, () => {}, { durable: false });
  try {
    return await compare(server, uploads, seed);
  } finally {
    await closeStores();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function numberOf(options: readonly string[], name: string): number | null {
  const at = options.indexOf(name);
  return at < 0 ? null : Number(options[at + 1]);
}

async function compare(server: Embedded, uploads: readonly Upload[], seed: number): Promise<number> {
  unwrapOk(await migrate(await ensureDatabase(server, BASE), MIGRATIONS));
  const ground = { ...(await makeSystem(await ensureLogins(server, BASE))), ...(await handlers()) };
  const say = (line: string): void => console.log(line);
  const { wrong, differing } = await compareOrders({ uploads, seed, ground, say, copy: (order) => copyOf(server, `${BASE}_${order}`) });
  for (const line of wrong) say(`  ${line}`);
  for (const one of differing) printDifference(one, say);
  say(`\n${uploads.length} different files in two orders (seed ${seed}): ${differing.length} tables differ, ${wrong.length} other defects.`);
  return differing.length + wrong.length === 0 ? 0 : 1;
}

async function copyOf(server: Embedded, name: string): Promise<DatabaseUrls> {
  await withAdmin(server.adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${BASE} OWNER proofmark_migrator`));
  return ensureLogins(server, name);
}

/** A few rows, each beside the most similar one of the other side. */
function printDifference({ table, onlyFirst, onlySecond }: Difference, say: (line: string) => void): void {
  say(`\n${table}: ${onlyFirst.length} rows of the first order only, ${onlySecond.length} of the second`);
  for (const row of onlyFirst.slice(0, PRINTED)) {
    const [nearest] = onlySecond.map((other) => ({ places: pointers(row, other) })).sort((a, b) => a.places.length - b.places.length);
    say(`  ${JSON.stringify(row).slice(0, 300)}`);
    for (const [at, a, b] of nearest?.places.slice(0, 8) ?? []) say(`    ${at}: ${short(a)} ↔ ${short(b)}`);
  }
  for (const row of onlyFirst.length === 0 ? onlySecond.slice(0, PRINTED) : []) say(`  ${JSON.stringify(row).slice(0, 300)}`);
}

const short = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 160);
