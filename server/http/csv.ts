const FORMULA = /^[\s\p{Cc}\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/u;
const LEADING_CONTROL = /^[\t\r\n]/;

/**
 * One CSV cell (RFC 4180), always quoted. A cell a spreadsheet could take for a formula gets a leading apostrophe:
 * `= + - @` and their full-width forms, also behind white space, and anything that starts with tab or line break.
 */
export function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '""';
  if (typeof value === "number" || typeof value === "boolean") return `"${value}"`;
  const guarded = FORMULA.test(value) || LEADING_CONTROL.test(value) ? `'${value}` : value;
  return `"${guarded.replaceAll('"', '""').replaceAll("\0", "\ufffd")}"`;
}

export type CsvValue = string | number | boolean | null | undefined;

/** How a row of a list becomes a line: column names in order, and the cell each takes from a row. */
export type CsvColumns<T> = readonly (readonly [name: string, cell: (row: T) => CsvValue])[];

/** Lines of a CSV file as bytes, page by page, so that a long list is never held whole. */
export function csvStream<T>(columns: CsvColumns<T>, pages: AsyncIterable<T[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const line = (cells: readonly CsvValue[]) => `${cells.map(csvCell).join(",")}\r\n`;
  const iterator = pages[Symbol.asyncIterator]();
  let started = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!started) {
        started = true;
        controller.enqueue(encoder.encode(line(columns.map(([name]) => name))));
        return;
      }
      const next = await iterator.next();
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value.map((row) => line(columns.map(([, cell]) => cell(row)))).join("")));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** All pages of a keyset list, one after the other. */
export async function* allPages<T>(
  fetch: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  do {
    const page = await fetch(cursor);
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
