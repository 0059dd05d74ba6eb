import path from "node:path";
import { pathToFileURL } from "node:url";
import type { RouteHandler } from "../../server/http/route";
import type { Ground } from "./one-order";

const ROOT = path.resolve(import.meta.dirname, "../..");
export const INSTANT = "2026-11-20T12:00:00Z";

/**
 * Settings of a process that hands evidence in through the product's own routes. The clock stands still: two orders then
 * differ in nothing but the order. Before any module reads its settings.
 */
export function settle(dataDir: string): void {
  Object.assign(process.env, {
    PROOFMARK_DATA_DIR: dataDir, PROOFMARK_ORIGIN: "http://127.0.0.1:3000", PROOFMARK_LOG_LEVEL: "silent", PROOFMARK_CLOCK: INSTANT,
  });
}

/** A system in which whoever hands in counts unsigned, and signatures of workflows on GitHub are believed. */
export async function makeSystem(urls: { migratorUrl: string; webUrl: string }): Promise<Pick<Ground, "system" | "token">> {
  const { ensureSystem } = await import("../../server/services/ensure-default-system");
  const { createToken } = await import("../../server/auth/tokens");
  const { setFirstTrust } = await import("../../server/services/trust/first-trust");
  const { openStore } = await import("../../server/store");
  const systemId = await ensureSystem(urls.migratorUrl, { name: "corpus", title: "Corpus", sample: false });
  const store = openStore(urls.webUrl, "web");
  const owner = openStore(urls.migratorUrl, "migrator");
  try {
    const createdBy = { kind: "cli" as const, id: "corpus", name: "corpus" };
    const token = await createToken({ systemId, role: "owner", name: "corpus", createdBy }, store);
    const signer = { type: "identity", issuer: "https://token.actions.githubusercontent.com", subject: { type: "pattern", value: "^https://github\\.com/[^/]+/[^/]+/\\.github/workflows/[^@]+@refs/.+$" } };
    const settings = { rules: [{ id: "workflows", name: "Workflows on GitHub", signer, predicateTypes: null, images: null }], acceptUnsignedFrom: [token.id], roots: [] };
    const trusted = await setFirstTrust({ systemId, store: owner, actor: createdBy }, settings);
    if (!trusted.ok) throw new Error(trusted.problem.map(({ detail }) => detail).join("\n"));
    return { system: "corpus", token: token.text };
  } finally {
    await store.close();
    await owner.close();
  }
}

/** The product's own handlers, loaded after the settings stand. */
export async function handlers(): Promise<Pick<Ground, "submit" | "receipt">> {
  const load = async (file: string): Promise<Record<string, RouteHandler>> =>
    (await import(/* @vite-ignore */ pathToFileURL(path.join(ROOT, "app/api/v1", file)).href)) as Record<string, RouteHandler>;
  const submit = (await load("systems/[system]/evidence/route.ts"))["POST"];
  const receipt = (await load("receipts/[id]/route.ts"))["GET"];
  if (!submit || !receipt) throw new Error("the routes of evidence and receipts are not there");
  return { submit, receipt };
}

