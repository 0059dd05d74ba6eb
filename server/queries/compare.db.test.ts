import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_TRUST } from "../../domain/verification/trust-settings";
import { bearer, call, handIn, handlerOf, leadOf, startTestApp, tokenFor } from "../../tests/setup/test-app";
import type { Ctx } from "../auth/principal";
import { parseToken } from "../auth/token-text";
import { sampleImage } from "../services/ingest/sample-image";
import { setFirstTrust } from "../services/trust/first-trust";
import { openStore, sha256Hex, type Store } from "../store";
import { compareDigests } from "./compare";
import { compareSuggestions } from "./compare/suggestions";

const NAME = "registry.example/payments/api";
const first = sampleImage();
const second = sampleImage("-second");

let app: Awaited<ReturnType<typeof startTestApp>>;
let store: Store;
let ctx: Ctx;
let other: Ctx;
let asked = 0;

/** The token of each system that hands in; whose unsigned reports count in the first. */
const tokens = new Map<string, string>();

async function accept(systemId: string): Promise<void> {
  const id = parseToken(tokens.get(systemId) ?? "")?.id ?? "";
  const done = await setFirstTrust({ systemId, store, actor: { kind: "user", id: "u", name: "u" } }, { ...NO_TRUST, acceptUnsignedFrom: [id] });
  if (!done.ok) throw new Error(done.problem.map(({ detail }) => detail).join(" "));
}

async function upload(name: string, bytes: Uint8Array, digest: string, image = NAME, { systemId, system } = ctx): Promise<void> {
  await handIn(tokens.get(systemId) ?? "", system.name, { image: `${image}:1.4`, digest, filename: name }, bytes);
}

/** The second build: one flaw less, one flaw more, a package up, one gone, one added, another user and a variable with a secret. */
function rebuilt(): { sbom: Uint8Array; scan: Uint8Array } {
  const swap = (bytes: Uint8Array, change: (document: Record<string, never>) => void): Uint8Array => {
    const document = JSON.parse(Buffer.from(bytes).toString("utf8")) as Record<string, never>;
    change(document);
    return Buffer.from(JSON.stringify(document));
  };
  return {
    sbom: swap(second.sbom.bytes, (document) => {
      const components = document["components"] as unknown as { name: string; version: string; purl?: string }[];
      const ssl = components.find(({ name }) => name === "libssl3");
      if (ssl) Object.assign(ssl, { version: "3.0.15-1", purl: "pkg:deb/debian/libssl3@3.0.15-1?arch=amd64" });
      components.pop();
      components.push({ name: "zlib1g", version: "1.3", purl: "pkg:deb/debian/zlib1g@1.3?arch=amd64" });
    }),
    scan: swap(second.scan.bytes, (document) => {
      const results = document["Results"] as unknown as { Vulnerabilities: { VulnerabilityID: string }[] }[];
      const [ssl] = results[0]?.Vulnerabilities ?? [];
      if (ssl) ssl.VulnerabilityID = "CVE-2024-3333";
    }),
  };
}

beforeAll(async () => {
  app = await startTestApp();
  store = openStore(app.database.webUrl, "web", { onQuery: (sql) => (asked += /^\s*(?:BEGIN|COMMIT|SET |ROLLBACK|SELECT set_config)/i.test(sql) ? 0 : 1) });
  ctx = leadOf(store, await app.system("one"), "one");
  other = leadOf(store, await app.system("two"), "two");
  tokens.set(ctx.systemId, await tokenFor(ctx.systemId, "ingest"));
  await accept(ctx.systemId);
  for (const file of Object.values(first)) await upload(file.name, file.bytes, file.claimed);
  await app.work();
  const { sbom, scan } = rebuilt();
  for (const file of [second.index, second.manifest, second.config]) await upload(file.name, file.bytes, file.claimed);
  await upload("sbom.json", sbom, second.manifest.claimed);
  await upload("scan.json", scan, second.manifest.claimed);
  await app.work();
});

afterAll(async () => {
  await store?.close();
  await app?.stop();
});

const ask = { a: first.manifest.claimed, b: second.manifest.claimed };

test("the first sentence counts findings and packages, and both sides say what they rest on", async () => {
  const found = await compareDigests(ctx, ask);
  expect(found?.head.says.lead).toBe("Fixed 1, new 1, unchanged 1.");
  expect(found?.head.says.rest).toBe("1 package up, 1 added, 1 removed.");
  expect(found?.head).toMatchObject({ state: "compared", sameLine: true, packages: { added: 1, removed: 1, same: 1 } });
  expect(found?.head.a).toMatchObject({ digest: ask.a, image: NAME, evaluated: true, config: true, provenance: false, sbom: { componentCount: 3, counts: true } });
  expect(found?.head.a.scans).toMatchObject([{ scanner: "Trivy", counts: true }]);
  expect(found?.findings.map(({ vulnerability, change }) => [vulnerability, change])).toEqual([
    ["CVE-2024-3333", "new"], ["CVE-2024-1111", "fixed"], ["CVE-2024-2222", "unchanged"],
  ]);
  expect(found?.packages.find(({ name }) => name === "libssl3")).toMatchObject({ a: ["3.0.14-1"], b: ["3.0.15-1"] });
  expect(found?.configuration.find(({ field, name }) => field === "Label" && name?.endsWith("version"))).toMatchObject({ change: "changed", a: "1.4", b: "1.4-second" });
  expect(found?.configuration.find(({ field }) => field === "Layer")?.change).toBe("changed");
});

test("the silence of a scan nobody vouches for proves nothing, and does once the trust settings take it", async () => {
  const third = leadOf(store, await app.system("three"), "three");
  tokens.set(third.systemId, await tokenFor(third.systemId, "ingest"));
  const { scan } = rebuilt();
  for (const [{ manifest, config }, report] of [[first, first.scan.bytes], [second, scan]] as const) {
    for (const file of [manifest, config]) await upload(file.name, file.bytes, file.claimed, NAME, third);
    await upload("scan.json", report, manifest.claimed, NAME, third);
  }
  await app.work();
  const before = await compareDigests(third, ask);
  expect(before?.head.findings).toMatchObject({ fixed: 0, new: 0, unknown: 2, unchanged: 1 });
  expect(before?.head.says.lead).toContain("Cannot tell");
  expect(before?.head.warnings).toContain("The scan of b by Trivy does not count (it is not verified, and no policy accepts it from this uploader): its silence proves nothing.");
  expect(before?.findings[0]?.why).toContain("it is not verified, and no policy accepts it from this uploader");
  await accept(third.systemId);
  await app.work();
  expect((await compareDigests(third, ask))?.head.findings).toMatchObject({ fixed: 1, new: 1, unknown: 0, unchanged: 1 });
});

test("swapped, fixed is new", async () => {
  const found = await compareDigests(ctx, { a: ask.b, b: ask.a });
  expect(found?.findings.map(({ vulnerability, change }) => [vulnerability, change]).slice(0, 2)).toEqual([["CVE-2024-1111", "new"], ["CVE-2024-3333", "fixed"]]);
});

test("a digest with itself is unchanged throughout", async () => {
  const found = await compareDigests(ctx, { a: ask.a, b: ask.a });
  expect(found?.head.findings).toMatchObject({ fixed: 0, new: 0, unknown: 0, unchanged: 2 });
  expect(found?.head.packages).toMatchObject({ same: 3, added: 0 });
});

test("indexes are compared by the platform chosen, and ask for one where there are several", async () => {
  const both = { a: first.index.claimed, b: second.index.claimed };
  const open = await compareDigests(ctx, both);
  expect(open?.head).toMatchObject({ state: "choose-platform", platforms: ["linux/amd64", "linux/arm64"] });
  expect(open?.findings).toEqual([]);
  const chosen = await compareDigests(ctx, { ...both, platform: "linux/amd64" });
  expect(chosen?.head).toMatchObject({ state: "compared", platform: "linux/amd64", a: { asked: both.a, digest: ask.a }, b: { asked: both.b, digest: ask.b } });
  expect(chosen?.head.findings.fixed).toBe(1);
});

test("a side nobody scanned is never fixed", async () => {
  const bare = sampleImage("-bare");
  for (const file of [bare.manifest, bare.config]) await upload(file.name, file.bytes, file.claimed, "registry.example/elsewhere");
  await app.work();
  const found = await compareDigests(ctx, { a: ask.a, b: bare.manifest.claimed });
  expect(found?.head.says.lead).toContain("Cannot tell");
  expect(found?.head.findings).toMatchObject({ fixed: 0, unknown: 2 });
  expect(found?.head.packages).toBeNull();
  expect(found?.head.sameLine).toBe(false);
  expect(found?.head.warnings.join(" ")).toContain("b has no complete scan");
});

test("the past is compared as it was known", async () => {
  const found = await compareDigests(ctx, { ...ask, asOf: "2026-11-19T00:00:00.000Z" });
  expect(found?.head.findings).toMatchObject({ fixed: 0, new: 0, unchanged: 0, unknown: 0 });
  expect(found?.head.packages).toBeNull();
});

test("it takes the same number of statements whatever is compared, and more data changes nothing", async () => {
  const count = async (given: Parameters<typeof compareDigests>[1]): Promise<number> => {
    asked = 0;
    await compareDigests(ctx, given);
    return asked;
  };
  const before = await count(ask);
  expect(before).toBeLessThanOrEqual(20);
  expect(await count({ a: ask.b, b: ask.a })).toBe(before);
  expect(await count({ a: first.index.claimed, b: second.index.claimed, platform: "linux/amd64" })).toBe(before);
  const third = sampleImage("-third");
  for (const file of Object.values(third)) await upload(file.name, file.bytes, file.claimed);
  await app.work();
  expect(await count({ a: ask.b, b: third.manifest.claimed })).toBe(before);
});

test("pairs that follow each other in a line are suggested, and around a digest its neighbours", async () => {
  const pairs = await compareSuggestions(ctx, null);
  expect(pairs.map(({ image }) => image)).toContain(NAME);
  expect((await compareSuggestions(ctx, ask.a)).every((pair) => pair.a === ask.a || pair.b === ask.a)).toBe(true);
  expect(await compareSuggestions(other, ask.a)).toEqual([]);
});

test("another system is told nothing, and what is not there is not found", async () => {
  expect(await compareDigests(other, ask)).toBeNull();
  expect(await compareDigests(ctx, { a: ask.a, b: `sha256:${sha256Hex("nothing")}` })).toBeNull();
});

test("each list comes as JSON in pages and as CSV whole", async () => {
  const headers = bearer(await tokenFor(ctx.systemId, "viewer"));
  const get = await handlerOf("api/v1/systems/[system]/compare/route.ts", "GET");
  const at = (more: string, csv = "") => `/api/v1/systems/one/compare${csv}?a=${ask.a}&b=${ask.b}${more}`;
  const page = (await (await call(get, at("&limit=1"), { headers })).json()) as { items: unknown[]; nextCursor: string; says: object };
  expect(page.items).toHaveLength(1);
  const next = (await (await call(get, at(`&limit=1&cursor=${page.nextCursor}`), { headers })).json()) as { items: { vulnerability: string }[] };
  expect(next.items[0]?.vulnerability).toBe("CVE-2024-1111");
  expect((await call(get, at(`&list=packages&cursor=${page.nextCursor}`), { headers })).status).toBe(400);
  for (const list of ["findings", "packages", "configuration", "provenance"]) {
    const csv = await (await call(get, at(`&list=${list}`, ".csv"), { headers })).text();
    expect(csv.startsWith('"change"'), list).toBe(true);
  }
  expect((await (await call(get, at("&list=packages&change=added", ".csv"), { headers })).text()).trim().split("\r\n")).toHaveLength(2);
});
