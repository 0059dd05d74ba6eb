import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Lonely } from "../../../components/frame/lonely";
import { MIN_PASSWORD } from "../../../server/auth/auth";
import { setupLinkOpen } from "../../../server/auth/setup-link";
import { checkHost } from "../../../server/http/same-origin";
import { settings } from "../../../server/settings";
import { EmailField, EntryProblem } from "../../sign-in/entry";
import "../../sign-in/form.css";

export const metadata = { title: "Set up" };
export const dynamic = "force-dynamic";

const WORDS: Record<string, string> = {
  "people/email-malformed": "This is no e-mail address.",
  "people/password-short": `A password has ${MIN_PASSWORD} characters or more.`,
  "people/exists": "There is already a person with this e-mail address.",
};

interface Given {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where the one-time link leads. Looking at it does not spend it; sending the form does. */
export default async function SetUpPage({ params, searchParams }: Given) {
  if (!checkHost(await headers(), settings().origin).ok) notFound();
  const { token } = await params;
  if (!(await setupLinkOpen(token))) return <Closed />;
  const { problem } = await searchParams;
  const words = typeof problem === "string" ? (WORDS[problem] ?? "That did not work. Try again.") : null;
  return (
    <Lonely title="Make the first administrator">
      <p>This link works once and for one day. The account you make here may see everything and give others access.</p>
      <EntryProblem words={words} />
      <form className="entry" method="post" action="/api/auth/set-up">
        <input type="hidden" name="token" value={token} />
        <EmailField />
        <label>
          Name
          <input name="name" autoComplete="name" maxLength={200} />
        </label>
        <label>
          Password, {MIN_PASSWORD} characters or more
          <input name="password" type="password" autoComplete="new-password" required minLength={MIN_PASSWORD} maxLength={200} />
        </label>
        <button className="btn primary" type="submit">
          Make the account and sign in
        </button>
      </form>
    </Lonely>
  );
}

function Closed() {
  return (
    <Lonely title="This link cannot be used.">
      <p>
        It has been used, has expired, or was never made. Whoever runs the server gets a new one with{" "}
        <code>npm run -s proofmark -- setup-link</code>, as long as there is no administrator.
      </p>
      <p className="gap-top-s">
        <a href="/sign-in">Sign in</a>
      </p>
    </Lonely>
  );
}
