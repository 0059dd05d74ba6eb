import { signInOperations } from "../../../../contracts/sign-in-api";
import { oidcSettings } from "../../../../server/auth/oidc";
import { startSingleSignOn } from "../../../../server/auth/sign-in";
import { safeNext, seeOther } from "../../../../server/http/form";
import { notFound } from "../../../../server/http/list-response";
import { route } from "../../../../server/http/route";

/** A link and not a form: the page's policy keeps forms from being sent on to another site. */
export const GET = route(signInOperations.singleSignOn, async ({ query }) => {
  if (!oidcSettings()) return notFound();
  const started = await startSingleSignOn(safeNext(query.next));
  if (!started) return seeOther("/sign-in?problem=single-sign-on");
  const headers = new Headers();
  for (const cookie of started.cookies) headers.append("set-cookie", cookie);
  return seeOther(started.url, headers);
});
