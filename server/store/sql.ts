import type { Tx } from "./client";

export type SqlValue = string | number | bigint | boolean | null | Uint8Array | Date;

/** Rows of a statement with numbered parameters. The SQL is always a constant of ours; values go in as parameters. */
export function rows<T>(tx: Pick<Tx, "$queryRawUnsafe">, sql: string, ...values: SqlValue[]): Promise<T[]> {
  return tx.$queryRawUnsafe<T[]>(sql, ...values);
}

/** Number of rows a statement changed. */
export function run(tx: Pick<Tx, "$executeRawUnsafe">, sql: string, ...values: SqlValue[]): Promise<number> {
  return tx.$executeRawUnsafe(sql, ...values);
}

/** At most this many rows go in one statement, so that a long list is neither one huge parameter nor many round trips. */
const BATCH = 5_000;

/**
 * Runs one statement over many rows: `sql` reads them as `json_to_recordset($1::json)`. One parameter whatever the
 * size, nulls and arrays included. Answers how many rows were changed.
 */
export async function runMany(tx: Tx, sql: string, list: readonly object[], ...values: SqlValue[]): Promise<number> {
  let changed = 0;
  for (let from = 0; from < list.length; from += BATCH) {
    changed += await run(tx, sql, JSON.stringify(list.slice(from, from + BATCH)), ...values);
  }
  return changed;
}

/** Like `runMany`, for statements that answer rows. */
export async function rowsMany<T>(tx: Tx, sql: string, list: readonly object[], ...values: SqlValue[]): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < list.length; from += BATCH) {
    found.push(...(await rows<T>(tx, sql, JSON.stringify(list.slice(from, from + BATCH)), ...values)));
  }
  return found;
}

/**
 * For statements that join a long list of ours with rows this transaction wrote. The database has counted neither, takes
 * both for a handful, and would walk the one for every row of the other; here it hashes them instead.
 */
export async function hashing<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await run(tx, `SET LOCAL enable_nestloop TO off`);
  const done = await work();
  await run(tx, `SET LOCAL enable_nestloop TO DEFAULT`);
  return done;
}

/** Sorted by a key, so that two writers take the same rows in the same order and never wait for each other in a ring. */
export function sortedBy<T>(list: readonly T[], key: (item: T) => string): T[] {
  return [...list].map((item) => ({ item, key: key(item) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}
