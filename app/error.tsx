"use client";

import { Lonely } from "../components/frame/lonely";

/** An unknown failure: fixed words, a number to find it in the log, a way to try again. Nothing of the cause is shown. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Lonely title="This page could not be put together.">
      <p>Nothing that was recorded is lost. {error.digest && <>The server’s log has the cause under number <code>{error.digest}</code>.</>}</p>
      <p className="gap-top-s">
        <button className="btn primary" type="button" onClick={reset}>
          Try again
        </button>
      </p>
    </Lonely>
  );
}
