import { signInOperations } from "../../../../../contracts/sign-in-api";
import { authOf, OIDC_PROVIDER } from "../../../../../server/auth/auth";
import { oidcSettings } from "../../../../../server/auth/oidc";
import { notFound } from "../../../../../server/http/list-response";
import { route } from "../../../../../server/http/route";

/** The way back from the identity provider: state, code and account are checked by the sign-in library. */
export const GET = route(signInOperations.signInCallback, async ({ params, request }) => {
  if (params.provider !== OIDC_PROVIDER || !oidcSettings()) return notFound();
  return authOf().handler(request);
});
