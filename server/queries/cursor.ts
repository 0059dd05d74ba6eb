import type { Problem } from "../../domain/model/problem";

/** What a sort value may be. Checked before it becomes a parameter: an edited cursor is a wrong request, not an error of ours. */
type Kind = "text" | "whole" | "instant" | "uuid";
type Values<K extends readonly Kind[]> = { [I in keyof K]: K[I] extends "whole" ? number : string };

/** Thrown for a cursor this list did not make; the route answers its problem. Code: cursor/malformed. */
export class CursorError extends Error {
  readonly problem: Problem = { code: "cursor/malformed", detail: "This cursor was not made by this list.", at: "/cursor" };
}

/**
 * An opaque place in a sorted list: the sort values of its last row. `tag` names list and order, so that a cursor of
 * one list is refused by another instead of answering nonsense. It grants nothing: the walls stand in the query.
 */
export function encodeCursor(tag: string, parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([tag, ...parts]), "utf8").toString("base64url");
}

/** The sort values to go on after, null for the first page. Throws CursorError. */
export function decodeCursor<const K extends readonly Kind[]>(tag: string, cursor: string | undefined, kinds: K): Values<K> | null {
  if (cursor === undefined || cursor === "") return null;
  const parts = parse(cursor);
  if (!parts || parts[0] !== tag || parts.length !== kinds.length + 1) throw new CursorError();
  const values = parts.slice(1);
  if (!kinds.every((kind, index) => CHECKS[kind](values[index]))) throw new CursorError();
  return values as Values<K>;
}

const CHECKS: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string" && !value.includes("\0"),
  whole: (value) => Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31,
  instant: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  uuid: (value) => typeof value === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
};

function parse(cursor: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** How many rows of a list held whole have been shown; its cursor is a count. Throws CursorError. */
export function offsetOf(tag: string, cursor: string | undefined): number {
  const offset = decodeCursor(tag, cursor, ["whole"])?.[0] ?? 0;
  if (offset < 0) throw new CursorError();
  return offset;
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
