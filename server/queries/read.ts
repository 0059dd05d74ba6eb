import { clock } from "../clock";
import { readSystem, type Tx } from "../store";
import type { Ctx } from "../auth/principal";

/** One page or request: one read-only look at one moment of one system. `now` is the product's clock. */
export function read<T>(ctx: Ctx, work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  const now = clock.now();
  return readSystem(ctx, (tx) => work(tx, now));
}

export const iso = (at: Date): string => at.toISOString();
export const isoOrNull = (at: Date | null | undefined): string | null => (at ? at.toISOString() : null);
export const withPrefix = (sha256: string): string => `sha256:${sha256}`;
export const withPrefixOrNull = (sha256: string | null | undefined): string | null => (sha256 ? `sha256:${sha256}` : null);
export const withoutPrefix = (digest: string): string => digest.replace(/^sha256:/, "");

/** Pattern of LIKE that finds the text itself anywhere; null finds everything. */
export const containing = (text: string | undefined): string | null => (text ? `%${text.replace(/[\\%_]/g, "\\$&")}%` : null);
