import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handIn, leadOf, startTestApp, tokenFor } from "../../tests/setup/test-app";
import type { Ctx } from "../auth/principal";
import { openStore, readSystem, type Store } from "../store";
import { digestSummary } from "./digest-summary";
import { evidenceRegister } from "./evidence-register";
import { imagePage } from "./image-page";
import { imagesPage } from "./images-page";
import { loadDigestFacts } from "./load-digest-facts";
import { slaPage } from "./sla-page";

interface Bundle {
  image: string;
  digest: string;
  tag?: string;
  files: string[];
}

const root = new URL("../../demo/", import.meta.url);
const LINE = "registry.example.test/payments/ledger-api";
const bundles = (JSON.parse(readFileSync(new URL("manifest.json", root), "utf8")) as { bundles: Bundle[] }).bundles.filter(({ image }) => image === LINE);

let app: Awaited<ReturnType<typeof startTestApp>>;
let store: Store;
let ctx: Ctx;

/** Newest first and all at once: the order of arrival is the reverse of the order of building. */
beforeAll(async () => {
  app = await startTestApp();
  store = openStore(app.database.webUrl, "web");
  const systemId = await app.system("one");
  ctx = leadOf(store, systemId, "one");
  const token = await tokenFor(systemId, "ingest");
  for (const bundle of bundles.toReversed()) {
    for (const file of bundle.files.toReversed()) {
      const claim = { image: bundle.tag ? `${LINE}:${bundle.tag}` : LINE, digest: bundle.digest, filename: file.split("/").at(-1) ?? file };
      await handIn(token, "one", claim, readFileSync(new URL(file, root)));
    }
  }
  await app.work();
});

afterAll(async () => {
  await store?.close();
  await app?.stop();
});

const at = (tag: string) => bundles.find((one) => one.tag === tag)?.digest ?? "";
const first = ({ label }: { label: string }) => label.split(", ")[0];

test("builds stand in the order they were built in, an index and its platform as one", async () => {
  const page = await imagePage(ctx, { image: LINE });
  expect(page?.builds.map(first)).toEqual(["1.0.0", "1.1.0", "1.2.0"]);
  expect(page?.builds.at(-1)?.label).toBe("1.2.0, 1.2");
  expect(page?.builds.every(({ now }) => now !== null)).toBe(true);
});

test("neighbours, builds and counts are the same on the page and for the evaluation", async () => {
  const ask = { digest: at("1.2.0"), image: LINE };
  const page = await digestSummary(ctx, ask);
  const imageId = (await imagePage(ctx, { image: LINE }))?.image.id ?? "";
  const digest = (tag: string) => at(tag).slice("sha256:".length);
  const facts = await readSystem(ctx, (tx) => loadDigestFacts(tx, { systemId: ctx.systemId, digest: digest("1.2.0"), imageId, asOf: page?.header.now ?? "" }));
  expect(page?.header.predecessor?.digest).toBe(at("1.1.0"));
  expect(facts?.predecessor?.digest).toBe(digest("1.1.0"));
  expect(page?.header.successor).toBeNull();
  expect(facts?.builds.map((one) => ({ ...one, digest: `sha256:${one.digest}` }))).toEqual(page?.builds);
});

test("at build is the oldest scan and now the newest, however they arrived", async () => {
  const builds = (await imagePage(ctx, { image: LINE }))?.builds ?? [];
  const total = (counts: object | null) => Object.values(counts ?? {}).reduce((sum: number, one: number) => sum + one, 0);
  const old = builds.find((one) => first(one) === "1.0.0");
  expect(total(old?.now ?? null)).toBeGreaterThan(total(old?.atBuild ?? null));
});

test("a line's current digest is a platform, with the seals of its evidence", async () => {
  const [row] = (await imagesPage(ctx, { limit: 10 })).items;
  expect(row?.current?.kind).toBe("manifest");
  expect(row?.current?.seals.find(({ kind }) => kind === "scan")?.state).not.toBe("missing");
});

test("each clock shown says in which build it is open, and only images have pages in the register", async () => {
  const board = await slaPage(ctx);
  const shown = board.buckets.flatMap(({ clocks }) => clocks);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every(({ id }) => board.standings[id]?.basis === "tag")).toBe(true);
  const register = await evidenceRegister(ctx, { limit: 100 });
  expect(register.pages).toContain(at("1.2.0"));
});
