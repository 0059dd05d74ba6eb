import path from "node:path";
import { fileURLToPath } from "node:url";
import { operatorContext, withLocalStore } from "../server/auth/local-operator";
import type { Ctx } from "../server/auth/principal";
import { CliError } from "./usage";

export { asOperator, OPERATOR } from "../server/auth/local-operator";

/** Bundled into dist/ and run from cli/ alike: both are one folder below the root. */
const MIGRATIONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../prisma/migrations");

type LocalStore = Parameters<typeof operatorContext>[0];

export const withLocal = <T>(work: (store: LocalStore) => Promise<T>, role?: "web" | "worker"): Promise<T> => withLocalStore(MIGRATIONS, work, role);

export async function localContext(store: LocalStore, name: string): Promise<Ctx> {
  const ctx = await operatorContext(store, name);
  if (!ctx) throw new CliError(`There is no system "${name}".`);
  return ctx;
}
