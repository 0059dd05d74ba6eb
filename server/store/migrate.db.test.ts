import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { withAdmin } from "../embedded/roles";
import { migrate } from "./migrate";

const root = mkdtempSync(path.join(tmpdir(), "proofmark-migrations-"));
let folder: string;
let database: TestDatabase;

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

const query = (sql: string) =>
  withAdmin(database.migratorUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);

describe("migrate", () => {
  beforeAll(() => mkdirSync(root, { recursive: true }));
  beforeEach(async () => {
    folder = mkdtempSync(path.join(root, "case-"));
    database = await createTestDatabase("template1");
    write(
      "0001_first",
      "CREATE TABLE a (id int); CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;",
    );
    return () => database.drop();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("applies in name order and records what Prisma records", async () => {
    write("0002_second", "ALTER TABLE a ADD COLUMN b text;");
    expect(await migrate(database.migratorUrl, folder)).toEqual({ ok: true, value: ["0001_first", "0002_second"] });
    const rows = await query(
      `SELECT migration_name, applied_steps_count, length(checksum) AS size FROM _prisma_migrations ORDER BY 1`,
    );
    expect(rows).toEqual([
      { migration_name: "0001_first", applied_steps_count: 1, size: 64 },
      { migration_name: "0002_second", applied_steps_count: 1, size: 64 },
    ]);
  });

  it("does nothing the second time and only the new one the third", async () => {
    await migrate(database.migratorUrl, folder);
    expect(await migrate(database.migratorUrl, folder)).toEqual({ ok: true, value: [] });
    write("0002_second", "CREATE TABLE c (id int);");
    expect(await migrate(database.migratorUrl, folder)).toEqual({ ok: true, value: ["0002_second"] });
  });

  it("refuses a migration edited after it was applied and applies nothing", async () => {
    await migrate(database.migratorUrl, folder);
    write("0001_first", "CREATE TABLE a (id bigint);");
    write("0002_second", "CREATE TABLE c (id int);");
    expect(await migrate(database.migratorUrl, folder)).toMatchObject({
      ok: false,
      problem: { code: "migrate/edited", at: "0001_first" },
    });
    expect(await query("SELECT to_regclass('c') AS c")).toEqual([{ c: null }]);
  });

  it("refuses a half-applied migration", async () => {
    await migrate(database.migratorUrl, folder);
    await query("UPDATE _prisma_migrations SET finished_at = NULL");
    expect(await migrate(database.migratorUrl, folder)).toMatchObject({
      ok: false,
      problem: { code: "migrate/half-applied" },
    });
  });

  it("refuses a database newer than the code", async () => {
    write("0009_later", "CREATE TABLE later (id int);");
    await migrate(database.migratorUrl, folder);
    rmSync(path.join(folder, "0009_later"), { recursive: true });
    expect(await migrate(database.migratorUrl, folder)).toMatchObject({
      ok: false,
      problem: { code: "migrate/newer-database", at: "0009_later" },
    });
  });

  it("rolls a failing migration back whole and can apply its repaired form", async () => {
    write("0002_second", "CREATE TABLE c (id int); SELECT 1/0;");
    expect(await migrate(database.migratorUrl, folder)).toMatchObject({
      ok: false,
      problem: { code: "migrate/failed", at: "0002_second" },
    });
    expect(await query("SELECT to_regclass('c') AS c")).toEqual([{ c: null }]);
    write("0002_second", "CREATE TABLE c (id int);");
    expect(await migrate(database.migratorUrl, folder)).toEqual({ ok: true, value: ["0002_second"] });
  });

  it("lets four migrators at once apply everything exactly once", async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => migrate(database.migratorUrl, folder)));
    expect(results.flatMap((result) => (result.ok ? result.value : ["refused"]))).toEqual(["0001_first"]);
  });

  it("says so when no database answers", async () => {
    const result = await migrate("postgresql://nobody:x@127.0.0.1:1/none", folder);
    expect(result).toMatchObject({ ok: false, problem: { code: "migrate/unreachable" } });
  });
});
