import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_TRUST, type TrustSettings } from "../../domain/verification/trust-settings";
import { setFirstTrust } from "../services/trust/first-trust";
import { readSystem } from "../store";
import { handIn, startTestApp, tokenFor } from "../../tests/setup/test-app";
import { verdictsOf } from "./evidence-verdicts";

const DEMO = path.resolve(import.meta.dirname, "../../demo");
const HARDENED = "sha256:e26d82ce21d00dd7214451f6a49aa84e68f370593c94909b7073b6535edc1091";
const OTHER = "sha256:2c86642cdfcb43ccdc341050682c0d5c6e0ab862511972f8d24389790c823a8f";
const IMAGE = "registry.example.test/payments/ledger-api";
const KEY = readFileSync(path.join(DEMO, "cosign.pub"), "utf8");
const TRUST: TrustSettings = {
  ...NO_TRUST,
  rules: [{ id: "release-key", name: "Release key", signer: { type: "key", pem: KEY, requireLog: false }, predicateTypes: null, images: null, validFrom: null, validTo: null }],
};

let app: Awaited<ReturnType<typeof startTestApp>>;
let one = "";
let ingest = "";

beforeAll(async () => {
  app = await startTestApp();
  one = await app.system("one");
  ingest = await tokenFor(one, "ingest");
});

afterAll(() => app?.stop());

const bytesOf = (name: string): Buffer => readFileSync(path.join(DEMO, "evidence/ledger-api", name));

async function send(name: string, digest: string): Promise<void> {
  await handIn(ingest, "one", { image: IMAGE, digest, filename: path.basename(name) }, bytesOf(name));
}

test("an attestation of one digest handed in under another is verified there, in conflict here, and keeps what was said before", async () => {
  const ctx = { systemId: one, store: app.store, actor: { kind: "cli" as const, id: "local", name: "command line" } };
  await send("1.2.0/manifest.json", HARDENED);
  await send("1.1.0/manifest.json", OTHER);
  await send("1.2.0/provenance.dsse.json", HARDENED);
  await send("1.2.0/provenance.dsse.json", OTHER);
  await app.work();
  await setFirstTrust(ctx, TRUST);
  await app.work();
  const sha256 = createHash("sha256").update(bytesOf("1.2.0/provenance.dsse.json")).digest("hex");
  const verdicts = await readSystem(ctx, (tx) => verdictsOf(tx, one, sha256));
  const shown = verdicts.map(({ digest, conflict, current, earlier }) => ({ digest, conflict: conflict !== null, state: current.state, before: earlier.map(({ state }) => state) }));
  expect(shown).toContainEqual({ digest: HARDENED, conflict: false, state: "verified", before: ["unknown"] });
  const foreign = shown.filter(({ digest }) => digest === OTHER);
  expect(foreign.length).toBeGreaterThan(0);
  for (const row of foreign) expect(row).toMatchObject({ conflict: true, state: "invalid" });
});
