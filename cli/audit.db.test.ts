import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../tests/setup/test-database";
import { withAdmin } from "../server/embedded/roles";
import { ensureSystem } from "../server/services/ensure-default-system";
import { writeAudit } from "../server/services/audit";
import { sealAudit } from "../server/services/seal-audit";
import { openStore, withSystem } from "../server/store";
import { auditCommand } from "./audit";
import { EXIT, type CliError } from "./usage";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(process.env, { DATABASE_URL: database.migratorUrl, PROOFMARK_WEB_DATABASE_URL: database.webUrl, PROOFMARK_WORKER_DATABASE_URL: database.workerUrl });
});

afterAll(() => database?.drop());

async function write(entries: number): Promise<void> {
  const systemId = await ensureSystem(database.migratorUrl, { name: "payments", title: "Payments", sample: false });
  const store = openStore(database.workerUrl, "worker", { max: 1 });
  const ctx = { systemId, store, actor: { kind: "system", id: "t", name: "t" } as const };
  for (let n = 0; n < entries; n += 1) await withSystem(ctx, (tx) => writeAudit(tx, { systemId, at: new Date("2026-11-20T12:00:00Z"), actor: ctx.actor, action: "document.read", object: `document/${n}` }));
  await sealAudit(store);
  await store.close();
}

const headOf = (report: string): string => /^head ([0-9a-f]{64})$/m.exec(report)?.[1] ?? "";
const refused = (args: string[]): Promise<CliError> => auditCommand(args).then((report) => Promise.reject(new Error(report)), (error: unknown) => error as CliError);

test("audit verify prints count and head of a sound log, and finds the head again later", async () => {
  await write(3);
  const first = await auditCommand(["verify"]);
  expect(first).toMatch(/every entry has its hash/);
  expect(first).toContain("payments: 4 entries");
  expect(first).toContain("Without --head");
  await write(1);
  const second = await auditCommand(["verify", "--head", headOf(first)]);
  expect(second).toContain("The head kept is that of position 4; 2 entries came after it.");
  expect(headOf(second)).not.toBe(headOf(first));
});

test("audit verify fails on a head that is not in the chain, and on a changed entry, which it names", async () => {
  const lost = await refused(["verify", "--head", "ab".repeat(32)]);
  expect(lost).toMatchObject({ code: EXIT.failed, message: expect.stringContaining("[audit/head]") as string });
  await withAdmin(database.migratorUrl, (client) => client.query(`ALTER TABLE audit_event DISABLE TRIGGER audit_event_immutable; UPDATE audit_event SET object = 'forged' WHERE seq = 2`));
  const changed = await refused(["verify"]);
  expect(changed.code).toBe(EXIT.failed);
  expect(changed.message).toMatch(/\[audit\/changed\] entry 2 at position 2: expected [0-9a-f]{64}, got [0-9a-f]{64}/);
  expect(changed.message).toMatch(/^sealed 6 /m);
});

test("audit verify takes a whole hash as head, and no other verb", async () => {
  expect(await refused(["verify", "--head", "abc"])).toMatchObject({ code: EXIT.usage });
  expect(await refused(["show"])).toMatchObject({ code: EXIT.usage });
});
