import type { Client } from "pg";
import { timed, type Place } from "./place";
import { databaseMs } from "./processor";

const RUNS = 15;

export interface Measured<T> {
  first: T;
  /** ms of 15 runs after a first one. */
  median: number;
  p95: number;
  /** ms, median of as many runs of one bare statement of the owner. */
  floor: number;
  /** ms of a processor that the database's processes of the web role worked for one run, in steps of 10 over all of them. */
  processor: number;
  /** Of one run, the transaction's own included. */
  statements: number;
}

/** A way through the product as the web role goes it, beside a floor of the same run; `$1` in the floor is the system. */
export async function measured<T>(place: Place, owner: Client, floor: string, work: () => Promise<T>): Promise<Measured<T>> {
  const first = await work();
  place.queries();
  const before = await databaseMs(owner, "web");
  const own = await times(work);
  const processor = ((await databaseMs(owner, "web")) - before) / RUNS;
  const statements = place.queries().length / RUNS;
  const bare = await times(() => owner.query(floor, floor.includes("$1") ? [place.ctx.systemId] : []));
  return { first, ...own, floor: bare.median, processor, statements };
}

/** One line of the table. */
export function printed(what: string, { median, p95, floor, processor, statements }: Measured<unknown>, says = ""): void {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(`${what.padEnd(42)} p95 ${ms(p95).padStart(8)}   median ${ms(median).padStart(8)}   floor ${floor.toFixed(1).padStart(7)} ms   ratio ${(median / floor).toFixed(1).padStart(6)}   database's processor ${ms(processor).padStart(8)}   ${statements} statements   ${says}`);
}

async function times(work: () => Promise<unknown>): Promise<{ median: number; p95: number }> {
  const taken: number[] = [];
  for (let run = 0; run < RUNS; run += 1) taken.push((await timed(work)).ms);
  taken.sort((a, b) => a - b);
  return { median: taken[Math.floor(RUNS / 2)] ?? 0, p95: taken[Math.ceil(RUNS * 0.95) - 1] ?? 0 };
}

/** Digests and findings asked for on the command line. */
export function sizeAsked(): { digests: number; findings: number } {
  const numbers = process.argv.slice(2).filter((one) => /^\d+$/.test(one)).map(Number);
  return { digests: numbers[0] ?? 100_000, findings: numbers[1] ?? 1_000_000 };
}
