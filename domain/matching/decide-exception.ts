import { isAfter } from "../clocks/instant";
import type { ExceptionFact, FindingFact, Instant } from "../model/evaluation";
import { isCve, normaliseId } from "./alias-sets";

export type ExceptionState = "active" | "expired" | "requested" | "invalid";

/**
 * Whether an exception is in force. It needs an approver who is not the requester, a scope without wildcards and an
 * expiry; without any of these it has no effect, and that is what `invalid` says.
 */
export function exceptionState(exception: ExceptionFact, asOf: Instant): { state: ExceptionState; why: string } {
  if (exception.scope.vulnerability === null && exception.scope.control === null) return { state: "invalid", why: "it names neither a vulnerability nor a control" };
  if (exception.approvedBy === null || exception.approvedAt === null) return { state: "requested", why: "nobody has approved it" };
  if (samePerson(exception.approvedBy, exception.requestedBy)) return { state: "invalid", why: "the requester approved it" };
  if (isAfter(exception.approvedAt, asOf)) return { state: "requested", why: "it was not approved yet" };
  if (!isAfter(exception.expiresAt, asOf)) return { state: "expired", why: `it expired ${exception.expiresAt.slice(0, 10)}` };
  return { state: "active", why: `approved by ${exception.approvedBy}, expires ${exception.expiresAt.slice(0, 10)}` };
}

function samePerson(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The exception that covers a finding: an active one before an expired one, the one that lasts longest first. */
export function exceptionFor(finding: FindingFact, exceptions: readonly ExceptionFact[], asOf: Instant): { id: string; state: "active" | "expired" } | null {
  // Of a bulletin about several CVEs only an exception for the bulletin itself covers all of it.
  const several = finding.aliases.filter((id) => isCve(normaliseId(id))).length > 1;
  const ids = new Set([finding.vulnerability, ...(several ? [] : finding.aliases)].map(normaliseId));
  const covering = exceptions.flatMap((exception) => {
    const { vulnerability, packageKey } = exception.scope;
    if (vulnerability === null || !ids.has(normaliseId(vulnerability))) return [];
    if (packageKey !== null && packageKey !== finding.packageKey) return [];
    const { state } = exceptionState(exception, asOf);
    return state === "active" || state === "expired" ? [{ id: exception.id, state, expiresAt: exception.expiresAt } as const] : [];
  });
  covering.sort((a, b) => (a.state === b.state ? 0 : a.state === "active" ? -1 : 1) || (a.expiresAt > b.expiresAt ? -1 : a.expiresAt < b.expiresAt ? 1 : a.id < b.id ? -1 : 1));
  const first = covering[0];
  return first ? { id: first.id, state: first.state } : null;
}
