import { fail, ok, type Result } from "../../domain/model/problem";
import { webStore, type Store } from "../store";
import type { Principal } from "./principal";
import { principalOfSession } from "./session";
import { principalOfToken } from "./tokens";

/**
 * Who asks: the bearer token's principal, else the session's, else nobody. A request that brings both a token and our
 * session cookie is refused (`access/token-with-cookie`): a page must never lend its cookie to a token, nor the other
 * way round.
 */
export async function principalOf(headers: Headers, store: Store = webStore()): Promise<Result<Principal>> {
  const authorization = headers.get("authorization");
  if (authorization === null) return ok(await principalOfSession(headers, store));
  if (/(?:^|;\s*)(?:__Host-)?proofmark\.session=/.test(headers.get("cookie") ?? "")) {
    return fail({ code: "access/token-with-cookie", detail: "Send a token or a session, not both." });
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!token) return ok({ kind: "anonymous", why: "Authorization reads: Bearer <token>." });
  return ok(await principalOfToken(token, store));
}
