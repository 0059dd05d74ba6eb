import { Client } from "pg";
import type { Embedded } from "./start";

const DATABASE = "proofmark";
const SERVICE_ROLES = ["proofmark_web", "proofmark_worker"] as const;

/** Connections of the product: the migrator owns the schema, web and worker live behind row-level security. */
export interface DatabaseUrls {
  migratorUrl: string;
  webUrl: string;
  workerUrl: string;
}

export async function withAdmin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes the account of the migrator and its database, when they are missing. The migrator is no superuser: what the
 * migrations do here they can also do on a managed PostgreSQL. BYPASSRLS because it owns and repairs every row.
 */
export async function ensureDatabase(server: Embedded, database = DATABASE): Promise<string> {
  await withAdmin(server.adminUrl, async (client) => {
    const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'proofmark_migrator'");
    if (role.rowCount === 0) await client.query("CREATE ROLE proofmark_migrator LOGIN CREATEROLE CREATEDB BYPASSRLS");
    await client.query(`ALTER ROLE proofmark_migrator PASSWORD ${client.escapeLiteral(server.secrets.migrator)}`);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER proofmark_migrator`);
  });
  return urlFor(server, "proofmark_migrator", server.secrets.migrator, database);
}

/** Lets the roles that the first migration made log in with this cluster's passwords. Call it after migrating. */
export async function ensureLogins(server: Embedded, database = DATABASE): Promise<DatabaseUrls> {
  const passwords = { proofmark_web: server.secrets.web, proofmark_worker: server.secrets.worker };
  await withAdmin(server.adminUrl, async (client) => {
    // One at a time: two processes altering the same role fail with "tuple concurrently updated".
    await client.query("SELECT pg_advisory_lock(72707370)");
    const { rows } = await client.query<{ rolname: string }>(
      "SELECT rolname FROM pg_roles WHERE rolname = ANY($1) AND NOT rolcanlogin",
      [SERVICE_ROLES],
    );
    for (const name of SERVICE_ROLES.filter((role) => rows.some((row) => row.rolname === role))) {
      await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(passwords[name])}`);
    }
  });
  return {
    migratorUrl: urlFor(server, "proofmark_migrator", server.secrets.migrator, database),
    webUrl: urlFor(server, "proofmark_web", passwords.proofmark_web, database),
    workerUrl: urlFor(server, "proofmark_worker", passwords.proofmark_worker, database),
  };
}

function urlFor(server: Embedded, role: string, password: string, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${server.port}/${database}`;
}

/**
 * Connections to an outside PostgreSQL. Without accounts of their own, web and worker log in as the given user and
 * take their role at connection start, so the walls stand there too.
 */
export function externalUrls(databaseUrl: string, webUrl?: string, workerUrl?: string): DatabaseUrls {
  return {
    migratorUrl: databaseUrl,
    webUrl: webUrl ?? asRole(databaseUrl, "proofmark_web"),
    workerUrl: workerUrl ?? asRole(databaseUrl, "proofmark_worker"),
  };
}

function asRole(databaseUrl: string, role: string): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get("options");
  url.searchParams.set("options", `${given ? `${given} ` : ""}-c role=${role}`);
  // PostgreSQL splits options at spaces; a plus sign would reach it as a plus sign.
  url.search = url.search.replaceAll("+", "%20");
  return url.href;
}

/** PostgreSQL 16 no longer lets the creator of a role take that role by itself: grant it, where it is missing. */
export async function grantRolesToSelf(databaseUrl: string): Promise<void> {
  await withAdmin(databaseUrl, async (client) => {
    const { rows } = await client.query<{ rolname: string }>("SELECT rolname FROM pg_roles WHERE rolname = ANY($1)", [
      SERVICE_ROLES,
    ]);
    for (const { rolname } of rows) {
      try {
        await client.query(`SET ROLE ${client.escapeIdentifier(rolname)}`);
        await client.query("RESET ROLE");
      } catch {
        await client.query(`GRANT ${client.escapeIdentifier(rolname)} TO CURRENT_USER`);
      }
    }
  });
}
