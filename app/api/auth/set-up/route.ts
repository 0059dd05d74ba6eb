import { setUpForm, signInOperations } from "../../../../contracts/sign-in-api";
import { clientAddress } from "../../../../server/auth/client-address";
import { useSetupLink } from "../../../../server/auth/setup-link";
import { signInWithPassword } from "../../../../server/auth/sign-in";
import { readForm, seeOther } from "../../../../server/http/form";
import { problemResponse } from "../../../../server/http/problem";
import { route } from "../../../../server/http/route";

/** Makes the first administrator and signs them in. The link is spent only when everything else is right. */
export const POST = route(signInOperations.setUp, async ({ request }) => {
  const form = await readForm(request, setUpForm);
  if (!form.ok) return problemResponse(form.problem);
  const { token, ...person } = form.value;
  const made = await useSetupLink(token, person);
  if (!made.ok) return seeOther(`/set-up/${encodeURIComponent(token)}?problem=${encodeURIComponent(made.problem.code)}`);
  const from = { address: clientAddress(request.headers), userAgent: request.headers.get("user-agent") };
  const answer = await signInWithPassword(person, from);
  const headers = new Headers();
  if (answer.ok) for (const cookie of answer.cookies) headers.append("set-cookie", cookie);
  return seeOther(answer.ok ? "/" : "/sign-in", headers);
});
