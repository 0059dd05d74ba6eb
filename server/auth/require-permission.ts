import { fail, ok, type Result } from "../../domain/model/problem";
import { rows, webStore, type Store } from "../store";
import { isRole, mayDo, type Action, type Role } from "./permissions";
import { actorOf, type Ctx, type Principal, type SystemRow } from "./principal";
import { wallNow } from "./wall-clock";

const UNKNOWN = { code: "access/not-found", detail: "There is nothing here that you may know of." };

const WRITES: ReadonlySet<Action> = new Set<Action>(["evidence.submit", "token.manage", "trust.manage", "line.expect"]);

interface Access extends SystemRow {
  role: string;
}

/**
 * The first line of every page, route and query. Answers the context to work in, or why not: `access/sign-in` when
 * nobody is signed in, `access/not-found` for a system the caller may not know of or reads they may not do, and
 * `access/forbidden` for a write that a member of the system may not do.
 */
export async function requirePermission(
  principal: Principal,
  systemName: string,
  action: Action,
  store: Store = webStore(),
): Promise<Result<Ctx>> {
  if (principal.kind === "anonymous") return fail({ code: "access/sign-in", detail: principal.why });
  const found = (await accessOf(principal, store, systemName))[0];
  if (!found) return fail(UNKNOWN);
  return decide(principal, found, action, store);
}

/** Contexts of all systems in which the principal may do this, by name. Empty for nobody. */
export async function permittedSystems(principal: Principal, action: Action, store: Store = webStore()): Promise<Ctx[]> {
  if (principal.kind === "anonymous") return [];
  const found = await accessOf(principal, store, null);
  return found.flatMap((access) => {
    const decided = decide(principal, access, action, store);
    return decided.ok ? [decided.value] : [];
  });
}

function decide(principal: Principal, access: Access, action: Action, store: Store): Result<Ctx> {
  const { role, ...system } = access;
  if (!isRole(role)) return fail(UNKNOWN);
  if (mayDo(role, action)) {
    return ok({ system, systemId: system.id, actor: actorOf(principal), principal, role: role satisfies Role, store });
  }
  return fail(WRITES.has(action) ? { code: "access/forbidden", detail: `The role ${role} may not do this here.` } : UNKNOWN);
}

const SYSTEMS = `SELECT s.id::text AS id, s.name, s.title, s.sample`;

/** One statement whatever the principal: the role is the token's own, the membership's, or admin everywhere. */
function accessOf(principal: Exclude<Principal, { kind: "anonymous" }>, store: Store, name: string | null): Promise<Access[]> {
  const named = `($2::text IS NULL OR s.name = $2) ORDER BY s.name`;
  if (principal.kind === "token") {
    return rows(store.prisma, `${SYSTEMS}, $3::text AS role FROM "system" s WHERE s.id = $1::uuid AND ${named}`, principal.systemId, name, principal.role);
  }
  if (principal.isAdmin) {
    return rows(store.prisma, `${SYSTEMS}, $1::text AS role FROM "system" s WHERE ${named}`, "admin", name);
  }
  return rows(
    store.prisma,
    `${SYSTEMS}, m.role FROM "system" s JOIN membership m ON m.system_id = s.id
     WHERE m.user_id = $1 AND (m.expires_at IS NULL OR m.expires_at > $3) AND ${named}`,
    principal.id,
    name,
    wallNow(),
  );
}
