import { fail, ok, type Result } from "../../domain/model/problem";

type Part = string | number | null;

/**
 * An opaque place in a sorted list: the sort values of its last row. `tag` names list and order, so that a cursor of
 * one list is refused by another instead of answering nonsense. It grants nothing: the walls stand in the query.
 */
export function encodeCursor(tag: string, parts: readonly Part[]): string {
  return Buffer.from(JSON.stringify([tag, ...parts]), "utf8").toString("base64url");
}

/** Problem codes: cursor/malformed. */
export function decodeCursor(tag: string, cursor: string | undefined, length: number): Result<Part[] | null> {
  if (cursor === undefined || cursor === "") return ok(null);
  const parts = parse(cursor);
  const valid =
    parts && parts.length === length + 1 && parts[0] === tag &&
    parts.every((part) => part === null || (typeof part === "string" && !part.includes("\0")) || Number.isFinite(part));
  if (!valid) return fail({ code: "cursor/malformed", detail: "This cursor was not made by this list.", at: "cursor" });
  return ok(parts.slice(1) as Part[]);
}

function parse(cursor: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Cuts the extra row a list asked for: its presence says that there is a next page. */
export function pageFrom<T, U>(
  rows: T[],
  limit: number,
  toItem: (row: T) => U,
  cursorOf: (row: T) => string,
): { items: U[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}
