import { betterAuth } from "better-auth/minimal";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { settings } from "../settings";
import { webStore, type Store } from "../store";
import { oidcSettings } from "./oidc";
import { authSecret } from "./secret";

export const SESSION_HOURS = 12;
export const IDLE_MINUTES = 60;
export const OIDC_PROVIDER = "oidc";
export const MIN_PASSWORD = 12;

interface AuthSettings {
  origin: string;
  secret: string;
}

/**
 * Sessions and passwords (better-auth core). A session ends 12 hours after sign-in whatever happens; that it also ends
 * after an idle hour is decided where sessions are read (session.ts). Nobody can sign up: people are made by the
 * command line or the one-time link. Cookies carry the __Host- prefix and Secure when the origin is https.
 */
export function makeAuth(store: Store, { origin, secret }: AuthSettings) {
  const secure = origin.startsWith("https:");
  const cookie = (name: string) => ({ name: `${secure ? "__Host-" : ""}proofmark.${name}`, attributes: { secure } });
  return betterAuth({
    appName: "Proofmark",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database: prismaAdapter(store.prisma, { provider: "postgresql" }),
    user: { additionalFields: { isAdmin: { type: "boolean", input: false, defaultValue: false, required: false } } },
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true, cookieCache: { enabled: false } },
    verification: { modelName: "authVerification" },
    account: { accountLinking: { enabled: true, trustedProviders: [OIDC_PROVIDER] } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: 200 },
    // Attempts are counted per account and address by sign-in-limit.ts, before the password is looked at.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Wrong passwords are counted, not logged: the log would fill with what visitors type wrong.
    logger: { level: "error" },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true, path: "/", secure },
      cookies: { session_token: cookie("session"), dont_remember: cookie("dont_remember"), state: cookie("state") },
    },
    plugins: oidcPlugins(),
  });
}

function oidcPlugins() {
  const oidc = oidcSettings();
  if (!oidc) return [];
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
          clientId: oidc.clientId,
          clientSecret: oidc.clientSecret,
          scopes: ["openid", "email", "profile"],
          pkce: true,
          disableSignUp: true,
        },
      ],
    }),
  ];
}

export type Auth = ReturnType<typeof makeAuth>;

const made = globalThis as { proofmarkAuth?: Map<Store, Auth> };

/** The sign-in of a store, made once per process. */
export function authOf(store: Store = webStore()): Auth {
  const all = (made.proofmarkAuth ??= new Map());
  const found = all.get(store);
  if (found) return found;
  const auth = makeAuth(store, { origin: settings().origin, secret: authSecret() });
  all.set(store, auth);
  return auth;
}
