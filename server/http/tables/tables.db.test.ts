import { afterAll, beforeAll, expect, test } from "vitest";
import { DIGEST_TABLES, FILE_TABLES, IMAGE_TABLES, SYSTEM_TABLES, TRUST_TABLES, type TableRow } from "../../../contracts/table";
import { bearer, call, handlerOf, startTestApp, tokenFor } from "../../../tests/setup/test-app";
import { sampleImage } from "../../services/ingest/sample-image";
import { csvCell } from "../csv";

const IMAGE = "registry.example/payments/api";
const HOSTILE_TAG = "=cmd";
const image = sampleImage();
const BASE = "/api/v1/systems/one";
const LISTS: { route: string; path: string; tables: readonly string[] }[] = [
  { route: "tables", path: `${BASE}/tables`, tables: SYSTEM_TABLES },
  { route: "images/[image]/tables", path: `${BASE}/images/${encodeURIComponent(IMAGE)}/tables`, tables: IMAGE_TABLES },
  { route: "digests/[digest]/tables", path: `${BASE}/digests/${image.manifest.claimed}/tables`, tables: DIGEST_TABLES },
  { route: "evidence/[sha256]/tables", path: `${BASE}/evidence/${image.sbom.sha256}/tables`, tables: FILE_TABLES },
  { route: "trust/tables", path: `${BASE}/trust/tables`, tables: TRUST_TABLES },
];
/** The sample has a row in each of these. */
const FULL = ["owners", "frameworks", "events", "digests", "tags", "because", "configuration", "layers", "shape", "standard", "levels", "documents", "quality", "tokens", "roots"];

let app: Awaited<ReturnType<typeof startTestApp>>;
let reader = "";
let stranger = "";

beforeAll(async () => {
  app = await startTestApp();
  const one = await app.system("one");
  const post = await handlerOf("api/v1/systems/[system]/evidence/route.ts", "POST");
  for (const file of Object.values(image)) {
    const query = new URLSearchParams({ image: `${IMAGE}:1.4`, digest: file.claimed, filename: file.name });
    expect((await call(post, `${BASE}/evidence?${query}`, { method: "POST", body: Buffer.from(file.bytes), headers: bearer(await tokenFor(one, "ingest")) })).status).toBe(202);
  }
  await app.work();
  reader = await tokenFor(one, "viewer");
  stranger = await tokenFor(await app.system("two"), "lead");
});

afterAll(() => app?.stop());

async function get(route: string, path: string, query: Record<string, string>, token = reader): Promise<Response> {
  const csv = path.endsWith(".csv") ? ".csv" : "";
  return call(await handlerOf(`api/v1/systems/[system]/${route}${csv}/route.ts`, "GET"), `${path}?${new URLSearchParams(query)}`, { method: "GET", headers: bearer(token) });
}

async function allRows(route: string, path: string, table: string, limit: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  let cursor: string | null = null;
  do {
    const answer: Response = await get(route, path, { table, limit: String(limit), ...(cursor ? { cursor } : {}) });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const page = (await answer.json()) as { items: TableRow[]; nextCursor: string | null };
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

test("every small table is the same in JSON, page by page, and in CSV, whole", async () => {
  for (const { route, path, tables } of LISTS) {
    for (const table of tables) {
      const rows = await allRows(route, path, table, 2);
      if (FULL.includes(table)) expect(rows.length, table).toBeGreaterThan(0);
      const answer = await get(route, `${path}.csv`, { table });
      expect(answer.headers.get("content-type"), table).toContain("text/csv");
      expect(answer.headers.get("content-disposition"), table).toContain(`${table}.csv`);
      const text = await answer.text();
      const columns = Object.keys(rows[0] ?? {});
      const [head = "", ...rest] = [text.slice(0, text.indexOf("\r\n")), text.slice(text.indexOf("\r\n") + 2)];
      expect(head.split(",").length, table).toBeGreaterThan(1);
      if (rows.length > 0) expect(head, table).toBe(columns.map(csvCell).join(","));
      expect(rest.join(""), table).toBe(rows.map((row) => `${columns.map((column) => csvCell(row[column])).join(",")}\r\n`).join(""));
    }
  }
});

test("what a spreadsheet could take for a formula is guarded in these too", async () => {
  const one = await app.system("one");
  const { withSystem } = await import("../../store");
  await withSystem({ systemId: one, actor: { kind: "user", id: "u", name: "u" }, store: app.store }, async (tx) => {
    await tx.$executeRaw`INSERT INTO image_tag (system_id, image_id, tag, digest, from_at) SELECT ${one}::uuid, id, ${HOSTILE_TAG}, ${image.manifest.sha256}, now() FROM image WHERE system_id = ${one}::uuid`;
  });
  const csv = await (await get("images/[image]/tables", `${BASE}/images/${encodeURIComponent(IMAGE)}/tables.csv`, { table: "tags" })).text();
  expect(csv).toContain(`"'${HOSTILE_TAG}"`);
  expect(csv).not.toContain(`"${HOSTILE_TAG}"`);
});

test("reasons are narrowed to one control, owners by the page's filters, and a cursor is of one table", async () => {
  const rows = await allRows("digests/[digest]/tables", `${BASE}/digests/${image.manifest.claimed}/tables`, "because", 100);
  const { framework = "", control = "" } = rows[0] as Record<string, string>;
  const some = await get("digests/[digest]/tables", `${BASE}/digests/${image.manifest.claimed}/tables`, { table: "because", framework, control, limit: "500" });
  const items = ((await some.json()) as { items: TableRow[] }).items;
  expect(items).toEqual(rows.filter((row) => row["framework"] === framework && row["control"] === control));
  expect(items.length).toBeLessThan(rows.length);
  const owners = await get("tables", `${BASE}/tables`, { table: "owners", q: "no-such-flaw" });
  expect(((await owners.json()) as { items: TableRow[] }).items).toEqual([]);
  const first = (await (await get("tables", `${BASE}/tables`, { table: "events", limit: "1" })).json()) as { nextCursor: string };
  expect((await get("tables", `${BASE}/tables`, { table: "frameworks", cursor: first.nextCursor })).status).toBe(400);
});

test("no small table of a system is told to another", async () => {
  for (const { route, path, tables } of LISTS) {
    for (const table of tables) expect((await get(route, path, { table }, stranger)).status, `${route} ${table}`).toBe(404);
  }
});
