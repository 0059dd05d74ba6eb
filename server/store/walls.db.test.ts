import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { withAdmin } from "../embedded/roles";

/** Tables of a system that stand outside the wall, each looked at before its system is known. */
const WITHOUT_WALL = ["api_token", "membership"];
/** Records of what happened: nobody changes or removes them. */
const RECORDS = [
  "advisory_alias", "approved_list", "audit_event", "audit_seal", "binding", "document", "evaluation", "evidence_blob", "evidence_chunk", "exception", "judgement",
  "policy_version", "provenance_expectation", "submission", "submission_repeat", "trust_change", "trust_decision", "trust_policy", "trust_root", "verification", "vex_statement", "vulnerability_alias",
];
/** What the web process may change or remove; everything else it only reads or adds to. */
const WEB_UPDATES = [
  "account", "api_token", "auth_rate_limit", "auth_verification", "deployment", "digest", "image", "image_tag", "membership", "packet", "receipt",
  "session", "setup_link", "signed_document.wanted", "system", "user",
];
const WEB_DELETES = ["account", "auth_rate_limit", "auth_verification", "membership", "session"];
/** What only the worker says. */
const WEB_NEVER_ADDS = ["advisory_alias", "audit_seal", "binding", "binding_current", "document", "evaluation", "finding", "patch_sla", "signed_document", "verification"];
const WORKER_NEVER_READS = ["account", "api_token", "auth_rate_limit", "auth_verification", "session", "setup_link", "user"];

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

const names = (sql: string): Promise<string[]> =>
  withAdmin(database.migratorUrl, async (client) => (await client.query<{ name: string }>(`SELECT name FROM (${sql}) t ORDER BY name COLLATE "C"`)).rows.map(({ name }) => name));

const TABLES = `SELECT c.relname AS name, c.oid, c.relrowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`;
const OF_SYSTEMS = `SELECT t.* FROM (${TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'system_id' AND NOT a.attisdropped`;

const granted = (role: string, right: string): string => `SELECT t.name FROM (${TABLES}) t WHERE has_table_privilege('proofmark_${role}', t.oid, '${right}')`;
/** Grants on single columns, as "table.column"; those of whole tables are left out. */
const grantedColumns = (role: string, right: string): string =>
  `SELECT t.name || '.' || a.attname AS name FROM (${TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE has_column_privilege('proofmark_${role}', t.oid, a.attnum, '${right}') AND NOT has_table_privilege('proofmark_${role}', t.oid, '${right}')`;

test("every table of a system has a wall that shows and takes rows of the transaction's system alone", async () => {
  expect(await names(`SELECT name FROM (${OF_SYSTEMS}) t WHERE NOT relrowsecurity`)).toEqual(WITHOUT_WALL);
  const loose = `SELECT t.name || ': ' || p.polname AS name FROM (${OF_SYSTEMS}) t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE t.name <> 'audit_event' AND NOT (pg_get_expr(p.polqual, p.polrelid) = '(system_id = proofmark_system())' AND pg_get_expr(p.polwithcheck, p.polrelid) = '(system_id = proofmark_system())')`;
  expect(await names(loose)).toEqual([]);
  expect(await names(`SELECT t.name FROM (${OF_SYSTEMS}) t WHERE relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid)`)).toEqual([]);
});

test("records of what happened can be added and never changed, by nobody", async () => {
  for (const role of ["web", "worker"]) {
    for (const right of ["UPDATE", "DELETE", "TRUNCATE"]) {
      const may = await names(granted(role, right));
      expect(may.filter((name) => RECORDS.includes(name)), `${role} ${right}`).toEqual([]);
    }
    expect((await names(grantedColumns(role, "UPDATE"))).filter((name) => RECORDS.includes(name.split(".")[0] ?? "")), role).toEqual([]);
  }
  const guarded = `SELECT t.name FROM (${TABLES}) t WHERE
    EXISTS (SELECT 1 FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid WHERE g.tgrelid = t.oid AND f.proname = 'proofmark_immutable' AND g.tgenabled = 'O' AND g.tgtype & 26 = 26)
    AND EXISTS (SELECT 1 FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid WHERE g.tgrelid = t.oid AND f.proname = 'proofmark_immutable' AND g.tgenabled = 'O' AND g.tgtype & 32 = 32)`;
  expect(await names(guarded)).toEqual(RECORDS);
});

test("the web process changes only what it has to, and adds no verdicts; the worker sees no people and no secrets", async () => {
  expect([...(await names(granted("web", "UPDATE"))), ...(await names(grantedColumns("web", "UPDATE")))].sort()).toEqual(WEB_UPDATES);
  expect(await names(granted("web", "DELETE"))).toEqual(WEB_DELETES);
  expect((await names(granted("web", "INSERT"))).filter((name) => WEB_NEVER_ADDS.includes(name))).toEqual([]);
  expect((await names(granted("worker", "SELECT"))).filter((name) => WORKER_NEVER_READS.includes(name))).toEqual([]);
  for (const role of ["web", "worker"]) expect(await names(granted(role, "TRUNCATE")), role).toEqual([]);
  expect(await names(`SELECT grantee AS name FROM information_schema.role_table_grants WHERE table_schema = 'public' AND grantee = 'PUBLIC' AND table_name NOT LIKE 'pg_%'`)).toEqual([]);
});
