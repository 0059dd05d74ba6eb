import { signInForm, signInOperations } from "../../../../contracts/sign-in-api";
import { clientAddress } from "../../../../server/auth/client-address";
import { signInWithPassword } from "../../../../server/auth/sign-in";
import { readForm, safeNext, seeOther } from "../../../../server/http/form";
import { problemResponse } from "../../../../server/http/problem";
import { route } from "../../../../server/http/route";

/** A plain form, so that signing in needs no script. What went wrong is said on the page, and never which half. */
export const POST = route(signInOperations.signIn, async ({ request }) => {
  const form = await readForm(request, signInForm);
  if (!form.ok && form.problem.code !== "request/invalid") return problemResponse(form.problem);
  const next = safeNext(form.ok ? form.value.next : undefined);
  const back = (problem: string) => seeOther(`/sign-in?problem=${problem}&next=${encodeURIComponent(next)}`);
  if (!form.ok) return back("wrong");
  const from = { address: clientAddress(request.headers), userAgent: request.headers.get("user-agent") };
  const answer = await signInWithPassword(form.value, from);
  if (!answer.ok) return back(answer.why);
  const headers = new Headers();
  for (const cookie of answer.cookies) headers.append("set-cookie", cookie);
  return seeOther(next, headers);
});
