import { globSync } from "node:fs";
import path from "node:path";
import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations, type Operation } from "../../contracts/api";
import { signInOperations } from "../../contracts/sign-in-api";
import { mayDo, type Action } from "../auth/permissions";
import { sampleImage } from "../services/ingest/sample-image";
import { closePreviewParser } from "../jobs/preview-parser";
import { proposeTrustChange } from "../services/trust/propose-trust-change";
import type { RouteHandler } from "./route";
import { bearer, call, loadRoute, ORIGIN, signedIn, startTestApp, tokenFor } from "../../tests/setup/test-app";

const ROOT = path.resolve(import.meta.dirname, "../..");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const files = globSync("app/**/route.ts", { cwd: ROOT }).sort();
const image = sampleImage();
const IMAGE = "registry.example/payments/api";
const values: Record<string, string> = {
  system: "one", image: encodeURIComponent(IMAGE), digest: image.manifest.claimed, sha256: image.sbom.sha256, id: "", provider: "none",
};

interface Found {
  file: string;
  method: string;
  handler: RouteHandler;
}

interface Who {
  name: string;
  headers: Record<string, string>;
  /** Role in system "one"; null = may know nothing of it. */
  role: string | null;
  /** 401: nobody. */
  nobody?: boolean;
  elsewhere?: boolean;
}

let app: Awaited<ReturnType<typeof startTestApp>>;
let routes: Found[] = [];
let people: Who[] = [];

beforeAll(async () => {
  app = await startTestApp();
  const one = await app.system("one");
  const two = await app.system("two");
  routes = await loadRoutes();
  const token = await tokenFor(one, "lead");
  const post = routes.find(({ handler, method }) => method === "POST" && handler.declaration?.operation.id === "submitEvidence");
  if (!post) throw new Error("no route hands in evidence");
  for (const file of Object.values(image)) {
    const answer = await call(post.handler, `/api/v1/systems/one/evidence?image=${IMAGE}:1.4&digest=${file.claimed}&filename=${file.name}`, { method: "POST", body: Buffer.from(file.bytes), headers: bearer(token) });
    expect(answer.status, await answer.clone().text()).toBe(202);
    values.id = ((await answer.json()) as { id: string }).id;
  }
  await app.work();
  const somebody = { systemId: one, store: app.store, actor: { kind: "user" as const, id: "somebody", name: "Somebody" } };
  const proposed = await proposeTrustChange(somebody, { settings: NOBODY_TRUSTED, reason: "a test", baseVersion: 1 });
  if (!proposed.ok) throw new Error(JSON.stringify(proposed.problem));
  values.change = proposed.value.id;
  people = await everybody(one, two);
});

afterAll(async () => {
  await closePreviewParser();
  await app?.stop();
});

async function loadRoutes(): Promise<Found[]> {
  const found: Found[] = [];
  for (const file of files) {
    const module = await loadRoute(file.replace(/^app\//, ""));
    for (const method of METHODS) {
      const handler = module[method];
      if (handler) found.push({ file, method, handler });
    }
  }
  return found;
}

async function everybody(one: string, two: string): Promise<Who[]> {
  const expired = await tokenFor(one, "lead");
  const revoked = await tokenFor(one, "lead");
  await app.store.prisma.apiToken.updateMany({ where: { id: expired.split("_")[1] ?? "" }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await app.store.prisma.apiToken.updateMany({ where: { id: revoked.split("_")[1] ?? "" }, data: { revokedAt: new Date() } });
  const cookies = async (email: string, role: Parameters<typeof signedIn>[1]) => ({ cookie: await signedIn(email, role), origin: ORIGIN });
  return [
    { name: "anonymous", headers: {}, role: null, nobody: true },
    { name: "wrong token", headers: bearer("pmk_x"), role: null, nobody: true },
    { name: "expired token", headers: bearer(expired), role: null, nobody: true },
    { name: "revoked token", headers: bearer(revoked), role: null, nobody: true },
    { name: "ended session", headers: { cookie: "proofmark.session=abc.def", origin: ORIGIN }, role: null, nobody: true },
    ...(await Promise.all((["ingest", "viewer", "auditor", "owner", "lead"] as const).map(async (role) => ({ name: `${role} token`, headers: bearer(await tokenFor(one, role)), role })))),
    ...(await Promise.all(["viewer", "auditor", "owner", "lead"].map(async (role) => ({ name: `${role} signed in`, headers: await cookies(`${role}@example.test`, { systemId: one, role }), role })))),
    { name: "admin signed in", headers: await cookies("admin@example.test", "admin"), role: "admin" },
    { name: "lead token of another system", headers: bearer(await tokenFor(two, "lead")), role: null, elsewhere: true },
    { name: "lead of another system", headers: await cookies("other@example.test", { systemId: two, role: "lead" }), role: null, elsewhere: true },
  ];
}

/** What an operation cannot be asked without. */
const queries: Record<string, string> = {
  listSystemTable: "?table=owners", listImageTable: "?table=tags", listDigestTable: "?table=layers", listFileTable: "?table=documents", listTrustTable: "?table=signers",
  importTrustRoot: "?source=test", search: "?q=libssl3", compareDigests: `?a=${image.manifest.claimed}&b=${image.index.claimed}` };

const NOBODY_TRUSTED = { rules: [], acceptUnsignedFrom: [], roots: [] };
const bodies: Record<string, string> = {
  previewTrust: JSON.stringify({ settings: NOBODY_TRUSTED }),
  proposeTrustChange: JSON.stringify({ settings: NOBODY_TRUSTED, reason: "a test", baseVersion: 1 }),
  decideTrustChange: JSON.stringify({ decision: "refused" }),
  importTrustRoot: Buffer.from(seeds["https://tuf-repo-cdn.sigstore.dev"].targets["trusted_root.json"], "base64").toString("utf8"),
  setExpectation: JSON.stringify({ sourceRepository: "https://github.com/example/app", baseVersion: 0 }),
  testTrust: JSON.stringify({ document: Buffer.from('{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[{"sig":"AA=="}]}').toString("base64"), digest: image.manifest.claimed }),
};

const address = (operation: Operation): string => operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);

/** What the permissions table says must come out; null = anything that is not a refusal. */
function expected(operation: Operation, who: Who): number | null {
  if (who.nobody) return 401;
  const action = operation.action as Action;
  if (who.elsewhere) return operation.id === "listSystems" ? null : 404;
  if (mayDo(who.role ?? "", action)) return null;
  return action === "evidence.submit" || action === "trust.manage" || action === "line.expect" ? 403 : 404;
}

describe("every route", () => {
  test("declares its operation at its own path and method, and every operation has a route", () => {
    for (const { file, method, handler } of routes) {
      const operation = handler.declaration?.operation;
      expect(operation, `${file} ${method} has no declaration`).toBeDefined();
      const own = `/${file.replace(/^app\//, "").replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`;
      expect([operation?.path, `${operation?.path}.csv`]).toContain(own);
      if (own.endsWith(".csv")) expect(operation?.csv).toBe(true);
      expect(operation?.method).toBe(method);
    }
    const declared = new Set(routes.map(({ handler }) => handler.declaration.operation.id));
    for (const { id } of [...Object.values(operations), ...Object.values(signInOperations)]) expect(declared).toContain(id);
  });

  test("is public only when it is one of these", () => {
    const open = routes.filter(({ handler }) => handler.declaration.operation.action === "public").map(({ handler }) => handler.declaration.operation.id);
    expect(open.sort()).toEqual(["getHealth", "getOpenApi", "getReadiness", "setUp", "signIn", "signInCallback", "signOut", "singleSignOn"]);
  });

  test("answers each caller as the table of permissions says, and never with an error of ours", async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const { file, method, handler } of routes) {
      const { operation } = handler.declaration;
      if (operation.action === "public") continue;
      const url = address(operation) + (file.includes(".csv/") ? ".csv" : "") + (queries[operation.id] ?? "");
      for (const who of people) {
        const answer = await call(handler, url, { method, headers: who.headers, ...(method === "POST" || method === "PUT" ? { body: bodies[operation.id] ?? "{}" } : {}) });
        const want = expected(operation, who);
        cells += 1;
        if (want === null ? answer.status >= 400 : answer.status !== want) wrong.push(`${method} ${url} as ${who.name}: ${answer.status}, not ${want ?? "a success"}: ${(await answer.text()).slice(0, 200)}`);
        else await answer.arrayBuffer();
        if (answer.headers.get("cache-control") !== "private, no-store") wrong.push(`${method} ${url} may be cached`);
        if (answer.headers.get("x-content-type-options") !== "nosniff") wrong.push(`${method} ${url} may be sniffed`);
        if (answer.status >= 400 && answer.headers.get("content-type") !== "application/problem+json") wrong.push(`${method} ${url} is no problem document`);
      }
    }
    expect(wrong).toEqual([]);
    expect(cells).toBeGreaterThan(300);
    // Every route as every role: it grows with the product.
  }, 300_000);

  test("tells nobody of another system that it exists", async () => {
    const list = routes.find(({ handler }) => handler.declaration.operation.id === "listSystems");
    for (const who of people.filter(({ elsewhere }) => elsewhere)) {
      const answer = await call(list!.handler, "/api/v1/systems", { headers: who.headers });
      expect(((await answer.json()) as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(["two"]);
    }
  });
});

describe("a change by cookie", () => {
  const post = (headers: Record<string, string>) =>
    call(routes.find(({ handler }) => handler.declaration.operation.id === "submitEvidence")!.handler, "/api/v1/systems/one/evidence", { method: "POST", body: "{}", headers });

  test("is refused when another site or no site asks, and with a token beside it", async () => {
    const { cookie = "" } = people.find(({ name }) => name === "lead signed in")?.headers ?? {};
    const token = await tokenFor(await app.system("one"), "lead");
    expect((await post({ cookie })).status).toBe(403);
    expect((await post({ cookie, origin: "https://evil.example" })).status).toBe(403);
    expect((await post({ cookie, "sec-fetch-site": "cross-site", origin: ORIGIN })).status).toBe(403);
    expect((await post({ cookie, ...bearer(token) })).status).toBe(400);
    expect((await post({ ...bearer(token), host: "evil.example" })).status).toBe(421);
  });
});
