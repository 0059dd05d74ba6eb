import { afterAll, beforeAll, expect, test } from "vitest";
import { searchFilters, type SearchAnswer, type SearchFilters } from "../../contracts/search";
import { bearer, call, handIn, handlerOf, leadOf, startTestApp, tokenFor } from "../../tests/setup/test-app";
import type { Ctx } from "../auth/principal";
import { sampleImage } from "../services/ingest/sample-image";
import { openStore, sha256Hex, type Store } from "../store";
import { search } from "./search";

const NAME = "registry.example/payments/api";
const first = sampleImage();
const second = sampleImage("-second");

let app: Awaited<ReturnType<typeof startTestApp>>;
let store: Store;
let ctx: Ctx;
let other: Ctx;
let asked = 0;

const ask = (given: Partial<SearchFilters>, as = ctx): Promise<SearchAnswer> => search(as, searchFilters.parse(given));

async function upload(name: string, bytes: Uint8Array, digest: string, tag = "1.4"): Promise<void> {
  await handIn(await tokenFor(ctx.systemId, "ingest"), "one", { image: `${NAME}:${tag}`, digest, filename: name }, bytes);
}

beforeAll(async () => {
  app = await startTestApp();
  store = openStore(app.database.webUrl, "web", { onQuery: (sql) => (asked += /^\s*(?:BEGIN|COMMIT|SET |ROLLBACK|SELECT set_config)/i.test(sql) ? 0 : 1) });
  ctx = leadOf(store, await app.system("one"), "one");
  other = leadOf(store, await app.system("two"), "two");
  for (const image of [first, second]) {
    for (const file of Object.values(image)) await upload(file.name, file.bytes, file.claimed);
    await app.work();
  }
});

afterAll(async () => {
  await store?.close();
  await app?.stop();
});

test("a flaw says first in how many current images and digests it is, and lists the current ones before the superseded", async () => {
  const answer = await ask({ q: "cve-2024-1111" });
  expect(answer.kind).toBe("vulnerability");
  expect(answer.says.lead).toBe("In 1 current image, 2 digests; 2 open.");
  expect(answer.says.rest).toContain("tags name now");
  expect(answer.counts).toMatchObject({ digests: 2, current: 1, superseded: 1, open: 2, notAffected: 0, byDeployment: 0 });
  expect(answer.items.map(({ digest, current }) => [digest, current])).toEqual([[second.manifest.claimed, "tag"], [first.manifest.claimed, null]]);
  expect(answer.items[0]).toMatchObject({ image: NAME, vulnerability: "CVE-2024-1111", status: "open", severity: "high", package: { name: "libssl3", version: "3.0.14-1" } });
  expect(answer.items[0]?.firstObservedAt).toMatch(/^2026-11-1/);
});

test("where and status choose, and pages follow each other without a gap", async () => {
  expect((await ask({ q: "CVE-2024-1111", where: "current" })).items).toHaveLength(1);
  expect((await ask({ q: "CVE-2024-1111", where: "superseded" })).items.map(({ digest }) => digest)).toEqual([first.manifest.claimed]);
  expect((await ask({ q: "CVE-2024-1111", status: "excepted" })).items).toEqual([]);
  const whole = (await ask({ q: "CVE-2024-1111" })).items;
  const page = await ask({ q: "CVE-2024-1111", limit: 1 });
  const next = await ask({ q: "CVE-2024-1111", limit: 1, cursor: page.nextCursor ?? "" });
  expect([...page.items, ...next.items]).toEqual(whole);
  expect(next.nextCursor).toBeNull();
});

test("a package is found by purl, by purl without version, by name, by path and by a part of its name", async () => {
  for (const q of ["pkg:deb/debian/libssl3", "pkg:deb/debian/libssl3@3.0.14-1?arch=amd64", "libssl3", "LIBSSL3"]) {
    const answer = await ask({ q });
    expect(answer.kind, q).toBe("package");
    expect(answer.says.lead, q).toBe("In 1 current image, 2 digests.");
    expect(answer.versions, q).toEqual([{ key: "deb/debian/libssl3", type: "deb", name: "libssl3", version: "3.0.14-1", digests: 2, current: 1 }]);
  }
  expect((await ask({ q: "pkg:deb/debian/libssl3@1" })).counts).toBeNull();
  expect((await ask({ q: "golang.org/x/net" })).versions).toMatchObject([{ type: "golang", version: "v0.20.0", digests: 2 }]);
  const part = await ask({ q: "ibss" });
  expect(part.kind).toBe("names");
  expect(part.packages).toMatchObject([{ key: "deb/debian/libssl3", name: "libssl3", versions: 1 }]);
  expect((await ask({ q: part.packages[0]?.purl ?? "" })).kind).toBe("package");
});

test("an image is found by a part of its name, and with a tag says what the tag names", async () => {
  expect((await ask({ q: "payments" })).images).toMatchObject([{ name: NAME, tag: null }]);
  const tagged = (await ask({ q: `${NAME}:1.4` })).images;
  expect(tagged).toMatchObject([{ name: NAME, tag: "1.4" }]);
  expect(tagged[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect((await ask({ q: "%" })).images).toEqual([]);
  expect((await ask({ q: "_" })).images).toEqual([]);
});

test("a digest is found by its beginning, and by a short word that happens to be hex only from eight digits", async () => {
  const hex = first.manifest.sha256;
  expect((await ask({ q: hex.slice(0, 12) })).digests.map(({ digest }) => digest)).toEqual([first.manifest.claimed]);
  expect((await ask({ q: `${NAME}@sha256:${hex}` })).digests.map(({ digest }) => digest)).toEqual([first.manifest.claimed]);
  expect((await ask({ q: hex.slice(0, 6) })).digests).toEqual([]);
});

test("nothing found says what was looked through and how old it is", async () => {
  const answer = await ask({ q: "CVE-1999-0001" });
  expect(answer.kind).toBe("nothing-found");
  expect(answer.says).toEqual({ lead: "Nothing found.", rest: expect.stringContaining("not scanned") });
  expect(answer.searched).toContain("aliases");
  expect(answer.known.digests).toBeGreaterThan(1);
  for (const at of [answer.known.evidenceRecordedAt, answer.known.scanRecordedAt, answer.known.sbomRecordedAt]) expect(at).toMatch(/^2026-11-20/);
});

test("an unsigned statement is shown as advice beside the place, and counts for nothing", async () => {
  const vex = {
    "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.test/vex/1", author: "somebody@example.test", timestamp: "2026-11-19T00:00:00Z", version: 1,
    statements: [{
      vulnerability: { name: "CVE-2024-2222", aliases: ["GHSA-aaaa-bbbb-cccc"] }, status: "not_affected", justification: "vulnerable_code_not_in_execute_path",
      products: [{ "@id": `pkg:oci/api@${encodeURIComponent(second.manifest.claimed)}?repository_url=${NAME}`, hashes: { "sha-256": second.manifest.sha256 } }],
    }],
  };
  await upload("vex.json", Buffer.from(JSON.stringify(vex)), second.manifest.claimed);
  await app.work();
  const answer = await ask({ q: "ghsa-AAAA-bbbb-CCCC" });
  expect(answer.kind).toBe("vulnerability");
  expect(answer.ids).toEqual(["CVE-2024-2222", "GHSA-aaaa-bbbb-cccc"]);
  expect(answer.counts).toMatchObject({ digests: 2, open: 2, notAffected: 0 });
  expect(answer.items[0]?.vex).toMatchObject({ status: "not_affected", author: "somebody@example.test", counts: false });
});

test("what is deployed is current, and what only a tag names is then not", async () => {
  await app.store.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.system_id', ${ctx.systemId}, true)`;
    await tx.$executeRaw`INSERT INTO deployment (system_id, id, image_id, digest, environment, from_at, source)
      SELECT system_id, ${"00000000-0000-4000-8000-000000000001"}::uuid, image_id, digest, 'prod', first_seen_at, 'test' FROM image_digest
      WHERE digest = ${first.manifest.sha256}`;
  });
  const answer = await ask({ q: "CVE-2024-1111" });
  expect(answer.items.map(({ digest, current }) => [digest, current])).toEqual([[first.manifest.claimed, "deployment"], [second.manifest.claimed, null]]);
  expect(answer.says.rest).toBe("Current is what runs, by inventory.");
});

test("whatever is asked, the number of statements is the same, and stays so with more data", async () => {
  const count = async (q: string): Promise<number> => {
    asked = 0;
    await ask({ q });
    return asked;
  };
  const counts = new Set<number>();
  for (const q of ["CVE-2024-1111", "libssl3", "pkg:golang/golang.org/x/net", "payments", "nowhere", sha256Hex("x")]) counts.add(await count(q));
  const third = sampleImage("-third");
  for (const file of Object.values(third)) await upload(file.name, file.bytes, file.claimed);
  await app.work();
  counts.add(await count("CVE-2024-1111"));
  expect([...counts]).toEqual([9]);
});

test("another system finds none of it, and is not told that a package exists elsewhere", async () => {
  for (const q of ["CVE-2024-1111", "libssl3", "ibss", "payments", first.manifest.sha256]) {
    const answer = await ask({ q }, other);
    expect(answer.kind, q).toBe("nothing-found");
    expect(answer.packages, q).toEqual([]);
  }
});

test("as CSV all places come with the same choices, and formulas are guarded", async () => {
  const get = await handlerOf("api/v1/systems/[system]/search.csv/route.ts", "GET");
  const answer = await call(get, "/api/v1/systems/one/search.csv?q=CVE-2024-1111&where=current", { headers: bearer(await tokenFor(ctx.systemId, "viewer")) });
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).trim().split("\r\n");
  expect(lines[0]).toContain('"image","tags","digest","current_by"');
  expect(lines.length).toBe(2);
  expect(lines[1]).toContain("CVE-2024-1111");
});
