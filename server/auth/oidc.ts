import { z } from "zod";

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
}

const environment = z.object({
  PROOFMARK_OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  PROOFMARK_OIDC_CLIENT_ID: z.string().min(1),
  PROOFMARK_OIDC_CLIENT_SECRET: z.string().min(1),
  PROOFMARK_OIDC_NAME: z.string().default("single sign-on"),
});

/** Sign-in through an OpenID Connect provider, when its three settings are there; a half-set one is an error. */
export function oidcSettings(env: Record<string, string | undefined> = process.env): OidcSettings | null {
  if (!env["PROOFMARK_OIDC_ISSUER"]) return null;
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new Error(`These settings cannot be used: ${parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")}`);
  }
  const { PROOFMARK_OIDC_ISSUER: issuer, PROOFMARK_OIDC_CLIENT_ID: clientId } = parsed.data;
  return {
    issuer: issuer.replace(/\/$/, ""),
    clientId,
    clientSecret: parsed.data.PROOFMARK_OIDC_CLIENT_SECRET,
    name: parsed.data.PROOFMARK_OIDC_NAME,
  };
}
