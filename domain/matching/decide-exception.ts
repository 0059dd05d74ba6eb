import { isAfter } from "../clocks/instant";
import type { EvidenceIndex } from "../controls/basis/standing";
import type { ExceptionFact, FindingFact, FindingResult, Instant } from "../model/evaluation";
import { normaliseId } from "./alias-sets";
import { outOfReach, seenAs } from "./seen-as";

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

export interface ExceptionOutcome {
  covering: { id: string; state: "active" | "expired" } | null;
  /** Those about one of its names that do not reach all of it. */
  aside: NonNullable<FindingResult["exceptionsAside"]>;
}

/**
 * The exception that covers a finding, by names that count (`seen-as.ts`): an active one before an expired one, the one
 * that lasts longest first. Of a bulletin about several CVEs only an exception for the bulletin itself covers all of it.
 */
export function exceptionFor(finding: FindingFact, exceptions: readonly ExceptionFact[], asOf: Instant, index: EvidenceIndex): ExceptionOutcome {
  const names = new Set([finding.vulnerability, ...finding.aliases].map(normaliseId));
  const about = exceptions.flatMap((exception) => {
    const { vulnerability, packageKey } = exception.scope;
    if (vulnerability === null || !names.has(normaliseId(vulnerability))) return [];
    if (packageKey !== null && packageKey !== finding.packageKey) return [];
    const { state } = exceptionState(exception, asOf);
    return state === "active" || state === "expired" ? [{ id: exception.id, state, expiresAt: exception.expiresAt, vulnerability } as const] : [];
  });
  if (about.length === 0) return { covering: null, aside: [] };
  const parts = seenAs(finding, index);
  const judged = about.map((one) => ({ one, why: outOfReach(finding, parts, [one.vulnerability]) }));
  const covering = judged.filter(({ why }) => why === null).map(({ one }) => one);
  covering.sort((a, b) => (a.state === b.state ? 0 : a.state === "active" ? -1 : 1) || (a.expiresAt > b.expiresAt ? -1 : a.expiresAt < b.expiresAt ? 1 : a.id < b.id ? -1 : 1));
  const first = covering[0];
  const aside = judged.flatMap(({ one, why }) => (why === null ? [] : [{ exception: one.id, why }]));
  return { covering: first ? { id: first.id, state: first.state } : null, aside: aside.sort((a, b) => (a.exception < b.exception ? -1 : 1)) };
}
