import { migrate } from "../store/migrate";
import { ensureDatabase, ensureLogins, externalUrls, grantRolesToSelf, withAdmin, type DatabaseUrls } from "./roles";
import { startEmbedded } from "./start";
import { StartError, type Log } from "./start-error";

export interface DatabaseSettings {
  dataDir: string;
  /** An outside PostgreSQL; without it the embedded one of `dataDir` is used. */
  databaseUrl?: string | undefined;
  webDatabaseUrl?: string | undefined;
  workerDatabaseUrl?: string | undefined;
}

/** An open, migrated database. `close` stops the embedded server when nobody else uses it. */
export interface OpenDatabase extends DatabaseUrls {
  close: () => Promise<void>;
  /** Starts a died embedded server again; true when it had died. */
  revive: () => Promise<boolean>;
}

const OLDEST_SERVER = 15;

/**
 * Opens the product's database, ready to use: embedded (started or joined) or outside, migrated, with the accounts
 * of web and worker. Throws StartError with the reason: embedded/*, migrate/*, database/*.
 */
export async function openDatabase(settings: DatabaseSettings, migrationsDir: string, log: Log): Promise<OpenDatabase> {
  if (settings.databaseUrl) return openExternal(settings.databaseUrl, settings, migrationsDir, log);
  const server = await startEmbedded(settings.dataDir, log);
  try {
    await migrateOrThrow(await ensureDatabase(server), migrationsDir, log);
    return { ...(await ensureLogins(server)), close: server.stop, revive: server.revive };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openExternal(
  url: string,
  settings: DatabaseSettings,
  migrationsDir: string,
  log: Log,
): Promise<OpenDatabase> {
  await demandVersion(url);
  await migrateOrThrow(url, migrationsDir, log);
  await grantRolesToSelf(url);
  return {
    ...externalUrls(url, settings.webDatabaseUrl, settings.workerDatabaseUrl),
    close: async () => {},
    revive: async () => false,
  };
}

async function demandVersion(url: string): Promise<void> {
  let version: number;
  try {
    version = await withAdmin(url, async (client) => {
      const { rows } = await client.query<{ major: number }>(
        "SELECT current_setting('server_version_num')::int / 10000 AS major",
      );
      return rows[0]?.major ?? 0;
    });
  } catch (error) {
    throw new StartError(
      "database/unreachable",
      `The database of DATABASE_URL does not answer: ${(error as Error).message}`,
    );
  }
  if (version < OLDEST_SERVER) {
    throw new StartError(
      "database/too-old",
      `DATABASE_URL is PostgreSQL ${version}; ${OLDEST_SERVER} or newer is needed.`,
    );
  }
}

async function migrateOrThrow(url: string, migrationsDir: string, log: Log): Promise<void> {
  const result = await migrate(url, migrationsDir, log);
  if (!result.ok) throw new StartError(result.problem.code, result.problem.detail);
}
