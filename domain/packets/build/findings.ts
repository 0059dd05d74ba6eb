import { FlawIndex } from "../../matching/alias-sets";
import type { DigestEvaluation, DigestFacts, FindingResult, VexRecord } from "../../model/evaluation";
import type { PacketFinding, PacketVexStatement } from "../model";
import { capital, packageTitle } from "../../evaluation/words";
import { clockState, numbered, remainingWords, severityWord } from "./words";

export interface NumberedVex {
  id: string;
  record: VexRecord;
}

/** Statements in one order: by time, then evidence. */
export function numberVex(facts: DigestFacts): NumberedVex[] {
  const key = (one: VexRecord): string => [one.observedAt ?? one.recordedAt, one.evidence, one.vulnerability, JSON.stringify(one)].join("\u0000");
  return facts.vex
    .map((record) => ({ record, key: key(record) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ record }, i) => ({ id: `V-${i + 1}`, record }));
}

export function packetFindings(facts: DigestFacts, evaluation: DigestEvaluation, vex: readonly NumberedVex[]): PacketFinding[] {
  const statements = new FlawIndex(vex, (one) => one.record);
  return evaluation.findings.map((finding, i) => ({
    id: numbered("F", i),
    cve: finding.vulnerability,
    severity: severityWord(finding.severity),
    score: finding.score === null ? null : finding.score.toFixed(1),
    basis: finding.severityBasis === "" ? null : finding.severityBasis,
    package: packageTitle(finding.package),
    purl: finding.package.purl,
    installed: finding.package.version,
    fixed: finding.fixedVersions.length === 0 ? null : finding.fixedVersions.join(", "),
    startAt: finding.clock.startAt,
    dueAt: finding.clock.dueAt,
    state: clockState(finding),
    remaining: remainingWords(finding),
    seenBy: finding.seenBy,
    vex: statementOf(finding, statements.about(finding)),
    exception: finding.exception,
    stoppedAt: finding.clock.stoppedAt,
    owner: facts.line?.owner?.team ?? null,
    kev: finding.kev === null ? null : true,
    decision: decisionOf(finding),
  }));
}

/** The statement that decided, else the first that speaks of the flaw without effect. */
function statementOf(finding: FindingResult, about: NumberedVex[]): string | null {
  const won = finding.vexDecision.won;
  const decided = won === null ? undefined : about.find(({ record }) => record.evidence === won.evidence && record.status === won.status);
  return (decided ?? about[0])?.id ?? null;
}

function decisionOf(finding: FindingResult): string | null {
  const won = finding.vexDecision.won;
  if (finding.status === "gone") return `${finding.clock.stopReason ?? "A newer scan no longer lists it"}.`;
  if (finding.status === "vex_not_affected" || finding.status === "vex_fixed") return `${capital(statusWords(won?.status ?? ""))}: ${won?.why ?? ""}. The finding stays visible.`;
  if (finding.clock.state === "exception-expired") return `Exception ${finding.exception ?? ""} has expired: open again with its original clock.`;
  if (finding.status === "excepted") return `Under exception ${finding.exception ?? ""}; the due instant is kept.`;
  if (finding.status === "under_investigation") return "Under investigation: the clock runs.";
  const ignored = finding.vexDecision.ignored[0];
  if (ignored) return `A statement (${statusWords(ignored.status)}) has no effect: ${ignored.why}.`;
  const aside = finding.exceptionsAside?.[0];
  if (aside) return `Exception ${aside.exception} has no effect: ${aside.why}.`;
  return finding.fixedVersions.length === 0 ? "No fixed version is known." : (finding.fixNote ?? null);
}

function statusWords(status: string): string {
  return status.replaceAll("_", " ");
}

const MOST_LISTED = 40;

export function packetVex(evaluation: DigestEvaluation, vex: readonly NumberedVex[]): PacketVexStatement[] {
  const numberedFindings = evaluation.findings.map((finding, i) => ({ finding, id: numbered("F", i) }));
  const findings = new FlawIndex(numberedFindings, (one) => one.finding);
  const known = new Map<string, { finding: FindingResult; id: string }[]>();
  const about = (record: VexRecord) => {
    const key = [record.vulnerability, ...record.aliases].join("\u0000");
    const held = known.get(key) ?? findings.about(record).sort((a, b) => (a.id < b.id ? -1 : 1));
    known.set(key, held);
    return held;
  };
  return vex.map(({ id, record }) => ({
    id,
    cve: record.vulnerability,
    product: record.packageKeys.length > 0 ? record.packageKeys.map((key) => packageWords(key, record)).join(", ") : productWords(record),
    status: statusWords(record.status),
    justification: record.justification ?? record.impact,
    author: record.author,
    at: record.observedAt,
    state: record.verification,
    effect: effectOf(about(record), record),
    evidence: record.evidence,
  }));
}

/** A package with the versions the statement is limited to, as written. */
function packageWords(key: string, record: VexRecord): string {
  const scopes = (record.packageVersions ?? []).filter((one) => one.packageKey === key).map((one) => one.range ?? one.version);
  return scopes.length === 0 || scopes.includes(null) ? key : `${key} ${scopes.join(" or ")}`;
}

function productWords(record: VexRecord): string {
  return { digest: "this digest", index: "the index of this digest", package: "a package in it", unmatched: "another product" }[record.productMatch];
}

function effectOf(about: { finding: FindingResult; id: string }[], record: VexRecord): string {
  const won = about.filter(({ finding }) => finding.vexDecision.won?.evidence === record.evidence && finding.vexDecision.won.status === record.status);
  if (won.length > 0) {
    const ids = listed(won);
    return record.status === "not_affected" || record.status === "fixed" ? `Stops the clock of ${ids}.` : `None: the clock of ${ids} runs.`;
  }
  if (about.length === 0) return "None: no finding of this digest is about it.";
  const stay = `${listed(about)} ${about.length === 1 ? "stays" : "stay"} as found.`;
  for (const { finding } of about) {
    const ignored = finding.vexDecision.ignored.find((one) => one.evidence === record.evidence && one.status === record.status);
    if (ignored) return `None: ${ignored.why}. ${stay}`;
  }
  return `None: it is one of very many statements without effect. ${stay}`;
}

/** "F-01, F-02", of very many the first. */
function listed(about: readonly { id: string }[]): string {
  const shown = about.slice(0, MOST_LISTED).map(({ id }) => id).join(", ");
  return about.length > MOST_LISTED ? `${shown} and ${about.length - MOST_LISTED} more` : shown;
}
