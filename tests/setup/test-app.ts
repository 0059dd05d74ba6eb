import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createTestDatabase } from "./test-database";
import { unwrapOk } from "../../domain/model/problem";
import type { Ctx } from "../../server/auth/principal";
import type { RouteHandler } from "../../server/http/route";
import type { Store } from "../../server/store";

const ROOT = path.resolve(import.meta.dirname, "../..");
export const ORIGIN = "http://127.0.0.1:3000";
const PASSWORD = "a long enough password";

/**
 * The web process without a web server, over a database of its own: for tests of routes and queries. Environment first,
 * then modules: settings and pools are read once per process.
 */
export async function startTestApp() {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-http-"));
  Object.assign(process.env, {
    PROOFMARK_WEB_DATABASE_URL: database.webUrl, PROOFMARK_DATA_DIR: dataDir, PROOFMARK_ORIGIN: ORIGIN, PROOFMARK_LOG_LEVEL: "silent",
    PROOFMARK_CLOCK: "2026-11-20T12:00:00Z",
  });
  const { openStore, webStore } = await import("../../server/store");
  const { ensureSystem } = await import("../../server/services/ensure-default-system");
  const { createParser } = await import("../../server/jobs/parse");
  const { Claims } = await import("../../server/worker/claims");
  const { workUntilDone } = await import("../../server/worker/loop");
  const worker = openStore(database.workerUrl, "worker");
  const claims = new Claims(database.workerUrl);
  const parser = createParser({ heapMb: 512, seconds: 30 });
  const limits = { maxDocumentBytes: 64e6, maxComponents: 200_000, maxRatio: 200 };
  const parts = { store: worker, claims, parser, limits, log: (level: string, message: string, details: unknown) => (level === "error" ? console.error(message, details) : undefined), stopping: () => false };
  return {
    database,
    store: webStore(),
    system: (name: string) => ensureSystem(database.migratorUrl, { name, title: name, sample: false }),
    work: () => workUntilDone(parts),
    stop: async () => {
      await parser.close();
      await claims.close();
      await worker.close();
      await webStore().close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A person with a role in a system, signed in: the cookie of their session. */
export async function signedIn(email: string, role: { systemId: string; role: string } | "admin"): Promise<string> {
  const { createPerson } = await import("../../server/auth/people");
  const { signInWithPassword } = await import("../../server/auth/sign-in");
  const { webStore } = await import("../../server/store");
  const { id } = unwrapOk(await createPerson({ email, name: email, password: PASSWORD, isAdmin: role === "admin" }));
  if (role !== "admin") {
    await webStore().prisma.membership.create({ data: { systemId: role.systemId, userId: id, role: role.role, grantedBy: "test", createdAt: new Date() } });
  }
  const answer = await signInWithPassword({ email, password: PASSWORD }, { address: null, userAgent: null });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.why}`);
  return answer.cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}

export async function tokenFor(systemId: string, role: "ingest" | "viewer" | "auditor" | "owner" | "lead", more: { days?: number; imageGlob?: string } = {}): Promise<string> {
  const { createToken } = await import("../../server/auth/tokens");
  return (await createToken({ systemId, role, name: `${role} token`, createdBy: { kind: "cli", id: "test", name: "test" }, ...more })).text;
}

/** What a lead of a system asks queries with, over this store. */
export const leadOf = (store: Store, systemId: string, name: string): Ctx => ({
  systemId, store, role: "lead", actor: { kind: "user", id: "u", name: "u@example.test" },
  system: { id: systemId, name, title: name, sample: false },
  principal: { kind: "user", id: "u", name: "U", email: "u@example.test", isAdmin: true, sessionId: "s" },
});

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export function call(handler: RouteHandler, url: string, init: RequestInit = {}): Promise<Response> {
  return handler(new Request(`${ORIGIN}${url}`, { ...init, headers: { host: "127.0.0.1:3000", ...init.headers } }));
}

/** Hands in one file over the API; it is stored, and not read yet. `claim` is the query: image, digest, filename. */
export async function handIn(token: string, system: string, claim: Record<string, string>, bytes: Uint8Array): Promise<void> {
  const post = await handlerOf("api/v1/systems/[system]/evidence/route.ts", "POST");
  const answer = await call(post, `/api/v1/systems/${system}/evidence?${new URLSearchParams(claim)}`, { method: "POST", body: Buffer.from(bytes), headers: bearer(token) });
  if (answer.status !== 202) throw new Error(`${claim["filename"]} was answered ${answer.status}: ${await answer.text()}`);
}

/** The handlers of a route file, by its path below app/. */
export const loadRoute = async (file: string): Promise<Record<string, RouteHandler>> =>
  (await import(/* @vite-ignore */ pathToFileURL(path.join(ROOT, "app", file)).href)) as Record<string, RouteHandler>;

export async function handlerOf(file: string, method: "GET" | "POST" | "PUT" = "GET"): Promise<RouteHandler> {
  const handler = (await loadRoute(file))[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  return handler;
}
