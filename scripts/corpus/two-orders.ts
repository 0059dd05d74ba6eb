import { Client } from "pg";
import type { DatabaseUrls } from "../../server/embedded/roles";
import { ingestAgain, ingestInOrder, type Ground } from "./one-order";
import { changedTables, rowMarks } from "./row-marks";
import { unsound } from "./sanity";
import { derivedState, differences, type Difference, type State } from "./state";
import { randomOf, shuffled, type Upload } from "./uploads";

export interface Comparison {
  uploads: readonly Upload[];
  seed: number;
  ground: Omit<Ground, "webUrl" | "workerUrl">;
  /** A fresh copy of the database that has the system and its token. */
  copy: (order: number) => Promise<DatabaseUrls>;
  say: (line: string) => void;
}

export interface Compared {
  /** What an order alone shows: defects of receipts and documents, rows that changed at the second upload. */
  wrong: string[];
  /** What the second order derived otherwise than the first. */
  differing: Difference[];
}

/** Everything in two random orders, each into a database of its own with the same system id, and each then once more. */
export async function compareOrders(comparison: Comparison): Promise<Compared> {
  const first = await oneOrder(comparison, 1);
  const second = await oneOrder(comparison, 2);
  const differing = await differences(first, second);
  for (const { client } of [first, second]) await client.end();
  return { wrong: [...first.wrong, ...second.wrong], differing };
}

interface Outcome {
  client: Client;
  state: State;
  wrong: string[];
}

async function oneOrder({ uploads, seed, ground, copy, say }: Comparison, order: number): Promise<Outcome> {
  const urls = await copy(order);
  const client = new Client({ connectionString: urls.migratorUrl });
  await client.connect();
  const here: Ground = { ...ground, ...urls };
  const random = randomOf(seed * 1000 + order);
  const start = performance.now();
  const handed = await ingestInOrder(here, shuffled(uploads, random), random);
  say(`order ${order}: ${handed.receipts.size} files held and worked off in ${seconds(start)} s, ${handed.refused.length} refused at the door`);
  for (const line of handed.refused) say(`  ${line}`);
  const before = await rowMarks(client);
  const again = performance.now();
  const differing = await ingestAgain(here, shuffled(uploads, random), handed);
  const changed = changedTables(before, await rowMarks(client));
  say(`order ${order}: everything again in ${seconds(again)} s, ${changed.length} tables changed, ${differing.length} receipts differ`);
  const wrong = [...handed.failures, ...changed, ...differing, ...(await unsound(client))].map((line) => `order ${order}: ${line}`);
  return { client, state: await derivedState(client), wrong };
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
