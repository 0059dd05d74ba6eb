import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrapOk } from "../../domain/model/problem";
import { startTestApp, signedIn } from "../../tests/setup/test-app";
import { rows } from "../store";
import { adminExists, createPerson } from "./people";
import { requirePermission } from "./require-permission";
import { createSetupLink, setupLinkOpen, useSetupLink } from "./setup-link";
import { signInWithPassword, signOut } from "./sign-in";
import { principalOfSession } from "./session";
import { createToken, principalOfToken, revokeToken } from "./tokens";

let app: Awaited<ReturnType<typeof startTestApp>>;
let one = "";
const operator = { kind: "cli" as const, id: "test", name: "test" };
const person = { email: "First@Example.test", name: "First", password: "a long enough password" };
const nowhere = { address: null, userAgent: null };
const tokenOf = (link: string | null) => link?.split("/").at(-1) ?? "";

beforeAll(async () => {
  app = await startTestApp();
  one = await app.system("one");
});

afterAll(async () => {
  await app?.stop();
});

test("the one-time link makes exactly one administrator, however many use it at once", async () => {
  const link = await createSetupLink("https://proofmark.example");
  expect(link).toMatch(/^https:\/\/proofmark\.example\/set-up\/[\w-]{43}$/);
  const token = tokenOf(link);
  expect((await useSetupLink(token, { ...person, password: "short" })).ok).toBe(false);
  expect(await setupLinkOpen(token)).toBe(true);
  const uses = await Promise.all(Array.from({ length: 5 }, (_, n) => useSetupLink(token, { ...person, email: n === 0 ? person.email : `x${n}@example.test` })));
  expect(uses.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await app.store.prisma.user.count({ where: { isAdmin: true } })).toBe(1);
  expect(await setupLinkOpen(token)).toBe(false);
  expect(await createSetupLink("https://proofmark.example")).toBeNull();
  expect(await adminExists()).toBe(true);
  // Any of the five may have won: the tests below sign in as the one who did.
  const winner = uses.findIndex(({ ok }) => ok);
  if (winner > 0) person.email = `X${winner}@Example.test`;
});

test("only hashes of links, tokens and passwords are kept", async () => {
  const made = await createToken({ systemId: one, role: "viewer", name: "t", createdBy: operator });
  const [, , secret = ""] = made.text.split("_");
  for (const table of ["api_token", "setup_link", "account", "audit_event"]) {
    const found = await rows<{ text: string }>(app.store.prisma, `SELECT row_to_json(t)::text AS text FROM ${table} t`);
    for (const { text } of found) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(person.password);
    }
  }
});

test("a token works until it is revoked, and its use is noted", async () => {
  const made = await createToken({ systemId: one, role: "viewer", name: "t", createdBy: operator });
  expect(await principalOfToken(made.text)).toMatchObject({ kind: "token", role: "viewer", systemId: one });
  expect((await app.store.prisma.apiToken.findUnique({ where: { id: made.id } }))?.lastUsedAt).not.toBeNull();
  expect(await revokeToken(made.id, operator)).toBe(true);
  expect(await revokeToken(made.id, operator)).toBe(false);
  expect((await principalOfToken(made.text)).kind).toBe("anonymous");
});

test("a token lasts ninety days unless told otherwise and never more than a year", async () => {
  const days = async (asked?: number) => {
    const { expiresAt } = await createToken({ systemId: one, role: "viewer", name: "t", createdBy: operator, ...(asked ? { days: asked } : {}) });
    return Math.round((expiresAt.getTime() - Date.now()) / 86_400_000);
  };
  expect([await days(), await days(7), await days(10_000)]).toEqual([90, 7, 366]);
});

test("a session ends after an idle hour, after twelve hours, and with sign-out", async () => {
  const age = async (email: string, change: { updatedAt?: Date; createdAt?: Date }) => {
    const cookie = await signedIn(email, { systemId: one, role: "viewer" });
    const headers = new Headers({ cookie });
    expect((await principalOfSession(headers)).kind).toBe("user");
    const user = await app.store.prisma.user.findUniqueOrThrow({ where: { email } });
    await app.store.prisma.session.updateMany({ where: { userId: user.id }, data: change });
    return { headers, after: (await principalOfSession(headers)).kind };
  };
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  expect((await age("idle@example.test", { updatedAt: ago(61) })).after).toBe("anonymous");
  expect((await age("busy@example.test", { updatedAt: ago(59) })).after).toBe("user");
  expect((await age("long@example.test", { createdAt: ago(721), updatedAt: ago(0) })).after).toBe("anonymous");
  const { headers } = await age("leaves@example.test", {});
  expect((await signOut(headers)).join()).toContain("Max-Age=0");
  expect((await principalOfSession(headers)).kind).toBe("anonymous");
});

test("two sign-ins have two sessions, and a forged cookie has none", async () => {
  const answers = await Promise.all([1, 2].map(() => signInWithPassword(person, nowhere)));
  const cookies = answers.map((answer) => (answer.ok ? (answer.cookies[0]?.split(";")[0] ?? "") : ""));
  expect(new Set(cookies).size).toBe(2);
  expect((await principalOfSession(new Headers({ cookie: cookies[0] ?? "" }))).kind).toBe("user");
  expect((await principalOfSession(new Headers({ cookie: `${cookies[0]?.slice(0, -4)}AAAA` }))).kind).toBe("anonymous");
});

test("the cookie is out of reach of scripts and of other sites", async () => {
  const answer = await signInWithPassword(person, nowhere);
  const cookie = answer.ok ? (answer.cookies[0] ?? "") : "";
  expect(cookie).toMatch(/^proofmark\.session=/);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toMatch(/SameSite=Lax/i);
  const { makeAuth } = await import("./auth");
  const context = await makeAuth(app.store, { origin: "https://proofmark.example", secret: "x".repeat(40) }).$context;
  expect(context.authCookies.sessionToken.name).toBe("__Host-proofmark.session");
  expect(context.authCookies.sessionToken.attributes).toMatchObject({ secure: true, httpOnly: true, path: "/" });
  expect(context.authCookies.sessionToken.attributes.domain).toBeUndefined();
});

test("the eleventh wrong password in a quarter of an hour is not even looked at, for known and unknown accounts alike", async () => {
  unwrapOk(await createPerson({ email: "guessed@example.test", name: "", password: person.password, isAdmin: false }));
  for (const email of ["guessed@example.test", "nobody@example.test"]) {
    const answers = [];
    for (let n = 0; n < 11; n += 1) answers.push(await signInWithPassword({ email, password: `wrong password ${n}` }, nowhere));
    expect(answers.map((answer) => (answer.ok ? "in" : answer.why))).toEqual([...Array<string>(10).fill("wrong"), "too-many"]);
  }
  expect(await signInWithPassword({ email: "guessed@example.test", password: person.password }, nowhere)).toMatchObject({ ok: false, why: "too-many" });
});

test("nobody can sign up", async () => {
  const { authOf } = await import("./auth");
  await expect(authOf().api.signUpEmail({ body: { email: "new@example.test", name: "n", password: person.password } })).rejects.toThrow();
});

test("a membership that has expired gives nothing", async () => {
  const { id } = unwrapOk(await createPerson({ email: "guest@example.test", name: "", password: null, isAdmin: false }));
  const principal = { kind: "user" as const, id, name: "", email: "guest@example.test", isAdmin: false, sessionId: "s" };
  await app.store.prisma.membership.create({ data: { systemId: one, userId: id, role: "auditor", grantedBy: "test", createdAt: new Date(), expiresAt: new Date(Date.now() + 60_000) } });
  expect((await requirePermission(principal, "one", "read")).ok).toBe(true);
  await app.store.prisma.membership.updateMany({ where: { userId: id }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await requirePermission(principal, "one", "read")).toMatchObject({ ok: false, problem: { code: "access/not-found" } });
});
