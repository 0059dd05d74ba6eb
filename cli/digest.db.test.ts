import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../tests/setup/test-database";
import { withAdmin } from "../server/embedded/roles";
import { ensureSystem } from "../server/services/ensure-default-system";
import { digestCommand } from "./digest";
import { EXIT } from "./usage";

const DIGEST = "ab".repeat(32);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(process.env, { DATABASE_URL: database.migratorUrl, PROOFMARK_WEB_DATABASE_URL: database.webUrl, PROOFMARK_WORKER_DATABASE_URL: database.workerUrl });
  const systemId = await ensureSystem(database.migratorUrl, { name: "payments", title: "Payments", sample: false });
  await withAdmin(database.migratorUrl, (client) => client.query(
    `INSERT INTO digest (system_id, sha256, first_seen_at, attempts, attempted, problem) VALUES ($1, $2, now(), 5, '0 9', '{"code": "evaluation/too-many-attempts", "detail": "It ended without an answer."}')`, [systemId, DIGEST]));
});

afterAll(() => database?.drop());

test("digest failed lists what was given up and why; digest retry takes it off the list", async () => {
  expect(await digestCommand(["failed", "--system", "payments"])).toBe(`sha256:${DIGEST}  in no image line  5 attempts  evaluation/too-many-attempts: It ended without an answer.`);
  expect(await digestCommand(["retry", "--system", "payments", "--digest", `sha256:${DIGEST}`])).toContain("evaluated again");
  expect(await digestCommand(["failed", "--system", "payments"])).toBe("");
  expect(await digestCommand(["retry", "--system", "payments", "--digest", DIGEST])).toContain("nothing to change");
  await expect(digestCommand(["retry", "--system", "payments", "--digest", "abc"])).rejects.toMatchObject({ code: EXIT.usage });
});
