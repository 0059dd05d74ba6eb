import type { ProblemDocument } from "../contracts/common";

/** A refusal of the API as its problem document says it. */
export class ApiProblem extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.detail);
  }
}

/** The one fetch of the browser: our own API, the session's cookie, JSON or a problem. */
async function ask<T>(path: string, given: RequestInit, parse: (value: unknown) => T): Promise<T> {
  const response = await fetch(path, { ...given, headers: { accept: "application/json", ...given.headers }, credentials: "same-origin" });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return parse(body);
  throw await refusal(response.status, body);
}

/**
 * The error of an answer that is no success: its problem document, else its status. The contracts and zod come when an
 * answer has to be read, never with the page: they would be a fifth of what it loads first.
 */
export async function refusal(status: number, body: unknown): Promise<Error> {
  const { problemDocument } = await import("../contracts/common");
  const problem = problemDocument.safeParse(body);
  return problem.success ? new ApiProblem(problem.data) : new Error(`The server answered ${status}.`);
}

export const getJson = <T>(path: string, parse: (value: unknown) => T, signal?: AbortSignal): Promise<T> => ask(path, signal ? { signal } : {}, parse);

/** What reads an answer: a zod shape, of which nothing more is asked. */
interface Shape<T> {
  parse(value: unknown): T;
}

/**
 * Sends a JSON body, or bytes under its name, and reads the answer. The shape is fetched before anything is sent: an
 * answer that cannot be read would look like a change that failed.
 */
export async function sendJson<T>(method: "POST" | "PUT", path: string, body: BodyInit, shape: () => Promise<Shape<T>>, signal?: AbortSignal): Promise<T> {
  const answer = await shape();
  return ask(path, { method, body, headers: { "content-type": "application/json" }, ...(signal ? { signal } : {}) }, (value) => answer.parse(value));
}

export const systemPath = (system: string, rest: string): string => `/api/v1/systems/${encodeURIComponent(system)}/${rest}`;
