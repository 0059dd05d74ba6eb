import { afterAll, beforeAll, expect, test } from "vitest";
import { preview, receipt, receiptRow, type Preview, type Receipt } from "../../contracts/receipt";
import { sampleImage } from "../services/ingest/sample-image";
import { closePreviewParser } from "../jobs/preview-parser";
import { rows } from "../store";
import { bearer, call, handlerOf, ORIGIN, signedIn, startTestApp, tokenFor } from "../../tests/setup/test-app";

const S = "api/v1/systems/[system]";
const NAME = "registry.example/payments/api";
const image = sampleImage();

let app: Awaited<ReturnType<typeof startTestApp>>;
let one = "";
let token = "";

beforeAll(async () => {
  app = await startTestApp();
  one = await app.system("one");
  token = await tokenFor(one, "owner");
});

afterAll(async () => {
  await closePreviewParser();
  await app?.stop();
});

type File = { name: string; bytes: Uint8Array };

async function post(route: "evidence" | "evidence/preview", files: File[], query: Record<string, string> = {}, headers: Record<string, string> = bearer(token)): Promise<Response> {
  const body = new FormData();
  for (const { name, bytes } of files) body.append("file", new Blob([Uint8Array.from(bytes)]), name);
  const handler = await handlerOf(`${S}/${route}/route.ts`, "POST");
  return call(handler, `/api/v1/systems/one/${route}?${new URLSearchParams(query)}`, { method: "POST", body, headers });
}

async function looked(files: File[], query: Record<string, string> = {}): Promise<Preview> {
  const answer = await post("evidence/preview", files, query);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return preview.parse(JSON.parse(text));
}

async function stored(files: File[], query: Record<string, string> = {}): Promise<Receipt> {
  const answer = await post("evidence", files, query);
  expect(answer.status).toBe(202);
  const { id } = receipt.parse(await answer.json());
  await app.work();
  return receipt.parse(await (await call(await handlerOf("api/v1/receipts/[id]/route.ts"), `/api/v1/receipts/${id}`, { headers: bearer(token) })).json());
}

/** Rows of every table of the system's data. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await rows<{ name: string }>(app.store.prisma, `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`);
  const admin = await import("pg").then(({ default: pg }) => new pg.Client({ connectionString: app.database.migratorUrl }));
  await admin.connect();
  const counts: Record<string, number> = {};
  for (const { name } of tables.filter(({ name }) => name !== "api_token")) {
    counts[name] = Number((await admin.query<{ n: string }>(`SELECT count(*) AS n FROM "${name}"`)).rows[0]?.n);
  }
  await admin.end();
  return counts;
}

const text = (name: string, content: string): File => ({ name, bytes: Buffer.from(content) });
const claim = { image: `${NAME}:1.4`, digest: image.manifest.claimed };

test("a preview says what will be, writes no row, and the receipt then says the same", async () => {
  const files = [image.sbom, image.manifest, image.config, text("cut.json", '{"bomFormat": "CycloneDX", "comp'), text("notes.txt", "hello")];
  const before = await rowCounts();
  const ahead = await looked(files, claim);
  expect(await rowCounts()).toEqual(before);
  const then = await stored(files, claim);
  const known = then.submissions.flatMap(({ documents }) => documents).map(({ id: _id, ...document }) => document);
  expect(known).toEqual(ahead.files.flatMap(({ documents }) => documents));
  expect(then.says.lead).toBe(ahead.says.lead.replace("would be applied", "applied"));
  expect(ahead.files.map(({ held }) => held)).toEqual([null, null, null, null, null]);
});

test("a manifest in the same bundle binds what names only its config", async () => {
  const fresh = sampleImage("-preview");
  const alone = await looked([fresh.scan]);
  const together = await looked([fresh.scan, fresh.manifest]);
  const states = ({ files }: Preview) => files[0]?.documents[0]?.bindings.map(({ state }) => state);
  expect(together.files[0]?.documents[0]?.pending).toBe(false);
  expect(states(together)).not.toEqual(["conflict"]);
  expect(alone.files[0]?.documents[0]?.resolves.length === 0).toBe(alone.files[0]?.documents[0]?.pending === false);
});

test("what the held graph knows to be another image is a conflict before it is stored", async () => {
  const other = sampleImage("-other");
  await stored([other.manifest, other.config, other.index]);
  const ahead = await looked([other.sbom], claim);
  const [document] = ahead.files[0]?.documents ?? [];
  expect(document?.conflict).toBe(true);
  expect(document?.resolves[0]).toMatch(/different images/);
  expect(ahead.says.rest).toContain("in conflict");
});

test("what was handed in before in the same words is known by its receipt", async () => {
  const first = await stored([image.scan], claim);
  const again = await looked([image.scan], claim);
  expect(again.files[0]?.held?.receipt).toBe(first.id);
  expect((await looked([image.scan])).files[0]?.held).toBeNull();
});

test("an inventory says what it lacks, in the preview and in the receipt", async () => {
  const sbom = { bomFormat: "CycloneDX", specVersion: "1.5", components: [{ type: "library", name: "a" }, { type: "library", name: "a" }] };
  const [document] = (await looked([text("gaps.json", JSON.stringify(sbom))])).files[0]?.documents ?? [];
  expect(document?.sbom?.quality).toMatchObject({ components: 2, withPurl: 0, duplicates: 1, withHash: 0, os: null });
  expect(document?.sbom?.gaps.map(({ code }) => code)).toContain("sbom/no-os");
});

test("a preview is refused as the door refuses, with limit and place", async () => {
  expect((await post("evidence/preview", [text("empty.json", "")])).status).toBe(400);
  expect((await post("evidence/preview", [])).status).toBe(400);
  expect((await post("evidence/preview", [image.sbom], { digest: `sha256:${"g".repeat(64)}` })).status).toBe(400);
  const handler = await handlerOf(`${S}/evidence/preview/route.ts`, "POST");
  const huge = await call(handler, "/api/v1/systems/one/evidence/preview", { method: "POST", body: "{}", headers: { ...bearer(token), "content-length": "999999999" } });
  expect(huge.status).toBe(413);
  expect(await huge.json()).toMatchObject({ code: "door/too-large", limit: { max: 67_108_864 } });
  const wrong = await call(handler, "/api/v1/systems/one/evidence/preview", { method: "POST", body: "{}", headers: { ...bearer(token), "content-digest": `sha-256=:${Buffer.alloc(32).toString("base64")}:` } });
  expect(await wrong.json()).toMatchObject({ code: "door/digest-mismatch" });
});

test("a preview by cookie is for our own pages and for those who may hand in", async () => {
  const cookie = await signedIn("owner@example.test", { systemId: one, role: "owner" });
  expect((await post("evidence/preview", [image.sbom], {}, { cookie })).status).toBe(403);
  expect((await post("evidence/preview", [image.sbom], {}, { cookie, origin: "https://evil.example" })).status).toBe(403);
  expect((await post("evidence/preview", [image.sbom], {}, { cookie, origin: ORIGIN })).status).toBe(200);
  expect((await post("evidence/preview", [image.sbom], {}, bearer(await tokenFor(one, "viewer")))).status).toBe(403);
});

test("receipts are filtered by words, state and outcome, paged without loss, and told as CSV", async () => {
  const list = await handlerOf(`${S}/receipts/route.ts`);
  const ask = async (query: Record<string, string>) => {
    const answer = await call(list, `/api/v1/systems/one/receipts?${new URLSearchParams(query)}`, { headers: bearer(token) });
    expect(answer.status).toBe(200);
    const page = (await answer.json()) as { items: unknown[]; nextCursor: string | null };
    return { items: page.items.map((item) => receiptRow.parse(item)), nextCursor: page.nextCursor };
  };
  const all = (await ask({})).items;
  expect(all.length).toBeGreaterThanOrEqual(3);
  expect((await ask({ q: "cut.json" })).items).toHaveLength(1);
  expect((await ask({ q: "%" })).items).toEqual([]);
  expect((await ask({ outcome: "refused" })).items.map(({ documents }) => documents)).toMatchObject([{ total: 5, refused: 1, opaque: 1 }]);
  expect((await ask({ state: "rejected" })).items).toEqual([]);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await ask({ limit: "1", ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all.map(({ id }) => id));
  const csv = await (await call(await handlerOf(`${S}/receipts.csv/route.ts`), "/api/v1/systems/one/receipts.csv?q=cut.json", { headers: bearer(token) })).text();
  expect(csv.trim().split("\r\n")).toHaveLength(2);
});
