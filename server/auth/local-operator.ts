import { openDatabase } from "../embedded/open";
import { ensureDefaultSystem } from "../services/ensure-default-system";
import { settings } from "../settings";
import { openStore, rows, withSystem, type Actor, type Store, type Tx } from "../store";
import type { Ctx } from "./principal";

/** The person at the machine: whoever can read the data directory may do everything in it, and is named so. */
export const OPERATOR: Actor = { kind: "cli", id: "local", name: "command line" };

/** Works on this machine's database, started for the while when nobody runs it. Progress goes to standard error. */
export async function withLocalStore<T>(migrationsDir: string, work: (store: Store) => Promise<T>, role: "web" | "worker" = "web"): Promise<T> {
  const database = await openDatabase(settings(), migrationsDir, (line) => process.stderr.write(`${line}\n`));
  try {
    await ensureDefaultSystem(database.migratorUrl, settings().sample);
    const store = openStore(role === "web" ? database.webUrl : database.workerUrl, role, { max: 2 });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await database.close();
  }
}

/** The operator's context in a system, null when there is none of that name. */
export async function operatorContext(store: Store, name: string): Promise<Ctx | null> {
  const [system] = await rows<{ id: string; name: string; title: string; sample: boolean }>(
    store.prisma, `SELECT id::text AS id, name, title, sample FROM "system" WHERE name = $1`, name,
  );
  if (!system) return null;
  return { system, systemId: system.id, actor: OPERATOR, principal: { kind: "anonymous", why: "command line" }, role: "admin", store };
}

/** One transaction of the operator's in a system. */
export const asOperator = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> => withSystem(ctx, work);
