import type { Page } from "../../../contracts/common";
import { encodeCursor, offsetOf, pageFrom } from "../cursor";

/** One page of a list that is held whole, of one change or of all. The cursor is a count, and of this list and change alone. */
export function sliceList<T>(list: string, rows: readonly T[], asked: { cursor?: string | undefined; limit: number; change?: string | undefined }): Page<T> {
  const tag = `compare-${list}-${asked.change ?? ""}`;
  const from = offsetOf(tag, asked.cursor);
  const kept = asked.change === undefined ? rows : rows.filter((row) => (row as { change: string }).change === asked.change);
  return pageFrom(kept.slice(from, from + asked.limit + 1), asked.limit, (row) => row, () => encodeCursor(tag, [from + asked.limit]));
}
