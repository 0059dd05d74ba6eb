import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { openDatabase } from "./open";
import { externalUrls, withAdmin } from "./roles";
import { ensureSecret } from "./secret";

const folder = mkdtempSync(path.join(tmpdir(), "proofmark-open-"));
const migrations = path.join(folder, "migrations");
const ROLES = ["proofmark_web", "proofmark_worker"].map(
  (role) =>
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF; END $$;`,
);

const whoAmI = (url: string) =>
  withAdmin(url, async (client) => (await client.query<{ name: string }>("SELECT current_user AS name")).rows[0]?.name);

describe("openDatabase on an outside PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    mkdirSync(path.join(migrations, "0001_roles"), { recursive: true });
    writeFileSync(path.join(migrations, "0001_roles/migration.sql"), ROLES.join("\n"));
    database = await createTestDatabase("template1");
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("migrates and takes the roles of web and worker at connection start, without being a superuser", async () => {
    const open = await openDatabase({ dataDir: folder, databaseUrl: database.migratorUrl }, migrations, () => {});
    expect(await whoAmI(open.migratorUrl)).toBe("proofmark_migrator");
    expect(await whoAmI(open.webUrl)).toBe("proofmark_web");
    expect(await whoAmI(open.workerUrl)).toBe("proofmark_worker");
    await open.close();
  });

  it("uses accounts of their own where they are given", () => {
    expect(externalUrls("postgresql://a@h/d", "postgresql://w@h/d")).toMatchObject({
      webUrl: "postgresql://w@h/d",
      workerUrl: "postgresql://a@h/d?options=-c%20role%3Dproofmark_worker",
    });
  });

  it("says so when nothing answers", async () => {
    const open = openDatabase(
      { dataDir: folder, databaseUrl: "postgresql://x@127.0.0.1:1/none" },
      migrations,
      () => {},
    );
    await expect(open).rejects.toMatchObject({ code: "database/unreachable" });
  });
});

describe("ensureSecret", () => {
  it("answers the same secret again", () => {
    const first = ensureSecret(folder);
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(ensureSecret(folder)).toBe(first);
  });
});
