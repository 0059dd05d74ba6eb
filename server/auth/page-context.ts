import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { settings } from "../settings";
import { checkHost } from "../http/same-origin";
import type { Action } from "./permissions";
import type { Ctx, Principal } from "./principal";
import { principalOfSession } from "./session";
import { permittedSystems } from "./require-permission";

/** The person of this page request; nobody signed in leads to the sign-in page, a strange Host to nothing. */
async function pagePrincipal(path?: string): Promise<Principal> {
  const given = await headers();
  if (!checkHost(given, settings().origin).ok) notFound();
  const principal = await principalOfSession(given);
  if (principal.kind !== "anonymous") return principal;
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/**
 * The first line of every page: who asks and what they may do in this system. What one may not know of is not found.
 * `path` is where sign-in leads back to. One statement answers for this system and for the list of all of them.
 */
export async function pageContext(wanted: { system: string; permission: Action; path?: string }): Promise<Ctx> {
  const principal = await pagePrincipal(wanted.path ?? `/s/${encodeURIComponent(wanted.system)}/overview`);
  const permitted = await permittedSystems(principal, wanted.permission);
  const ctx = permitted.find(({ system }) => system.name === wanted.system);
  if (!ctx) notFound();
  return { ...ctx, systems: permitted.map(({ system }) => system) };
}

/** The system that `/` opens: the caller's first by name, null when there is none they may read. */
export async function homeSystem(): Promise<string | null> {
  const [first] = await permittedSystems(await pagePrincipal("/"), "read");
  return first?.system.name ?? null;
}
