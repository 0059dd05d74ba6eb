import { z } from "zod";
import type { Operation } from "./api";

const none = z.object({});
const redirect = { "303": { description: "On to the next page" } };
const form = { description: "Fields of the form", mediaTypes: ["application/x-www-form-urlencoded"] };

/** What the sign-in pages send. Browsers only: not part of the API and not in its description. */
export const signInOperations = {
  signIn: { id: "signIn", method: "POST", path: "/api/auth/sign-in", action: "public", summary: "Sign in with a password", params: none, query: none, body: form, responses: redirect },
  signOut: { id: "signOut", method: "POST", path: "/sign-out", action: "public", summary: "End the session", params: none, query: none, body: form, responses: redirect },
  setUp: { id: "setUp", method: "POST", path: "/api/auth/set-up", action: "public", summary: "Make the first administrator with a one-time link", params: none, query: none, body: form, responses: redirect },
  singleSignOn: { id: "singleSignOn", method: "GET", path: "/api/auth/single-sign-on", action: "public", summary: "Go to the identity provider", params: none, query: z.object({ next: z.string().max(2000).optional() }), responses: redirect },
  signInCallback: { id: "signInCallback", method: "GET", path: "/api/auth/callback/{provider}", action: "public", summary: "Come back from the identity provider", params: z.object({ provider: z.string() }), query: z.looseObject({}), responses: redirect },
} as const satisfies Record<string, Operation>;

export const signInForm = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200), next: z.string().max(2000).optional() });
export const setUpForm = z.object({
  token: z.string().max(100),
  email: z.string().min(1).max(254),
  name: z.string().max(200).default(""),
  password: z.string().max(200),
});
