import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkerGround, type WorkerGround } from "../../tests/setup/worker-ground";
import { clock } from "../clock";
import { openStore, readSystem, type SystemContext } from "../store";
import { burnDownOf } from "./burn-down";

const NOW = new Date("2026-11-20T12:00:00.000Z");
let ground: WorkerGround;
let ctx: SystemContext;

beforeAll(async () => {
  clock.now = () => NOW;
  ground = await openWorkerGround();
  ctx = await ground.system("one");
});

afterAll(() => ground?.close());

type Row = [start: string | null, due: string | null, stopped: string | null, state: string];

/** Clocks as the evaluation leaves them, written by their owner. */
async function write(systemId: string, list: readonly Row[]): Promise<void> {
  const owner = openStore(ground.database.migratorUrl, "migrator", { max: 1 });
  const at = (value: string | null) => (value === null ? "NULL" : `'${value}'`);
  for (const [index, [start, due, stopped, state]] of list.entries()) {
    await owner.prisma.$executeRawUnsafe(
      `INSERT INTO patch_sla (system_id, id, image_id, vulnerability, aliases, package_key, package_name, severity, severity_rank, digest, start_at, start_basis, due_at, stopped_at, state, rule, rule_version, inputs, computed_at)
       SELECT '${systemId}', gen_random_uuid(), i.id, 'CVE-2026-${1000 + index}', '{}', 'deb/x', 'x', 'high', 1, '${"a".repeat(64)}', ${at(start)}, 'first seen', ${at(due)}, ${at(stopped)}, '${state}', 'r', 1, '{}', '${NOW.toISOString()}'
       FROM image i WHERE i.system_id = '${systemId}'`,
    );
  }
  await owner.close();
}

test("each day counts what was open at its end, today what is open now, and ahead what falls due", async () => {
  await ground.upload(ctx, "x.json", "{}", { image: "registry.example/app:1", digest: `sha256:${"a".repeat(64)}` });
  await ground.work();
  await write(ctx.systemId, [
    ["2026-09-01T00:00:00Z", "2026-11-10T08:00:00Z", null, "breached"],
    ["2026-09-01T00:00:00Z", NOW.toISOString(), null, "breached"],
    ["2026-11-15T08:00:00Z", "2026-11-20T18:00:00Z", null, "due-soon"],
    [null, "2026-11-25T00:00:00Z", null, "open"],
    ["2026-09-01T00:00:00Z", "2026-11-12T08:00:00Z", "2026-11-18T08:00:00Z", "met-late"],
    ["2026-09-01T00:00:00Z", "2026-11-12T08:00:00Z", null, "excepted"],
    ["2026-09-01T00:00:00Z", null, null, "open"],
    ["2026-09-01T00:00:00Z", "2027-11-12T08:00:00Z", null, "open"],
  ]);
  const days = await readSystem(ctx, (tx) => burnDownOf(tx, ctx.systemId, NOW));
  const of = (day: string, ahead: boolean) => {
    const found = days.find((one) => one.day === day && one.ahead === ahead);
    return found && [found.inside, found.breached, found.due];
  };
  expect(days).toHaveLength(62);
  expect(of("2026-11-09", false)).toEqual([5, 0, 0]);
  expect(of("2026-11-10", false)).toEqual([4, 1, 1]);
  expect(of("2026-11-12", false)).toEqual([3, 2, 1]);
  expect(of("2026-11-18", false)).toEqual([4, 1, 0]);
  expect(of("2026-11-20", false)).toEqual([3, 2, 1]);
  expect(of("2026-11-20", true)).toEqual([2, 3, 1]);
  expect(of("2026-11-24", true)).toEqual([2, 3, 0]);
  expect(of("2026-11-25", true)).toEqual([1, 4, 1]);
  expect(of("2026-12-20", true)).toEqual([1, 4, 0]);
});

test("another system sees none of it", async () => {
  const other = await ground.system("two");
  const days = await readSystem(other, (tx) => burnDownOf(tx, other.systemId, NOW));
  expect(days.every(({ inside, breached, due }) => inside + breached + due === 0)).toBe(true);
});
