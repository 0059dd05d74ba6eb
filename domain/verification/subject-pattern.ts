import { compileLinear } from "./linear-pattern";
import { fail, ok, type Problem, type Result } from "../model/problem";
import { remember } from "../model/remember";

const MAX_PATTERN = 512;
const MAX_SUBJECT = 2048;

/**
 * Turns a certificate subject pattern of a trust rule into a matcher, or refuses it with the reason. Accepted is a
 * regular expression that cannot match more than it seems to: anchored at both ends, "https://" and host (or the mail
 * domain) literal, no alternation outside a group, no look-around, no back reference, no repeated group.
 * Codes: verification/pattern-unanchored, -host, -alternation, -construct, -unreadable, -too-long.
 */
export const compileSubjectPattern = remember((pattern: string): Result<(subject: string) => boolean> => {
  const problem = refusePattern(pattern);
  if (problem !== null) return fail(problem);
  const matches = compileLinear(pattern.slice(1, -1));
  if (matches === null)
    return fail(refusal("unreadable", "the pattern is not a regular expression of the accepted kind"));
  return ok((subject) => subject.length <= MAX_SUBJECT && !/\p{Cc}/u.test(subject) && matches(subject));
});

function refusePattern(pattern: string): Problem | null {
  if (pattern.length > MAX_PATTERN) return refusal("too-long", `a pattern has at most ${MAX_PATTERN} characters`);
  if (!pattern.startsWith("^") || !endsAnchored(pattern)) {
    return refusal(
      "unanchored",
      "a pattern must start with ^ and end with $, or it matches identities that merely contain it",
    );
  }
  if (/\\[1-9k]/.test(pattern)) return refusal("construct", "back references are not accepted");
  const body = pattern.slice(1, -1);
  const bare = body.replace(/\\./g, "__").replace(/\[[^\]]*\]/g, (set) => "_".repeat(set.length));
  return refuseConstruct(bare) ?? refuseAlternation(bare) ?? refuseHost(body);
}

/** Ends with a $ that is not escaped. */
function endsAnchored(pattern: string): boolean {
  const escapes = /(\\*)\$$/.exec(pattern)?.[1];
  return escapes !== undefined && escapes.length % 2 === 0;
}

function refuseConstruct(bare: string): Problem | null {
  if (/\(\?(?!:)/.test(bare)) return refusal("construct", "look-around, named groups and flags are not accepted");
  if (/\)[*+{]/.test(bare)) return refusal("construct", "a repeated group is not accepted");
  if (/[$^]/.test(bare)) return refusal("construct", "anchors belong at the two ends only");
  return null;
}

function refuseAlternation(bare: string): Problem | null {
  let depth = 0;
  for (const char of bare) {
    if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    else if (char === "|" && depth <= 0)
      return refusal(
        "alternation",
        "alternatives outside a group escape the anchors: ^a|b$ matches anything that starts with a",
      );
  }
  return null;
}

const LITERAL_HOST = /^https:\/\/(?:[A-Za-z0-9-]+\\\.)*[A-Za-z0-9-]+(?::\d+)?\/(?![?*{])/;
const LITERAL_MAIL = /@(?:[A-Za-z0-9-]+\\\.)+[A-Za-z0-9-]+$/;

function refuseHost(body: string): Problem | null {
  const plain = body.replace(/\\\//g, "/");
  if (LITERAL_HOST.test(plain)) return null;
  if (!plain.includes("://") && LITERAL_MAIL.test(plain) && !plain.includes("/")) return null;
  return refusal(
    "host",
    "the host must be literal: ^https://host\\.example/… or …@host\\.example$, dots escaped, nothing left open in it",
  );
}

function refusal(kind: string, detail: string): Problem {
  return { code: `verification/pattern-${kind}`, detail };
}
