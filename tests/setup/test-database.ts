import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { withAdmin, type DatabaseUrls } from "../../server/embedded/roles";

export interface TestDatabase extends DatabaseUrls {
  drop: () => Promise<void>;
}

/** A fresh, migrated database of the caller's own: a copy of the template. Call it in `beforeAll`, `drop` in `afterAll`. */
export async function createTestDatabase(template = "proofmark_template"): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const adminUrl = inject("adminUrl");
  await withAdmin(adminUrl, async (client) => {
    // Copying fails while another file copies the same template: one at a time.
    await client.query("SELECT pg_advisory_lock(72707371)");
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER proofmark_migrator`);
  });
  const here = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return {
    migratorUrl: here(inject("migratorUrl")),
    webUrl: here(inject("webUrl")),
    workerUrl: here(inject("workerUrl")),
    drop: () => withAdmin(adminUrl, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}
