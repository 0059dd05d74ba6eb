import { isAfter } from "../clocks/instant";
import { standing } from "../controls/basis/standing";
import type { VexStatus } from "../model/document";
import type { EvidenceRef, FindingFact, FindingResult, Instant, PolicyFacts, SeenAs, VexRecord } from "../model/evaluation";
import { FlawIndex } from "./alias-sets";
import { installedVersion, speaksOf } from "./package-versions";
import { outOfReach, seenAs } from "./seen-as";

export type VexDecision = FindingResult["vexDecision"];

export interface VexOutcome {
  decision: VexDecision;
  /** The statement that has effect, null when none has. */
  winner: VexRecord | null;
}

/** At the same instant the more cautious status wins. */
const CAUTION: Readonly<Record<VexStatus, number>> = { affected: 3, under_investigation: 2, fixed: 1, not_affected: 0 };

/** Statements without effect that a finding lists. The rest are counted: they cannot be hidden, and cannot multiply what is stored. */
const MOST_IGNORED = 20;

interface About {
  /** In precedence. */
  all: readonly VexRecord[];
  /** Those that could have effect on some finding. */
  able: readonly VexRecord[];
}

/** The statements about a digest, in precedence and by flaw, with what is the same for every finding looked at once. */
export class VexStatements {
  readonly #index: FlawIndex<VexRecord>;
  readonly #able: ReadonlySet<VexRecord>;
  readonly #places: ReadonlyMap<VexRecord, number>;
  readonly #about = new Map<string, About>();

  constructor(records: readonly VexRecord[], evidence: ReadonlyMap<string, EvidenceRef>, policy: PolicyFacts) {
    const inOrder = records.toSorted(byPrecedence);
    this.#places = new Map(inOrder.map((record, i) => [record, i]));
    this.#index = new FlawIndex(inOrder, (record) => record);
    this.#able = new Set(inOrder.filter((record) => ownObjection(record, evidence, policy) === null));
  }

  about(finding: Pick<FindingFact, "vulnerability" | "aliases">): About {
    const key = [finding.vulnerability, ...finding.aliases].join("\u0000");
    const held = this.#about.get(key);
    if (held !== undefined) return held;
    const place = (record: VexRecord): number => this.#places.get(record) ?? 0;
    const all = this.#index.about(finding).sort((a, b) => place(a) - place(b));
    const about = { all, able: all.filter((record) => this.#able.has(record)) };
    this.#about.set(key, about);
    return about;
  }
}

/**
 * Which statement decides a finding, why, and which were left aside and why. A statement has effect only when it is
 * about this flaw by names that count (`seen-as.ts`), this package and this digest, somebody whom the trust settings let speak of such statements about
 * this image signed it, its author is on the policy's list where there is one and, for not_affected, it gives a
 * justification. Among those the newest wins. Everything else is advice: visible,
 * without effect.
 */
export function decideVex(finding: FindingFact, statements: VexStatements | readonly VexRecord[], evidence: ReadonlyMap<string, EvidenceRef>, policy: PolicyFacts): VexOutcome {
  const { all, able } = (statements instanceof VexStatements ? statements : new VexStatements(statements, evidence, policy)).about(finding);
  if (all.length === 0) return { decision: { won: null, ignored: [] }, winner: null };
  const parts = seenAs(finding, evidence);
  const against = (record: VexRecord): string | null => objection(finding, parts, record, evidence, policy);
  const trusted = able.filter((record) => against(record) === null);
  const winner = trusted[0] ?? null;
  const ignored = listed(all, able, winner).map((record) => {
    const why = against(record) ?? `older than the statement of ${winner === null ? "" : minute(statedAt(winner))} that decides`;
    return { evidence: record.evidence, status: record.status, author: record.author, why };
  });
  const more = all.length - (winner === null ? 0 : 1) - ignored.length;
  const won = winner === null ? null : { evidence: winner.evidence, status: winner.status, author: winner.author, why: whyWon(winner, trusted.length) };
  return { decision: { won, ignored, ...(more > 0 ? { more } : {}) }, winner };
}

/** Statements without effect that are listed, in precedence: of very many those of trusted signers before the others. */
function listed(all: readonly VexRecord[], able: readonly VexRecord[], winner: VexRecord | null): VexRecord[] {
  if (all.length <= MOST_IGNORED) return all.filter((record) => record !== winner);
  const first = new Set<VexRecord>();
  for (const list of [able, all]) {
    for (const record of list) {
      if (first.size >= MOST_IGNORED) break;
      if (record !== winner) first.add(record);
    }
  }
  return [...first].sort(byPrecedence);
}

/** Signed by somebody trusted, and by an issuer of the policy where it lists any. */
export function isTrustedVex({ verification, author }: Pick<VexRecord, "verification" | "author">, policy: PolicyFacts): boolean {
  const issuers = policy.approved.vexIssuers;
  return verification === "verified" && (issuers.length === 0 || (author !== null && issuers.includes(author)));
}

/** Why a statement has no effect on this finding; null when it has. */
function objection(finding: FindingFact, parts: readonly SeenAs[], record: VexRecord, evidence: ReadonlyMap<string, EvidenceRef>, policy: PolicyFacts): string | null {
  const ref = evidence.get(record.evidence);
  if (record.productMatch === "unmatched" && record.openLinks !== undefined) return "it points into a bill of materials (BOM-Link) that is not held for this digest: pending";
  if (record.productMatch === "unmatched") return "its products name neither this digest nor a package in it";
  if (record.packageKeys.length > 0 && !record.packageKeys.includes(finding.packageKey)) return "it is limited to other packages";
  const unreached = outOfReach(finding, parts, [record.vulnerability, ...record.aliases]);
  if (unreached !== null) return unreached;
  const unbound = ref && bindingObjection(ref);
  if (unbound) return unbound;
  const elsewhere = otherVersions(finding, record);
  if (elsewhere !== null) return elsewhere;
  return ownObjection(record, evidence, policy);
}

/** Why a statement has no effect on any finding. */
function ownObjection(record: VexRecord, evidence: ReadonlyMap<string, EvidenceRef>, policy: PolicyFacts): string | null {
  if (record.verification === "invalid") return "its signature is invalid";
  if (record.verification === "unsigned") return "unsigned: advice without effect";
  if (record.verification === "unknown") return "its signature was not verified: advice without effect";
  if (!isTrustedVex(record, policy)) return "its author is not a trusted issuer of the policy: advice without effect";
  if (record.status === "not_affected" && !record.justification && !record.impact) return "not_affected without a justification";
  return record.through === undefined ? null : linkObjection(evidence.get(record.through));
}

/** A claim counts where somebody accepted it by a recorded decision, as for every other evidence; the signature is asked for all the same. */
function bindingObjection(ref: EvidenceRef): string | null {
  if (ref.binding === "named" || ref.binding === "subject") return null;
  if (ref.binding === "claimed" && ref.accepted !== null) return null;
  return `the document is not bound to this digest (${ref.binding}): ${standing(ref).why}`;
}

/** A link is followed by what another document says it means: that document must count itself. */
function linkObjection(sbom: EvidenceRef | undefined): string | null {
  const why = sbom === undefined ? "it is not held" : standing(sbom).counts ? null : standing(sbom).why;
  return why === null ? null : `it points into a bill of materials that does not count: ${why}`;
}

/** Where a statement is limited to versions, every installed one must be among them: a part is not the whole. */
function otherVersions(finding: FindingFact, record: VexRecord): string | null {
  const scopes = (record.packageVersions ?? []).filter((one) => one.packageKey === finding.packageKey);
  if (scopes.length === 0) return null;
  const installed = finding.installedVersions ?? [installedVersion(finding.package)];
  for (const version of installed) {
    const answers = scopes.map((scope) => speaksOf(scope, finding.package.type, version));
    if (answers.includes(true)) continue;
    if (answers.includes(null)) return `it cannot be told whether it speaks of the installed version ${version ?? "(none stated)"}`;
    return `it speaks of other versions than the installed ${version ?? ""}`;
  }
  return null;
}

function byPrecedence(a: VexRecord, b: VexRecord): number {
  const [ta, tb] = [statedAt(a), statedAt(b)];
  if (ta !== tb) return isAfter(ta, tb) ? -1 : isAfter(tb, ta) ? 1 : compare(ta, tb);
  return CAUTION[b.status] - CAUTION[a.status] || compare(a.evidence, b.evidence) || compare(JSON.stringify(a), JSON.stringify(b));
}

function statedAt(record: VexRecord): Instant {
  return record.observedAt ?? record.recordedAt;
}

/** "2026-11-20 14:55 UTC" of an ISO 8601 instant; anything else as it stands. */
function minute(instant: Instant): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function whyWon(winner: VexRecord, trusted: number): string {
  const scope = winner.productMatch === "package" ? "names the package" : winner.productMatch === "index" ? "names the index of this digest" : "names this digest";
  const rank = trusted > 1 ? `newest of ${trusted} trusted statements` : "the only trusted statement";
  return `${rank}; signed by a trusted issuer, and it ${scope}${winner.through === undefined ? "" : ` through the bill of materials ${winner.through}`}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
