import { randomBytes, randomUUID } from "node:crypto";
import { fail, ok, type Result } from "../../domain/model/problem";
import { rows, webStore, type Store } from "../store";
import { adminExists, createPerson, noteAccount, setPassword } from "./people";
import { MIN_PASSWORD } from "./auth";
import { sha256Of } from "./token-text";
import { hoursAfter, wallNow } from "./wall-clock";

const SETUP_HOURS = 24;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * A one-time link that lets the first administrator in, or null when there is one already. Only its SHA-256 is kept;
 * it ends after a day or with its first use, whichever comes first.
 */
export async function createSetupLink(origin: string, store: Store = webStore()): Promise<string | null> {
  if (await adminExists(store)) return null;
  const token = randomBytes(32).toString("base64url");
  const createdAt = wallNow();
  await store.prisma.setupLink.create({
    data: { id: randomUUID(), sha256: sha256Of(token), createdAt, expiresAt: hoursAfter(createdAt, SETUP_HOURS) },
  });
  return `${origin}/set-up/${token}`;
}

/** True while the link may be used. */
export async function setupLinkOpen(token: string, store: Store = webStore()): Promise<boolean> {
  if (!TOKEN.test(token) || (await adminExists(store))) return false;
  const found = await rows(store.prisma, `SELECT 1 FROM setup_link WHERE sha256 = $1 AND used_at IS NULL AND expires_at > $2`, sha256Of(token), wallNow());
  return found.length === 1;
}

const CLOSED = { code: "setup/closed", detail: "This link has been used, has expired, or was never made. Ask for a new one with: npm run -s proofmark -- setup-link" };

/**
 * Uses the link: makes the first administrator. What is wrong with the answers is said before the link is spent; two
 * uses at once give one administrator. Problem codes: setup/closed, people/*.
 */
export async function useSetupLink(
  token: string,
  person: { email: string; name: string; password: string },
  store: Store = webStore(),
): Promise<Result<{ id: string }>> {
  if (!(await setupLinkOpen(token, store))) return fail(CLOSED);
  if (person.password.length < MIN_PASSWORD) {
    return fail({ code: "people/password-short", detail: `A password has ${MIN_PASSWORD} to 200 characters.`, at: "password" });
  }
  const made = await createPerson({ ...person, password: null, isAdmin: false }, store);
  if (!made.ok) return made;
  const now = wallNow();
  const spent = await rows<{ id: string }>(
    store.prisma,
    `WITH spent AS (UPDATE setup_link SET used_at = $2 WHERE sha256 = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id)
     UPDATE "user" SET is_admin = true FROM spent WHERE "user".id = $3 RETURNING "user".id`,
    sha256Of(token), now, made.value.id,
  );
  if (spent.length === 0) return fail(CLOSED);
  await setPassword(made.value.id, person.password, store);
  await noteAccount(store, "setup-link.used", made.value.id, { email: person.email });
  return ok(made.value);
}
