import { run, webStore, type Store } from "../store";
import { authOf, IDLE_MINUTES, SESSION_HOURS } from "./auth";
import type { Principal } from "./principal";
import { hoursAfter, wallNow } from "./wall-clock";

const SIGNED_OUT: Principal = { kind: "anonymous", why: "Sign in first." };

/**
 * The person behind a session cookie, or nobody. A session older than twelve hours or idle for an hour is over: its
 * row goes, so that the cookie is worth nothing even if the clock were turned back.
 */
export async function principalOfSession(headers: Headers, store: Store = webStore()): Promise<Principal> {
  const cookie = headers.get("cookie");
  if (!cookie) return SIGNED_OUT;
  const found = await authOf(store).api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  if (!found) return SIGNED_OUT;
  const { session, user } = found;
  const now = wallNow();
  const idleMs = now.getTime() - session.updatedAt.getTime();
  if (idleMs > IDLE_MINUTES * 60_000 || hoursAfter(session.createdAt, SESSION_HOURS) <= now) {
    await run(store.prisma, `DELETE FROM session WHERE id = $1`, session.id);
    return { kind: "anonymous", why: "This session has ended. Sign in again." };
  }
  if (idleMs > 60_000) await run(store.prisma, `UPDATE session SET updated_at = $2 WHERE id = $1`, session.id, now);
  return { kind: "user", id: user.id, name: user.name, email: user.email, isAdmin: user.isAdmin === true, sessionId: session.id };
}
