import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { fail, ok, type Result } from "../../domain/model/problem";

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The key Prisma's own `migrate` locks, so that both never work at once. */
const LOCK_KEY = 72707369;

/** Prisma's table, column for column: `prisma migrate status` reads what we write. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Brings the database at `url` to the state of `migrationsDir` (folders with a `migration.sql`, in name order) and
 * answers the names it applied. Each migration is a transaction. Nothing is applied when the history disagrees:
 * `migrate/edited`, `migrate/half-applied`, `migrate/newer-database`; a migration that fails is rolled back
 * (`migrate/failed`); `migrate/unreachable` when there is no connection.
 */
export async function migrate(
  url: string,
  migrationsDir: string,
  log: (line: string) => void = () => {},
): Promise<Result<string[]>> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    return fail({ code: "migrate/unreachable", detail: `The database does not answer: ${messageOf(error)}` });
  }
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    await client.query(CREATE_TABLE);
    return await applyPending(client, readMigrations(migrationsDir), log);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function applyPending(
  client: Client,
  migrations: Migration[],
  log: (line: string) => void,
): Promise<Result<string[]>> {
  const { rows } = await client.query<AppliedRow>(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const history = checkHistory(migrations, rows);
  if (!history.ok) return history;
  const applied: string[] = [];
  for (const migration of history.value) {
    const result = await applyOne(client, migration);
    if (!result.ok) return result;
    log(`Applied migration ${migration.name}.`);
    applied.push(migration.name);
  }
  return ok(applied);
}

/** The migrations still to apply, or why this database and this code do not belong together. */
function checkHistory(migrations: Migration[], rows: AppliedRow[]): Result<Migration[]> {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const at = row.migration_name;
    if (!row.finished_at) {
      return fail({
        code: "migrate/half-applied",
        at,
        detail: `Migration ${at} was begun and never finished. Restore a backup, or resolve it with prisma migrate resolve.`,
      });
    }
    const migration = known.get(at);
    if (!migration) {
      return fail({
        code: "migrate/newer-database",
        at,
        detail: `The database has migration ${at}, which this version does not know. Use the version that made it, or a newer one.`,
      });
    }
    if (migration.checksum !== row.checksum) {
      return fail({
        code: "migrate/edited",
        at,
        detail: `Migration ${at} was edited after it was applied: its file does not match what the database recorded.`,
      });
    }
  }
  const done = new Set(rows.map((row) => row.migration_name));
  return ok(migrations.filter((migration) => !done.has(migration.name)));
}

async function applyOne(client: Client, { name, sql, checksum }: Migration): Promise<Result<void>> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
    return ok(undefined);
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    return fail({
      code: "migrate/failed",
      at: name,
      detail: `Migration ${name} failed and was rolled back: ${messageOf(error)}`,
    });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error && error.message) || String(error);
