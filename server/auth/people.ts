import { clock } from "../clock";
import { writeAudit } from "../services/audit";
import { webStore, type Store } from "../store";
import { authOf, MIN_PASSWORD } from "./auth";
import { fail, ok, type Result } from "../../domain/model/problem";

export interface NewPerson {
  email: string;
  name: string;
  /** Null: they come in by a one-time link or by single sign-on. */
  password: string | null;
  isAdmin: boolean;
}

/**
 * Makes a person. Problem codes: people/email-malformed, people/password-short, people/exists. The e-mail counts as
 * checked because an operator wrote it; single sign-on links to it.
 */
export async function createPerson(person: NewPerson, store: Store = webStore()): Promise<Result<{ id: string }>> {
  const email = person.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    return fail({ code: "people/email-malformed", detail: "This is no e-mail address.", at: "email" });
  }
  if (person.password !== null && (person.password.length < MIN_PASSWORD || person.password.length > 200)) {
    return fail({ code: "people/password-short", detail: `A password has ${MIN_PASSWORD} to 200 characters.`, at: "password" });
  }
  const context = await authOf(store).$context;
  if (await context.internalAdapter.findUserByEmail(email)) {
    return fail({ code: "people/exists", detail: "There is already a person with this e-mail address.", at: "email" });
  }
  const user = await context.internalAdapter.createUser(
    { email, name: person.name.trim() || email, emailVerified: true, isAdmin: person.isAdmin },
    { method: "email-password" },
  );
  if (person.password !== null) await setPassword(user.id, person.password, store);
  await noteAccount(store, "person.created", user.id, { email, isAdmin: person.isAdmin });
  return ok({ id: user.id });
}

/** Gives a person a password, or another one: all their sessions end. */
export async function setPassword(userId: string, password: string, store: Store = webStore()): Promise<void> {
  const context = await authOf(store).$context;
  const hash = await context.password.hash(password);
  const accounts = await context.internalAdapter.findAccounts(userId);
  if (accounts.some((account) => account.providerId === "credential")) {
    await context.internalAdapter.updatePassword(userId, hash);
  } else {
    await context.internalAdapter.linkAccount({ userId, providerId: "credential", accountId: userId, password: hash });
  }
  await store.prisma.session.deleteMany({ where: { userId } });
}

/** Accounts belong to no system: their audit rows have none. */
export function noteAccount(store: Store, action: string, userId: string, details: Record<string, unknown>): Promise<void> {
  const actor = { kind: "system" as const, id: "sign-in", name: "sign-in" };
  return store.prisma.$transaction((tx) => writeAudit(tx, { systemId: null, at: clock.now(), actor, action, object: `person/${userId}`, details }));
}

export async function adminExists(store: Store = webStore()): Promise<boolean> {
  return (await store.prisma.user.count({ where: { isAdmin: true } })) > 0;
}
