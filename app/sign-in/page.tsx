import { notFound, redirect } from "next/navigation";
import { headers } from "next/headers";
import { Lonely } from "../../components/frame/lonely";
import { oidcSettings } from "../../server/auth/oidc";
import { adminExists } from "../../server/auth/people";
import { principalOfSession } from "../../server/auth/session";
import { safeNext } from "../../server/http/form";
import { checkHost } from "../../server/http/same-origin";
import { settings } from "../../server/settings";
import { EmailField, EntryProblem } from "./entry";
import { problemWords } from "./words";
import "./form.css";

export const metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

type Search = Promise<Record<string, string | string[] | undefined>>;

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Open to anybody: a form, and what to do when nobody has an account yet. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const given = await headers();
  if (!checkHost(given, settings().origin).ok) notFound();
  const next = safeNext(one(search.next));
  if ((await principalOfSession(given)).kind === "user") redirect(next);
  const problem = problemWords(one(search.problem));
  const oidc = oidcSettings();
  const ready = await adminExists();
  return (
    <Lonely title="Sign in to Proofmark">
      {ready ? null : (
        <p>
          Nobody has an account here yet. Whoever started the server makes the first one with the link that{" "}
          <code>npm run -s proofmark -- setup-link</code> prints.
        </p>
      )}
      <EntryProblem words={problem} />
      <form className="entry" method="post" action="/api/auth/sign-in">
        <input type="hidden" name="next" value={next} />
        <EmailField autoFocus />
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <button className="btn primary" type="submit">
          Sign in
        </button>
      </form>
      {oidc ? (
        <p className="entry">
          <a className="btn" href={`/api/auth/single-sign-on?next=${encodeURIComponent(next)}`}>
            Sign in with {oidc.name}
          </a>
        </p>
      ) : null}
    </Lonely>
  );
}
