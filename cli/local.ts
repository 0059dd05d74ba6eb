import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Ctx } from "../server/auth/principal";
import { openDatabase } from "../server/embedded/open";
import { ensureDefaultSystem } from "../server/services/ensure-default-system";
import { settings } from "../server/settings";
import { openStore, rows, type Actor, type Store } from "../server/store";
import { CliError } from "./usage";

/** Bundled into dist/ and run from cli/ alike: both are one folder below the root. */
const MIGRATIONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../prisma/migrations");

/** Works on this machine's database, started for the while when nobody runs it. Progress goes to standard error. */
export async function withLocal<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const database = await openDatabase(settings(), MIGRATIONS, (line) => process.stderr.write(`${line}\n`));
  try {
    await ensureDefaultSystem(database.migratorUrl, settings().sample);
    const store = openStore(database.webUrl, "web", { max: 2 });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await database.close();
  }
}

export const OPERATOR: Actor = { kind: "cli", id: "local", name: "command line" };

/** The operator at the machine: whoever can read the data directory may do everything in it, and is named so. */
export async function localContext(store: Store, name: string): Promise<Ctx> {
  const [system] = await rows<{ id: string; name: string; title: string; sample: boolean }>(
    store.prisma, `SELECT id::text AS id, name, title, sample FROM "system" WHERE name = $1`, name,
  );
  if (!system) throw new CliError(`There is no system "${name}".`);
  return { system, systemId: system.id, actor: OPERATOR, principal: { kind: "anonymous", why: "command line" }, role: "admin", store };
}
