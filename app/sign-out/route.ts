import { z } from "zod";
import { signInOperations } from "../../contracts/sign-in-api";
import { signOut } from "../../server/auth/sign-in";
import { readForm, seeOther } from "../../server/http/form";
import { problemResponse } from "../../server/http/problem";
import { route } from "../../server/http/route";

export const POST = route(signInOperations.signOut, async ({ request }) => {
  const form = await readForm(request, z.object({}));
  if (!form.ok) return problemResponse(form.problem);
  const headers = new Headers();
  for (const cookie of await signOut(request.headers)) headers.append("set-cookie", cookie);
  return seeOther("/sign-in", headers);
});
