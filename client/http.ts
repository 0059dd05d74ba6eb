import { problemDocument, type ProblemDocument } from "../contracts/common";

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
  const problem = problemDocument.safeParse(body);
  throw problem.success ? new ApiProblem(problem.data) : new Error(`The server answered ${response.status}.`);
}

export const getJson = <T>(path: string, parse: (value: unknown) => T, signal?: AbortSignal): Promise<T> => ask(path, signal ? { signal } : {}, parse);

/** Sends a JSON body, or bytes under its name, and reads the answer. */
export const sendJson = <T>(method: "POST" | "PUT", path: string, body: BodyInit, parse: (value: unknown) => T, signal?: AbortSignal): Promise<T> =>
  ask(path, { method, body, headers: { "content-type": "application/json" }, ...(signal ? { signal } : {}) }, parse);

export const systemPath = (system: string, rest: string): string => `/api/v1/systems/${encodeURIComponent(system)}/${rest}`;
