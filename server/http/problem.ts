import type { ProblemDocument } from "../../contracts/common";
import type { Problem } from "../../domain/model/problem";
import { doorStatus } from "../services/door-error";

const TITLES: Record<number, string> = {
  400: "The request is wrong",
  401: "Sign in",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Encoding not accepted",
  421: "Wrong host",
  429: "Too many attempts",
  500: "Internal error",
  503: "Not ready",
};

const STATUS: Record<string, number> = {
  "access/sign-in": 401,
  "access/token-with-cookie": 400,
  "access/forbidden": 403,
  "access/cross-site": 403,
  "access/not-found": 404,
  "access/wrong-host": 421,
  "access/too-many-attempts": 429,
  "request/invalid": 400,
  "cursor/malformed": 400,
  "preview/busy": 503,
  "preview/too-large": 413,
  "trust/own-change": 403,
  "trust/not-yours": 403,
  "trust/changed-meanwhile": 409,
  "expect/changed-meanwhile": 409,
  "packet/no-digest": 404,
  "packet/no-line": 404,
  "packet/failed": 500,
  "evaluation/too-many-attempts": 500,
};

/** HTTP status of a problem code. Only this file and the door know statuses. */
export function statusOf(code: string): number {
  if (STATUS[code] !== undefined) return STATUS[code];
  if (code.startsWith("door/")) return doorStatus(code);
  return code.endsWith("/not-found") ? 404 : 400;
}

/** The problem as RFC 9457 problem+json: `pointer` is its place, `limit` the limit it hit. */
export function problemResponse(
  problem: Problem,
  status = statusOf(problem.code),
  extra: { errors?: ProblemDocument["errors"]; headers?: Record<string, string> } = {},
): Response {
  const document: ProblemDocument = {
    type: `urn:proofmark:problem:${problem.code.replaceAll("/", ":")}`,
    title: TITLES[status] ?? "Problem",
    status,
    detail: problem.detail,
    code: problem.code,
    ...(problem.at === undefined ? {} : { pointer: problem.at }),
    ...(problem.limit === undefined ? {} : { limit: problem.limit }),
    ...(extra.errors === undefined ? {} : { errors: extra.errors }),
  };
  const headers = new Headers({ "content-type": "application/problem+json", ...extra.headers });
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="proofmark"');
  return new Response(JSON.stringify(document), { status, headers });
}

/** Everything that is wrong at once: the first as the problem, all of them as `errors`. */
export function problemsResponse(problems: readonly Problem[]): Response {
  const [first] = problems;
  if (first === undefined) throw new Error("no problem to answer");
  return problemResponse(first, statusOf(first.code), { errors: problems.map(({ at, detail }) => ({ pointer: at ?? "", detail })) });
}

/** What is answered for an error nobody expected: always the same words, so that it tells nothing. */
export function unknownErrorResponse(): Response {
  return problemResponse({ code: "internal/error", detail: "Something went wrong here. It has been written to the log." }, 500);
}
