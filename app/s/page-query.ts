import type { z } from "zod";
import { CursorError } from "../../server/queries/cursor";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** One value per name: the first of several. */
export async function firstValues(given: SearchParams): Promise<Record<string, string>> {
  const values = Object.entries(await given).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const);
  return Object.fromEntries(values.filter((pair): pair is readonly [string, string] => typeof pair[1] === "string" && pair[1] !== ""));
}

/**
 * Filters of a page from its address. A value the filter does not know is left out instead of failing the page: an
 * address that was typed by hand still shows something true.
 */
export function readFilters<T extends z.ZodObject>(filters: T, values: Record<string, string>): z.infer<T> {
  const known = { ...values };
  const first = filters.safeParse(known);
  if (first.success) return first.data;
  for (const issue of first.error.issues) delete known[String(issue.path[0])];
  return filters.parse(known);
}

/** Asks with the filters given; a cursor of another list starts at the first page. */
export async function fromFirstPage<F extends { cursor?: string | undefined }, T>(filters: F, ask: (filters: F) => Promise<T>): Promise<T> {
  try {
    return await ask(filters);
  } catch (error) {
    if (error instanceof CursorError) return ask({ ...filters, cursor: undefined });
    throw error;
  }
}

/** Whether an as-of is not past: then it is now, for nothing can be known of what comes after. */
export const isNow = (asOf: string | null | undefined, now: string): boolean => Boolean(asOf && Date.parse(asOf) >= Date.parse(now));

/**
 * The as-of of an address: an instant with its offset, or a day, which means its last moment in UTC. null without one,
 * undefined for text that is neither: showing today under a wrong date would mislead.
 */
export function readAsOf(text: string | undefined): string | null | undefined {
  if (text === undefined) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return readAsOf(`${text}T23:59:59Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Path segments arrive encoded; one that cannot be decoded stays as it is and will not be found. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The as-of in the address of a page that shows now: lists, files, receipts. It is kept for the digests behind them, as
 * it was written; null when there is none that can be read.
 */
export const keptAsOf = (values: Record<string, string>): string | null => (readAsOf(values.asOf) ? (values.asOf ?? null) : null);
