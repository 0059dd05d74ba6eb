import type { ProvenanceAssessment } from "../provenance/model";
import { FRAMEWORKS } from "../controls/registry";
import { EXPECTED } from "../controls/basis/provenance-points";
import { isOverdue } from "../controls/basis/scan-points";
import { SEVERITY_RANK } from "../matching/severity-basis";
import type { ControlResult, DigestEvaluation, FindingResult, Seal } from "../model/evaluation";
import { worstOf } from "./roll-up";
import { capital, counted, list, number, span } from "./words";

const OPENINGS: Readonly<Record<DigestEvaluation["verdict"]["result"], string>> = {
  fail: "Not ready to accept.",
  needs_evidence: "Not ready to accept: evidence is missing.",
  manual: "Not ready to accept: people have to decide.",
  pass: "Nothing stands in the way of accepting it.",
};

/**
 * The verdict as facts in words, bad news first. The result is the worst of all controls; the sentence never says more
 * than the results do, and always ends with the count it rests on.
 */
export function verdictOf(
  results: readonly ControlResult[],
  findings: readonly FindingResult[],
  seals: readonly Seal[],
  expectations: ProvenanceAssessment["expectations"] | null = null,
): DigestEvaluation["verdict"] {
  const worst = worstOf(results.map((one) => one.outcome));
  const controls = worst === "not_applicable" ? "pass" : worst;
  // What a team expects of its builds is no control of a framework, and never lets a digest be ready that breaks it.
  const result = expectations?.state === "violated" ? "fail" : controls;
  const facts = [...(expectations?.state === "violated" ? ["its provenance is not as expected"] : []), ...overdueFacts(findings), ...failFacts(results, findings), ...sealFacts(seals), ...gapFacts(results)];
  const image = results.filter((one) => one.claim === "image");
  const passed = image.filter((one) => one.outcome === "pass").length;
  const middle = facts.length === 0 ? "" : ` ${capital(list(facts))}.`;
  const end = image.length === 0 ? "" : ` ${passed} of ${image.length} image-level controls ${passed === 1 ? "passes" : "pass"}.`;
  return { result, sentence: `${OPENINGS[result]}${middle}${end}`, basis: basisOf(results) };
}

function overdueFacts(findings: readonly FindingResult[]): string[] {
  const late = findings.filter(isOverdue);
  if (late.length === 0) return [];
  const worst = late.toSorted((a, b) => SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity])[0]?.severity ?? "unknown";
  const same = late.filter((one) => one.severity === worst);
  const longest = Math.min(...same.map((one) => one.clock.remainingHours ?? 0));
  const kind = worst === "unknown" ? "finding" : `${worst} finding`;
  const first = same.length === 1
    ? `one ${kind} is ${span(longest)} past its deadline`
    : `${counted(same.length, kind)} are past their deadline, the oldest by ${span(longest)}`;
  const others = late.length - same.length;
  return others > 0 ? [first, `${counted(others, "other finding")} ${others === 1 ? "is" : "are"} late too`] : [first];
}

/** What fails besides late findings, which are said already; each phrase once, at most three. */
function failFacts(results: readonly ControlResult[], findings: readonly FindingResult[]): string[] {
  const said = findings.some(isOverdue) ? new Set(["known flaws were not fixed in time", "patch promises are broken", "fixes were not deployed in time"]) : new Set<string>();
  const failed = results.filter((one) => one.outcome === "fail" && !breaksExpectation(one));
  // A fail that another control carries over says the same again.
  const own = failed.filter((one, i) => failed.findIndex((other) => other.says === one.says) === i);
  const phrases = own.map((one) => failPhrase(one)).filter((phrase) => !said.has(phrase));
  const unique = [...new Set(phrases)];
  return unique.length <= 3 ? unique : [...unique.slice(0, 2), `${number(unique.length - 2)} other things fail`];
}

/** Fails for what the line expects alone, which the verdict says by itself. */
function breaksExpectation({ because }: ControlResult): boolean {
  return because.filter((one) => one.so === "fail").every((one) => one.lookedFor.startsWith(EXPECTED));
}

function failPhrase(result: ControlResult): string {
  const text = FRAMEWORKS.find((one) => one.text.id === result.framework)?.text.controls.find((one) => one.id === result.control);
  return text?.failsAs ?? `${result.control} fails`;
}

function sealFacts(seals: readonly Seal[]): string[] {
  const state = (kind: Seal["kind"]): Seal["state"] | undefined => seals.find((one) => one.kind === kind)?.state;
  const facts: string[] = [];
  if (state("scan") === "missing") facts.push("the digest was never scanned");
  if (state("sbom") === "missing") facts.push("no SBOM was received");
  if (state("signature") === "missing") facts.push("the image is not signed");
  if (state("signature") === "present") facts.push("a signature is held and was not verified");
  if (state("provenance") === "missing") facts.push("no provenance was received");
  if (state("provenance") === "failed") facts.push("its provenance does not verify");
  return facts;
}

function gapFacts(results: readonly ControlResult[]): string[] {
  const needs = results.filter((one) => one.outcome === "needs_evidence").length;
  const manual = results.filter((one) => one.outcome === "manual").length;
  const facts: string[] = [];
  if (needs > 0) facts.push(`${counted(needs, "control")} ${needs === 1 ? "needs" : "need"} evidence`);
  if (manual > 0) facts.push(`${counted(manual, "control")} ${manual === 1 ? "waits" : "wait"} for a person`);
  return facts;
}

function basisOf(results: readonly ControlResult[]): string {
  const count = (outcome: ControlResult["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  const says = (outcome: ControlResult["outcome"], one: string, many: string): string => `${count(outcome)} ${count(outcome) === 1 ? one : many}`;
  return `Of ${results.length} controls ${says("fail", "fails", "fail")}, ${says("needs_evidence", "needs evidence", "need evidence")}, ${says("manual", "waits for a person", "wait for a person")}, ${says("pass", "passes", "pass")}, ${says("not_applicable", "does not apply", "do not apply")}.`;
}
