import type { ScanAssessment } from "../controls/basis/assess-scans";
import { pickSbom } from "../controls/basis/pick-sbom";
import { standing, type EvidenceIndex } from "../controls/basis/standing";
import { clockPreset } from "../clocks/registry";
import { exceptionState } from "../matching/decide-exception";
import type { ControlResult, DigestEvaluation, DigestFacts, EvidenceRef, FindingResult, SectionId, Seal, SeverityCounts } from "../model/evaluation";
import type { ShapeFinding } from "../shape/determine-shape";
import { toolingOf } from "../shape/tools";
import { total } from "./counts";
import { capital, counted, figure, list, number, thousands } from "./words";

export interface SectionInput {
  facts: DigestFacts;
  index: EvidenceIndex;
  findings: FindingResult[];
  results: ControlResult[];
  scans: ScanAssessment;
  seals: Seal[];
  shape: ShapeFinding;
  counts: DigestEvaluation["counts"];
  ladder: DigestEvaluation["ladder"];
}

/** The sentence each section of a page and of a packet opens with. They are data: nobody else writes claims. */
export function sectionsOf(input: SectionInput): Record<SectionId, string> {
  return {
    answer: sayAnswer(input),
    findings: sayFindings(input),
    identity: sayIdentity(input),
    inside: sayInside(input),
    scans: sayScans(input),
    signatures: saySignatures(input),
    configuration: sayConfiguration(input),
    sla: saySla(input),
    builds: sayBuilds(input),
    exceptions: sayExceptions(input),
    register: sayRegister(input),
    recheck: "Every step can be done by someone who does not trust us: each evidence file is listed with its SHA-256.",
  };
}

function sayAnswer({ results }: SectionInput): string {
  const count = (outcome: ControlResult["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  const undecided = count("needs_evidence") + count("manual");
  const decided = results.length - undecided;
  const parts = [`${count("pass")} pass`, `${count("fail")} fail`, `${count("not_applicable")} ${count("not_applicable") === 1 ? "does" : "do"} not apply`];
  const rest = undecided === 0 ? "" : ` ${capital(number(undecided))} ${undecided === 1 ? "is" : "are"} not decided and counted beside the passes, never among them.`;
  return `${capital(number(decided))} of ${results.length} controls ${decided === 1 ? "is" : "are"} decided by evidence: ${list(parts)}.${rest}`;
}

function sayFindings({ facts, counts, findings, ladder, scans }: SectionInput): string {
  const present = total(counts.findings.raw);
  if (present === 0 && facts.kind === "index") return "No finding is present on the platforms that were evaluated.";
  if (present === 0 && scans.newest === null) return findings.length === 0 ? "No scan was received, so nothing is known about flaws of this digest." : "No finding is present.";
  if (present === 0) return scans.usable ? "The newest scan lists no finding." : "No finding is listed, and no scan can be rested on: this says nothing about flaws.";
  const open = total(counts.findings.open);
  const cleared = present - total(counts.findings.afterVex);
  const soon = ladder.within24h + ladder.within7d;
  const unclocked = open - ladder.breached - soon - ladder.later;
  const excepted = total(counts.findings.afterVex) - open;
  const clauses = [
    ladder.breached > 0 ? `${number(ladder.breached)} past ${ladder.breached === 1 ? "its" : "their"} deadline` : null,
    soon > 0 ? `${number(soon)} due within seven days` : null,
    ladder.later > 0 ? `${number(ladder.later)} due later` : null,
    unclocked > 0 ? `${number(unclocked)} without a clock` : null,
  ].filter((one) => one !== null);
  const aside = [
    excepted > 0 ? `${number(excepted)} ${excepted === 1 ? "is" : "are"} under an exception` : null,
    cleared > 0 ? `${number(cleared)} ${cleared === 1 ? "is" : "are"} cleared by trusted VEX` : null,
  ].filter((one) => one !== null);
  const tail = clauses.length === 0 ? "." : `: ${list(clauses)}.`;
  const rest = aside.length === 0 ? "" : ` ${capital(list(aside))}.`;
  return `${capital(counted(present, "finding"))} ${present === 1 ? "is" : "are"} present${openWords(present, open)}${tail}${rest}`;
}

function openWords(present: number, open: number): string {
  if (open === present) return present === 1 ? " and open" : ", all of them open";
  return open === 0 ? ", none open" : `, ${number(open)} of them open`;
}

function sayIdentity({ facts }: SectionInput): string {
  const held = facts.evidence.some((ref) => ref.kind === "image_manifest" || ref.kind === "image_index");
  const first = facts.kind === "unknown" ? "The digest is known by name alone: its manifest was not received." : held ? "The digest is the SHA-256 of exact manifest bytes that are held here." : "The digest is listed by an index that is held; its own manifest was not received.";
  const where = facts.current.basis === "deployment" ? "Where it runs is asserted by the deployment inventory." : facts.current.basis === "tag" ? "What is current is judged by tags; no deployment inventory was received." : "Nothing says whether it runs.";
  return `${first} ${where}`;
}

function sayInside({ facts, index, shape }: SectionInput): string {
  if (facts.kind === "index") return `An index of ${counted(facts.platforms.length, "platform")}; what is inside is said for each.`;
  const sbom = pickSbom(facts, index);
  if (sbom === null) return "No SBOM was received, so what is inside is not known.";
  if (sbom.componentCount === 0) return "The SBOM lists no components, so what is inside is not known.";
  const tooling = toolingOf(sbom.components);
  const absent = [tooling.shells.length === 0 ? "shell" : null, tooling.packageManagers.length === 0 ? "package manager" : null].filter((one) => one !== null);
  const present = [tooling.shells.length > 0 ? "a shell" : null, tooling.packageManagers.length > 0 ? "a package manager" : null].filter((one) => one !== null);
  const tools = [present.length > 0 ? `${capital(list(present))} ${present.length === 1 ? "is" : "are"} listed.` : null, absent.length > 0 ? `No ${absent.join(" and no ")} is listed; that is what the SBOM shows, not proof.` : null];
  return [`${capital(counted(sbom.componentCount, "component"))}: ${shape.title.toLowerCase()}.`, ...tools].filter((one) => one !== null).join(" ");
}

function sayScans({ facts, scans }: SectionInput): string {
  if (facts.kind === "index") return `An index is scanned platform by platform; the packets of its ${counted(facts.platforms.length, "platform")} say how.`;
  const { newest, usable, all } = scans;
  if (newest === null) return "This digest was never scanned, as far as evidence was received.";
  const times = `Scanned ${all.length === 1 ? "once" : `${number(all.length)} times`}.`;
  if (usable === null) return `${times} None of it can be rested on: ${list(newest.flaws.map((one) => one.says))}.`;
  const os = usable.scan.os === null ? "saw its packages" : `recognised ${usable.scan.os.id}`;
  return `${times} The newest that counts, of ${usable.ranAt?.slice(0, 10) ?? "an unknown day"}, finished, ${os} and used a fresh database.`;
}

const IMAGE_SIGNATURE: Readonly<Record<Seal["state"], string>> = {
  verified: "A signature of the image is verified.",
  present: "A signature of the image is held; it was not verified.",
  failed: "A signature of the image does not verify.",
  missing: "The image itself is not signed, as far as evidence was received.",
};

function saySignatures({ facts, seals }: SectionInput): string {
  const signature = seals.find((one) => one.kind === "signature");
  const quarantined = facts.evidence.filter((ref) => ref.binding === "conflict").length;
  const count = facts.attestations.length;
  const verified = facts.attestations.filter((one) => one.state === "verified").length;
  const noun = facts.evidence.some((ref) => ref.kind === "signature") ? "attestations and signatures" : count === 1 ? "attestation" : "attestations";
  const first = count === 0 ? "No attestation was received." : verified === 0 ? `${capital(number(count))} ${noun} received, ${count === 1 ? "not" : "none"} verified.` : `${capital(number(verified))} of ${number(count)} ${noun} ${verified === 1 ? "verifies" : "verify"}.`;
  const second = signature === undefined ? "" : ` ${IMAGE_SIGNATURE[signature.state]}`;
  const third = quarantined > 0 ? ` ${capital(counted(quarantined, "document"))} ${quarantined === 1 ? "names" : "name"} another image: quarantined, deciding nothing.` : "";
  return `${first}${second}${third}`;
}

function sayConfiguration({ facts, results }: SectionInput): string {
  if (facts.config === null) return facts.kind === "index" ? "An index has no configuration; each platform has its own." : "No image configuration was received.";
  const user = results.find((one) => one.control === "4.1" && one.framework === "cis-docker");
  return `${user?.says ?? ""} No evidence about the clusters that may run it was received.`.trim();
}

function saySla({ facts, findings, ladder }: SectionInput): string {
  const preset = clockPreset(facts.policy.preset);
  if (preset === null) return `The policy names no known promise (${facts.policy.preset}), so no clock runs.`;
  const kept = findings.filter((one) => one.clock.state === "met").length;
  const late = findings.filter((one) => one.clock.state === "met-late").length;
  const label = preset.legacy ? " (legacy preset)" : "";
  return `${preset.promise}${label}. On this digest ${none(kept)} met, ${none(late)} met late, ${none(ladder.breached)} open and broken.`;
}

function none(count: number): string {
  return count === 0 ? "none" : number(count);
}

function sayBuilds({ facts }: SectionInput): string {
  const builds = facts.builds.length;
  if (builds <= 1) return "This is the only build of the line that is known.";
  const said = facts.builds.map(buildSays);
  const grown = said.filter((one) => one.grown).length;
  const unrated = said.some((one) => one.unrated);
  const tail = grown > 0 ? `; ${number(grown)} ${grown === 1 ? "has" : "have"} gathered more known flaws since` : "";
  return `${capital(counted(builds, "build"))} of the line are known${tail}.${unrated ? " Findings of unknown severity are not drawn." : ""}`;
}

/** What one build adds to the sentence about all of its line: more known flaws than when it was built; some of unknown severity. */
export function buildSays({ atBuild, now }: DigestFacts["builds"][number]): { grown: boolean; unrated: boolean } {
  return {
    grown: atBuild !== null && now !== null && rated(now) > rated(atBuild),
    unrated: [atBuild, now].some((counts) => counts !== null && total(counts) > rated(counts)),
  };
}

/** Findings of the severities that the chart of builds draws. */
function rated(counts: SeverityCounts): number {
  return counts.critical + counts.high + counts.medium + counts.low + counts.negligible;
}

function sayExceptions({ facts }: SectionInput): string {
  if (facts.exceptions.length === 0) return "None is recorded.";
  const states = facts.exceptions.map((one) => exceptionState(one, facts.asOf).state);
  const count = (state: (typeof states)[number]): number => states.filter((one) => one === state).length;
  const parts = [`${number(count("active"))} in force`, count("expired") > 0 ? `${number(count("expired"))} expired` : null, count("requested") > 0 ? `${number(count("requested"))} requested` : null, count("invalid") > 0 ? `${number(count("invalid"))} without effect` : null].filter((one) => one !== null);
  return `${capital(list(parts))}. Only those in force have an effect, and none turns a fail into a pass.`;
}

function sayRegister({ facts }: SectionInput): string {
  if (facts.evidence.length === 0) return "No evidence about this digest was received.";
  const files = new Set(facts.evidence.map((ref) => fileKey(ref, facts.evidence))).size;
  const conflicts = facts.evidence.filter((ref) => ref.binding === "conflict").length;
  const counting = facts.evidence.filter((ref) => standing(ref).counts).length;
  const aside = facts.evidence.length - counting;
  const tail = aside > 0 ? ` ${capital(number(aside))} ${aside === 1 ? "document does" : "documents do"} not count toward a pass.` : "";
  return `${figure(files, "file")}, ${figure(facts.evidence.length, "document")} read from ${files === 1 ? "it" : "them"}, ${conflicts === 0 ? "none" : thousands(conflicts)} in conflict.${tail}`;
}

/** The file a document was received in: documents inside a file are named "file#path". */
function fileKey(ref: EvidenceRef, all: readonly EvidenceRef[]): string {
  const at = ref.fileName.indexOf("#");
  if (at === -1) return ref.sha256;
  const outer = ref.fileName.slice(0, at);
  return all.find((one) => one.fileName === outer && one.recordedAt === ref.recordedAt)?.sha256 ?? `${outer}\u0000${ref.recordedAt}`;
}
