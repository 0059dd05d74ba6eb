import { problemDocument, type ProblemDocument } from "../contracts/common";

/** A refusal of the API as its problem document says it. */
export class ApiProblem extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.detail);
  }
}

/** The one fetch of the browser: our own API, the session's cookie, JSON or a problem. */
export async function getJson<T>(path: string, parse: (value: unknown) => T, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { headers: { accept: "application/json" }, credentials: "same-origin", ...(signal ? { signal } : {}) });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return parse(body);
  const problem = problemDocument.safeParse(body);
  throw problem.success ? new ApiProblem(problem.data) : new Error(`The server answered ${response.status}.`);
}

export const systemPath = (system: string, rest: string): string => `/api/v1/systems/${encodeURIComponent(system)}/${rest}`;
