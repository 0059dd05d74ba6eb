import { APIError } from "better-auth/api";
import { webStore, type Store } from "../store";
import { authOf, OIDC_PROVIDER } from "./auth";
import { countSignIn, forgetSignIns } from "./sign-in-limit";

export type SignIn = { ok: true; cookies: string[] } | { ok: false; why: "wrong" | "too-many"; waitSeconds: number };

/** Checks a password and opens a session with a new id. A wrong account and a wrong password are told alike. */
export async function signInWithPassword(
  { email, password }: { email: string; password: string },
  { address, userAgent }: { address: string | null; userAgent: string | null },
  store: Store = webStore(),
): Promise<SignIn> {
  const waitSeconds = await countSignIn(email, address, store);
  if (waitSeconds > 0) return { ok: false, why: "too-many", waitSeconds };
  try {
    const response = await authOf(store).api.signInEmail({
      body: { email: email.trim().toLowerCase(), password },
      headers: new Headers(userAgent ? { "user-agent": userAgent } : {}),
      asResponse: true,
    });
    if (!response.ok) return { ok: false, why: "wrong", waitSeconds: 0 };
    await forgetSignIns(email, store);
    return { ok: true, cookies: response.headers.getSetCookie() };
  } catch (error) {
    if (error instanceof APIError) return { ok: false, why: "wrong", waitSeconds: 0 };
    throw error;
  }
}

/** Ends the session and takes its cookie back. */
export async function signOut(headers: Headers, store: Store = webStore()): Promise<string[]> {
  const cookie = headers.get("cookie");
  if (!cookie) return [];
  const response = await authOf(store).api.signOut({ headers: new Headers({ cookie }), asResponse: true });
  return response.headers.getSetCookie();
}

/** Address of the identity provider to go to, with the cookie that ties the way back to this browser. */
export async function startSingleSignOn(next: string, store: Store = webStore()): Promise<{ url: string; cookies: string[] } | null> {
  const response = await authOf(store).api.signInSocial({
    body: { provider: OIDC_PROVIDER, callbackURL: next, errorCallbackURL: "/sign-in?problem=single-sign-on", disableRedirect: true },
    headers: new Headers(),
    asResponse: true,
  });
  if (!response.ok) return null;
  const { url } = (await response.json()) as { url?: string };
  return url ? { url, cookies: response.headers.getSetCookie() } : null;
}
