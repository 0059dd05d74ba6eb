/**
 * An expected failure as a value. `code` is closed per room ("cyclonedx/no-components-array"); `at` is a JSON
 * pointer (RFC 6901), a line ("line 12") or a file name; `limit` names the limit that was hit.
 */
export interface Problem {
  code: string;
  detail: string;
  at?: string;
  limit?: { name: string; max: number; got?: number };
}

export type Result<T, P = Problem> = { ok: true; value: T } | { ok: false; problem: P };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const fail = (problem: Problem): Result<never> => ({ ok: false, problem });

/** The value, or a throw: for callers that have already proven success (tests, invariants). */
export function unwrapOk<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.problem.code}: ${result.problem.detail}${result.problem.at ? ` at ${result.problem.at}` : ""}`);
}
