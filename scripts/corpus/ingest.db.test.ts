import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CORPUS } from "../../tests/conformance/corpus";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { handlers, makeSystem, settle } from "./ground";
import { compareOrders, type Comparison } from "./two-orders";
import { randomOf, shuffled, uploadsOf, type Indexed, type Upload } from "./uploads";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
/** What is worked off twice well within a minute, unless others need the machine too. */
const SAMPLE = 20;

let base: TestDatabase;
let ground: Comparison["ground"];
const dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-corpus-"));

beforeAll(async () => {
  settle(dataDir);
  base = await createTestDatabase();
  ground = { ...(await makeSystem(base)), ...(await handlers()) };
});

afterAll(async () => {
  await base?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Bundle {
  image: string;
  digest: string;
  files: string[];
}

function demoUploads(): Upload[] {
  const { bundles } = JSON.parse(readFileSync(path.join(DEMO, "manifest.json"), "utf8")) as { bundles: Bundle[] };
  const all = bundles.flatMap(({ image, digest, files }) => files.map((file) => {
    const bytes = readFileSync(path.join(DEMO, file));
    return { name: path.basename(file), sha256: createHash("sha256").update(bytes).digest("hex"), image, digest, bytes: () => bytes };
  }));
  return [...new Map(all.map((one) => [one.sha256, one])).values()];
}

async function inTwoOrders(uploads: Upload[]): Promise<unknown> {
  const { closeStores } = await import("../../server/store");
  const copies: TestDatabase[] = [];
  const copy = async (): Promise<TestDatabase> => {
    const made = await createTestDatabase(new URL(base.migratorUrl).pathname.slice(1));
    copies.push(made);
    return made;
  };
  try {
    return await compareOrders({ uploads, seed: 7, ground, copy, say: () => {} });
  } finally {
    await closeStores();
    for (const one of copies) await one.drop();
  }
}

test("our own evidence ends the same in two random orders, and a second time changes no row", async () => {
  expect(await inTwoOrders(demoUploads())).toEqual({ wrong: [], differing: [] });
}, 600_000);

test.skipIf(CORPUS === null)("evidence of others ends the same in two random orders, and a second time changes no row", async () => {
  const folder = CORPUS ?? "";
  const index = JSON.parse(readFileSync(path.join(folder, "INDEX.json"), "utf8")) as Indexed[];
  expect(await inTwoOrders(shuffled(uploadsOf(folder, index), randomOf(7)).slice(0, SAMPLE))).toEqual({ wrong: [], differing: [] });
}, 600_000);
