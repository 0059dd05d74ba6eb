import { run, type Tx } from "../store";

/** One at a time per system, until the end of the transaction. Taken before rows of digests or tags, never after. */
export async function lockSystem(tx: Tx, systemId: string): Promise<void> {
  await run(tx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, systemId);
}
