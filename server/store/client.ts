import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "./generated/client";

/** Who did it, as the audit log keeps it. */
export interface Actor {
  kind: "user" | "token" | "cli" | "worker" | "system";
  id: string;
  name: string;
  /** Of a token that is limited to image lines: their glob. Kept with what it hands in. */
  images?: string;
}

export interface SystemContext {
  systemId: string;
  actor: Actor;
  /** Another connection pool than this process's own (tests, the command line). */
  store?: Store;
}

/** One open transaction that sees one system. */
export type Tx = Prisma.TransactionClient;

export type StoreRole = "web" | "worker" | "migrator";

/** A pool of connections under one database role. */
export interface Store {
  role: StoreRole;
  prisma: PrismaClient;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Connections kept at most. */
  max?: number;
  /** Called with every statement, its values as JSON and the milliseconds its answer took: for counting queries in tests and for measurements. */
  onQuery?: (sql: string, values: string, tookMs: number) => void;
}

const WAIT_FOR_CONNECTION_MS = 60_000;
const TRANSACTION_MS = 300_000;

/** Opens a pool; nothing connects before the first statement. Parts of seconds and time zone are UTC throughout. */
export function openStore(url: string, role: StoreRole, options: StoreOptions = {}): Store {
  const adapter = new PrismaPg({ connectionString: url, max: options.max ?? 10, application_name: `proofmark-${role}` });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: WAIT_FOR_CONNECTION_MS, timeout: TRANSACTION_MS },
    log: options.onQuery ? [{ emit: "event", level: "query" }] : [],
  });
  const { onQuery } = options;
  if (onQuery) prisma.$on("query", (event) => onQuery(event.query, event.params, event.duration));
  return { role, prisma, close: () => prisma.$disconnect() };
}

const VARIABLES: Record<StoreRole, string> = {
  web: "PROOFMARK_WEB_DATABASE_URL",
  worker: "PROOFMARK_WORKER_DATABASE_URL",
  migrator: "DATABASE_URL",
};

const opened = globalThis as { proofmarkStores?: Map<StoreRole, Store> };

/** This process's pool of a role, opened at first use. The address comes from the environment the supervisor sets. */
export function storeFor(role: StoreRole): Store {
  const stores = (opened.proofmarkStores ??= new Map());
  const found = stores.get(role);
  if (found) return found;
  const url = process.env[VARIABLES[role]] ?? process.env["DATABASE_URL"];
  if (!url) throw new Error(`${VARIABLES[role]} is not set: the database has no address.`);
  const store = openStore(url, role);
  stores.set(role, store);
  return store;
}

export const webStore = (): Store => storeFor("web");

/** Closes this process's pools; the next use opens new ones, at the address the environment has then. */
export async function closeStores(): Promise<void> {
  const stores = [...(opened.proofmarkStores?.values() ?? [])];
  opened.proofmarkStores?.clear();
  for (const store of stores) await store.close();
}

/**
 * One transaction that sees one system and nothing else: row-level security compares every row with `app.system_id`,
 * which ends with the transaction. Writes see each other's commits statement by statement.
 */
export function withSystem<T>(ctx: SystemContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inSystem(ctx, work, Prisma.TransactionIsolationLevel.ReadCommitted);
}

/** Like `withSystem`, and all statements see one instant of the database: for pages, exports and evaluation. */
export function readSystem<T>(ctx: SystemContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inSystem(ctx, work, Prisma.TransactionIsolationLevel.RepeatableRead);
}

function inSystem<T>(ctx: SystemContext, work: (tx: Tx) => Promise<T>, isolationLevel: Prisma.TransactionIsolationLevel): Promise<T> {
  const { prisma } = ctx.store ?? webStore();
  return prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.system_id', ${ctx.systemId}, true)`;
      return work(tx);
    },
    { isolationLevel },
  );
}
