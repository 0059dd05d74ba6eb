import { Client } from "pg";
import { timed, type Place } from "./place";

const SHOWN = 3;

/** Prints the statements of a page that take longest, each with the plan that the web role gets for the same values. */
export async function slowest(place: Place, page: () => Promise<unknown>): Promise<void> {
  place.queries();
  await page();
  const asked = place.queries().filter(({ sql }) => /^\s*(?:SELECT|WITH)/i.test(sql));
  const client = new Client({ connectionString: place.migratorUrl });
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await client.query("SET LOCAL ROLE proofmark_web");
    const taken: { ms: number; sql: string; plan: string }[] = [];
    for (const { sql, values } of asked) {
      const given = JSON.parse(values) as unknown[];
      const { ms } = await timed(() => client.query(sql, given));
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN (ANALYZE, BUFFERS OFF) ${sql}`, given);
      taken.push({ ms, sql, plan: rows.map((row) => Object.values(row)[0]).join("\n") });
    }
    for (const { ms, sql, plan } of taken.toSorted((a, b) => b.ms - a.ms).slice(0, SHOWN)) console.log(`\n── ${ms.toFixed(0)} ms: ${sql.trim().replace(/\s+/g, " ").slice(0, 160)}\n${plan}`);
    console.log(`\n── all: ${taken.map(({ ms }) => ms.toFixed(0)).join(", ")} ms\n`);
    await client.query("ROLLBACK");
  } finally {
    await client.end();
  }
}
