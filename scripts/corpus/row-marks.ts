import type { Client } from "pg";
import { tablesOf } from "./state";

/** Using a token notes when; nothing else may change when the same is handed in again. */
const USE = new Set(["api_token"]);

/**
 * Per table the number of rows and the newest transaction that wrote one: an insert or update raises the latter, a
 * delete lowers the former. Compared while nothing else writes.
 */
export async function rowMarks(client: Client): Promise<Map<string, string>> {
  const marks = new Map<string, string>();
  for (const table of await tablesOf(client)) {
    if (USE.has(table)) continue;
    const { rows } = await client.query<{ mark: string }>(`SELECT count(*) || ' rows, newest ' || coalesce(max(xmin::text::bigint), 0) AS mark FROM "${table}"`);
    marks.set(table, rows[0]?.mark ?? "");
  }
  return marks;
}

/** Tables that were written to between two marks. */
export function changedTables(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([table, mark]) => before.get(table) !== mark).map(([table, mark]) => `${table}: ${before.get(table) ?? "absent"} → ${mark}`);
}
