import { createHash, randomBytes } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestDetail } from "../../contracts/digest";
import { evidenceItem } from "../../contracts/evidence";
import { finding, clock } from "../../contracts/finding";
import { component } from "../../contracts/component";
import { controlResult } from "../../contracts/control";
import { imageDetail, imageRow } from "../../contracts/image";
import { receipt } from "../../contracts/receipt";
import { z } from "zod";
import { sampleImage } from "../services/ingest/sample-image";
import { bearer, call, handlerOf, startTestApp, tokenFor } from "../../tests/setup/test-app";

let app: Awaited<ReturnType<typeof startTestApp>>;
let token = "";
let one = "";
const image = sampleImage();
const NAME = "registry.example/payments/api";
const BASE = "/api/v1/systems/one";
const DIGEST = image.manifest.claimed;

const S = "api/v1/systems/[system]";
const GETS: Record<string, string> = {
  images: `${S}/images/route.ts`,
  image: `${S}/images/[image]/route.ts`,
  digest: `${S}/digests/[digest]/route.ts`,
  components: `${S}/digests/[digest]/components/route.ts`,
  findings: `${S}/digests/[digest]/findings/route.ts`,
  evidence: `${S}/digests/[digest]/evidence/route.ts`,
  controls: `${S}/digests/[digest]/controls/route.ts`,
  raw: `${S}/evidence/[sha256]/raw/route.ts`,
  sla: `${S}/sla/route.ts`,
  receipt: "api/v1/receipts/[id]/route.ts",
};

const get = async (route: string, url: string, headers: Record<string, string> = {}) =>
  call(await handlerOf(GETS[route] ?? route), url, { headers: { ...bearer(token), ...headers } });
const json = async (route: string, url: string): Promise<unknown> => {
  const answer = await get(route, url);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text);
};

async function send(body: BodyInit | Buffer, query: Record<string, string> = {}, headers: Record<string, string> = {}, as = token): Promise<Response> {
  return call(await handlerOf(`${S}/evidence/route.ts`, "POST"), `${BASE}/evidence?${new URLSearchParams(query)}`, { method: "POST", body: body as BodyInit, headers: { ...bearer(as), ...headers } });
}

beforeAll(async () => {
  app = await startTestApp();
  one = await app.system("one");
  token = await tokenFor(one, "lead");
  for (const file of Object.values(image)) {
    expect((await send(Buffer.from(file.bytes), { image: `${NAME}:1.4`, digest: file.claimed, filename: file.name })).status).toBe(202);
  }
  await app.work();
});

afterAll(async () => {
  await app?.stop();
});

test("what the API answers has the shape it promises", async () => {
  const page = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item).min(1), nextCursor: z.string().nullable() });
  page(imageRow).parse(await json("images", `${BASE}/images`));
  imageDetail.parse(await json("image", `${BASE}/images/${encodeURIComponent(NAME)}`));
  digestDetail.parse(await json("digest", `${BASE}/digests/${DIGEST}`));
  page(component).parse(await json("components", `${BASE}/digests/${DIGEST}/components`));
  page(finding).parse(await json("findings", `${BASE}/digests/${DIGEST}/findings`));
  page(evidenceItem).parse(await json("evidence", `${BASE}/digests/${DIGEST}/evidence`));
  page(controlResult).parse(await json("controls", `${BASE}/digests/${DIGEST}/controls`));
  page(clock).parse(await json("sla", `${BASE}/sla`));
});

test("a digest says its kind, platform, image, shape, seals, counts and results", async () => {
  const detail = digestDetail.parse(await json("digest", `${BASE}/digests/${DIGEST}`));
  expect(detail).toMatchObject({ kind: "manifest", platform: { os: "linux", architecture: "amd64" }, images: [NAME], parents: [image.index.claimed] });
  expect(detail.evaluation?.components).toBe(3);
  expect(detail.evaluation?.findings.raw).toMatchObject({ high: 1, medium: 1 });
  expect(detail.evaluation?.seals.map(({ kind }) => kind)).toEqual(["signature", "provenance", "sbom", "scan", "vex"]);
  expect(detail.evaluation?.frameworks.length).toBeGreaterThanOrEqual(3);
  expect(detail.evaluation?.shape.reasons.length).toBeGreaterThan(0);
  const index = digestDetail.parse(await json("digest", `${BASE}/digests/${image.index.claimed}`));
  expect(index.kind).toBe("index");
  expect(index.platforms.map(({ platform }) => platform?.architecture).sort()).toEqual(["amd64", "arm64"]);
});

test("evidence numbers of findings name documents of the digest", async () => {
  const { items } = z.object({ items: z.array(evidenceItem) }).parse(await json("evidence", `${BASE}/digests/${DIGEST}/evidence`));
  const findings = z.object({ items: z.array(finding) }).parse(await json("findings", `${BASE}/digests/${DIGEST}/findings`));
  const scan = items.find(({ fileSha256 }) => fileSha256 === image.scan.sha256);
  expect(scan?.id).toMatch(/^E-\d\d$/);
  for (const one of findings.items) expect(one.seenBy).toEqual([scan?.id]);
});

test("a list of any size is paged without loss or repeat", async () => {
  for (const [route, url] of [["findings", `digests/${DIGEST}/findings`], ["components", `digests/${DIGEST}/components`], ["controls", `digests/${DIGEST}/controls`], ["evidence", `digests/${DIGEST}/evidence`], ["sla", "sla"], ["images", "images"]] as const) {
    const all = (await json(route, `${BASE}/${url}`)) as { items: unknown[] };
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page = (await json(route, `${BASE}/${url}?limit=1${cursor ? `&cursor=${cursor}` : ""}`)) as { items: unknown[]; nextCursor: string | null };
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen, url).toEqual(all.items);
  }
});

test("a wrong cursor, limit, filter or digest is a wrong request that names its place", async () => {
  for (const [route, url] of [
    ["findings", `digests/${DIGEST}/findings?cursor=abc`], ["findings", `digests/${DIGEST}/findings?limit=0`], ["findings", `digests/${DIGEST}/findings?limit=501`],
    ["findings", `digests/${DIGEST}/findings?severity=fatal`], ["digest", "digests/sha256:abc"], ["digest", `digests/${"0".repeat(64)}`],
  ] as const) {
    const answer = await get(route, `${BASE}/${url}`);
    expect(answer.status, url).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(((await answer.json()) as { pointer: string }).pointer).toMatch(/^\//);
  }
  expect((await get("digest", `${BASE}/digests/sha256:${"0".repeat(64)}`)).status).toBe(404);
});

test("a list comes as CSV by its path and by Accept, with all rows", async () => {
  const byAccept = await get("findings", `${BASE}/digests/${DIGEST}/findings`, { accept: "text/csv" });
  const byPath = await get("findings", `${BASE}/digests/${DIGEST}/findings.csv`);
  expect(byAccept.headers.get("content-type")).toContain("text/csv");
  const text = await byAccept.text();
  expect(await byPath.text()).toBe(text);
  expect(text.trimEnd().split("\r\n")).toHaveLength(3);
});

test("12 MB come back byte for byte, plain, gzip and zstd, and the receipt is the same", async () => {
  const bytes = randomBytes(12_345_678);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const digest = (body: Buffer) => ({ "content-digest": `sha-256=:${createHash("sha256").update(body).digest("base64")}:` });
  const packed = gzipSync(bytes, { level: 1 });
  const squeezed = zstdCompressSync(bytes);
  const answers = [
    await send(bytes, {}, digest(bytes)),
    await send(packed, {}, { "content-encoding": "gzip", ...digest(packed) }),
    await send(squeezed, {}, { "content-encoding": "zstd", ...digest(squeezed) }),
  ];
  const receipts = await Promise.all(answers.map(async (answer) => receipt.parse(await answer.json())));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
  expect(answers[0]?.headers.get("location")).toBe(`/api/v1/receipts/${receipts[0]?.id}`);
  const raw = await get("raw", `${BASE}/evidence/${sha256}/raw`);
  expect(raw.headers.get("content-disposition")).toContain("attachment");
  expect(raw.headers.get("content-security-policy")).toContain("sandbox");
  expect(createHash("sha256").update(Buffer.from(await raw.arrayBuffer())).digest("hex")).toBe(sha256);
});

test("several files of one request are one receipt, and text is served as text and never as a page", async () => {
  const form = new FormData();
  form.append("file", new Blob(["<script>alert(1)</script>"]), "evil.html");
  form.append("file", new Blob([randomBytes(100)]), 'b "quoted".bin');
  const answer = receipt.parse(await (await send(form)).json());
  expect(answer.submissions.map(({ fileName }) => fileName)).toEqual(["evil.html", 'b "quoted".bin']);
  const raw = await get("raw", `${BASE}/evidence/${answer.submissions[0]?.sha256}/raw`);
  expect(raw.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  await app.work();
  const done = receipt.parse(await json("receipt", `/api/v1/receipts/${answer.id}`));
  expect(done.state).toBe("done");
  expect(done.submissions.flatMap(({ documents }) => documents.map(({ state }) => state))).toEqual(["opaque", "opaque"]);
});

test("the door names limit and place and keeps nothing of what it refuses", async () => {
  const body = Buffer.from("{}");
  const cases: [Promise<Response>, number, string][] = [
    [send(body, {}, { "content-length": String(3 * 1024 * 1024 * 1024) }), 413, "door/too-large"],
    [send(body, {}, { "content-digest": `sha-256=:${Buffer.alloc(32).toString("base64")}:` }), 400, "door/digest-mismatch"],
    [send(body, {}, { "content-digest": "nonsense" }), 400, "door/content-digest"],
    [send(body, {}, { "content-encoding": "br" }), 415, "door/encoding"],
    [send(body, {}, { "content-encoding": "gzip" }), 415, "door/encoding"],
    [send(gzipSync(Buffer.alloc(64 * 1024 * 1024)), {}, { "content-encoding": "gzip" }), 413, "door/ratio"],
    [send(Buffer.alloc(0)), 400, "door/empty"],
    [send(body, { digest: "sha256:abc" }), 400, "request/invalid"],
    [send(body, { image: "in valid" }), 400, "image-name/path"],
  ];
  const before = await app.store.prisma.apiToken.count();
  for (const [pending, status, code] of cases) {
    const answer = await pending;
    const problem = (await answer.json()) as { code: string; limit?: object; pointer?: string };
    expect([answer.status, problem.code]).toEqual([status, code]);
    if (status === 413) expect(problem.limit).toMatchObject({ name: expect.any(String), max: expect.any(Number) });
    else if (code !== "door/empty") expect(problem.pointer).toBeTruthy();
  }
  expect(await app.store.prisma.apiToken.count()).toBe(before);
});

test("a token for some images may hand in for those alone", async () => {
  const limited = await tokenFor(one, "ingest", { imageGlob: "registry.example/payments/*" });
  expect((await send(Buffer.from("[1]"), { image: `${NAME}:1.4` }, {}, limited)).status).toBe(202);
  expect((await send(Buffer.from("[2]"), { image: "registry.example/other/api" }, {}, limited)).status).toBe(403);
  expect((await send(Buffer.from("[3]"), {}, {}, limited)).status).toBe(403);
});

test("a receipt says per document what it is, how it is bound and what was applied", async () => {
  const again = receipt.parse(await (await send(Buffer.from(image.sbom.bytes), { image: `${NAME}:1.4`, digest: image.sbom.claimed, filename: "sbom.cdx.json" })).json());
  expect(again.state).toBe("done");
  const [document] = again.submissions[0]?.documents ?? [];
  expect(document).toMatchObject({ format: "cyclonedx-json", version: "1.5", state: "read", pending: false, conflict: false, problem: null });
  expect(document?.bindings).toMatchObject([{ digest: DIGEST, state: "named" }]);
  expect(Object.values(document?.applied ?? {}).some((count) => count > 0)).toBe(true);
});
