"use client";

import { useEffect, useState } from "react";
import { lookAtTrust } from "../../client/trust";
import type { TrustAhead, TrustSettingsShape } from "../../contracts/trust";

const PAUSE_MS = 400;

/** What the server says is wrong with settings, asked a moment after the last change; null until it has answered. */
export function useProblems(system: string, settings: TrustSettingsShape, asked: boolean): TrustAhead["problems"] | null {
  const [answer, setAnswer] = useState<{ of: TrustSettingsShape; problems: TrustAhead["problems"] } | null>(null);
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      lookAtTrust(system, settings, false, stop.signal)
        .then(({ problems }) => setAnswer({ of: settings, problems }))
        .catch((error: unknown) => (stop.signal.aborted ? undefined : setAnswer({ of: settings, problems: [{ code: "unanswered", detail: (error as Error).message }] })));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [system, settings, asked]);
  return answer?.of === settings ? answer.problems : null;
}
