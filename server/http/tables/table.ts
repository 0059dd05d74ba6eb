import type { TableRow } from "../../../contracts/table";
import { encodeCursor, offsetOf, pageFrom } from "../../queries/cursor";
import type { CsvColumns, CsvValue } from "../csv";
import { listResponse, notFound } from "../list-response";

/** A table a page shows, held whole: its columns in order, and a value for each in every row. */
export interface Table {
  columns: readonly string[];
  rows: readonly TableRow[];
}

export const tableOf = <T>(rows: readonly T[], columns: CsvColumns<T>): Table => ({
  columns: columns.map(([name]) => name),
  rows: rows.map((row) => Object.fromEntries(columns.map(([name, cell]): [string, Exclude<CsvValue, undefined>] => [name, cell(row) ?? null]))),
});

/** Several values in one cell. */
export const joined = (values: readonly (string | null)[]): string => values.filter((one) => one !== null).join(" ");

/**
 * A table as one JSON page or, whole, as CSV; what the caller may not know of (null) is not found. It is read once: pages
 * bound what they show of such a table, and this is the same.
 */
export async function tableResponse(request: Request, query: { table: string; cursor?: string | undefined; limit: number }, name: string, table: Table | null): Promise<Response> {
  if (!table) return notFound();
  const tag = `table-${query.table}`;
  const slice = ({ cursor, limit }: { cursor?: string | undefined; limit: number }) => {
    const from = offsetOf(tag, cursor);
    return pageFrom(table.rows.slice(from, from + limit + 1), limit, (row) => row, () => encodeCursor(tag, [from + limit]));
  };
  return listResponse(request, query, async (asked) => slice(asked), { name: `${name}-${query.table}`, columns: table.columns.map((column) => [column, (row: TableRow) => row[column]] as const) });
}
