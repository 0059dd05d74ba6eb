import { MAX_LIMIT, type Page } from "../../contracts/common";
import { allPages, csvStream, type CsvColumns } from "./csv";
import { attachment } from "./headers";
import { problemResponse } from "./problem";

/** Asked for as CSV: by `.csv` behind the path or by `Accept: text/csv` before anything else. */
export function wantsCsv(request: Request): boolean {
  if (new URL(request.url).pathname.endsWith(".csv")) return true;
  const first = request.headers.get("accept")?.split(",")[0]?.split(";")[0];
  return first?.trim().toLowerCase() === "text/csv";
}

interface Asked {
  cursor?: string | undefined;
  limit: number;
}

/**
 * A list as one JSON page, or as CSV with the same filters and all rows, streamed. A list of something the caller may
 * not know of (null) is not found.
 */
export async function listResponse<T, Q extends Asked>(
  request: Request,
  query: Q,
  fetch: (query: Q) => Promise<Page<T> | null>,
  csv: { name: string; columns: CsvColumns<T> },
): Promise<Response> {
  if (!wantsCsv(request)) {
    const page = await fetch(query);
    return page ? Response.json({ items: page.items, nextCursor: page.nextCursor }) : notFound();
  }
  const first = await fetch({ ...query, limit: MAX_LIMIT });
  if (!first) return notFound();
  const pages = allPages(async (cursor) => {
    if (cursor === undefined) return first;
    return (await fetch({ ...query, cursor, limit: MAX_LIMIT })) ?? { items: [], nextCursor: null };
  });
  return new Response(csvStream(csv.columns, pages), {
    headers: { "content-type": "text/csv; charset=utf-8; header=present", "content-disposition": attachment(`${csv.name}.csv`) },
  });
}

export const notFound = (): Response =>
  problemResponse({ code: "access/not-found", detail: "There is nothing here that you may know of." });
