/** Rows of the lists of the page, in the order they stand. */
const rowsOf = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("main table.rows > tbody > tr")].filter((row) => row.querySelector("a") !== null && row.offsetParent !== null);

const currentRow = (rows: HTMLElement[]): number => rows.findIndex((row) => row.contains(document.activeElement));

/** Puts the focus on the first link of the next row or the one before: Enter then opens it, as everywhere. */
export function moveRow(by: 1 | -1): void {
  const rows = rowsOf();
  const here = currentRow(rows);
  const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1)];
  const link = next?.querySelector<HTMLElement>("a.row, th a, a");
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}

/** Ticks the row, where it has something to tick. */
export function selectRow(): void {
  const rows = rowsOf();
  rows[currentRow(rows)]?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
}

/** Presses the copy button of the row's digest, else of the page's: it copies and says so itself. */
export function copyDigest(): void {
  const rows = rowsOf();
  const button = (place: ParentNode | null | undefined) => place?.querySelector<HTMLButtonElement>('button[aria-label="Copy digest"]');
  (button(rows[currentRow(rows)]) ?? button(document.querySelector("main")))?.click();
}
