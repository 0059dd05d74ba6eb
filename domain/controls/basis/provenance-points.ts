import type { AttestationRecord, VerificationState } from "../../model/evaluation";
import type { ExpectationPoint } from "../../provenance/model";
import { lacks, remarks, violates, type ControlContext, type Point } from "../control";
import { boundAttestations, isProvenance, isProven, signatureState } from "./attestations";

const VERIFIED = "Verified build provenance of this digest";

/** Build provenance of this digest that counts: verified, its subject is this digest, not in quarantine. */
export function provenProvenance(context: Pick<ControlContext, "facts" | "index">): AttestationRecord[] {
  return boundAttestations(context).filter((record) => isProvenance(record) && isProven(record, context));
}

/**
 * What provenance shows, for every control about where an image comes from. Verified: who built it, from what, the level
 * it supports and what keeps it from a higher one, all as remarks. Not verified: nothing but that it is held. Where none
 * is verified, one that failed is a violation for controls that ask for integrity (`failed: "violates"`) and missing
 * evidence for the others; `needed` makes the lack of verified provenance missing evidence instead of a remark.
 */
export function provenancePoints(context: ControlContext, { needed, failed }: { needed: boolean; failed: "violates" | "lacks" }): Point[] {
  const bound = boundAttestations(context).filter(isProvenance);
  const proven = provenProvenance(context);
  const broken = bound.filter((one) => one.state === "invalid");
  if (proven.length > 0) return [...verifiedPoints(context, proven), ...broken.map((one) => remarks("Every provenance verifies", `${failureOf(one)}. It is not counted: other provenance of this digest is verified`, [one.evidence]))];
  const looked = "Build provenance whose verification does not fail";
  const says = "Build provenance of this digest is held, and its verification failed";
  const failures = broken.map((one) => (failed === "violates" ? violates(looked, failureOf(one), [one.evidence], says) : lacks(looked, failureOf(one), ["provenance"], [one.evidence], says)));
  const others = bound.filter((one) => one.state !== "invalid");
  if (failures.length > 0 && others.length === 0) return failures;
  const evidence = others.map((one) => one.evidence);
  const found = others.length === 0 ? "None was received" : `${[...new Set(others.map(unverified))].join("; ")}. It supports nothing here`;
  const short = others.length === 0 ? "No build provenance of this digest was received" : "Build provenance of this digest is held, and it is not verified";
  return [...failures, needed ? lacks(VERIFIED, found, ["provenance"], evidence, short) : remarks(VERIFIED, found, evidence)];
}

function verifiedPoints({ provenance }: ControlContext, proven: readonly AttestationRecord[]): Point[] {
  const { level } = provenance;
  const [first] = proven;
  const used = proven.find((one) => one.evidence === level.evidence) ?? first;
  if (used === undefined) return [];
  return [
    remarks("Who built it, by verified provenance", used.builderId ?? "No builder is named", [used.evidence]),
    remarks("What it was built from, by verified provenance", sourceWords(used), [used.evidence]),
    remarks("The SLSA build level that the evidence supports, and why none higher", level.says, level.evidence === null ? [] : [level.evidence]),
  ];
}

/** Repository, commit and branch as far as stated; else the first input. */
function sourceWords(record: AttestationRecord): string {
  const repository = record.provenance?.sourceRepository ?? record.source;
  if (repository === null) return record.materials[0] ? `No source is named; its first input is ${record.materials[0].uri}` : "Neither source nor inputs are named";
  const commit = commitOf(record);
  const ref = record.provenance?.sourceRef ?? null;
  return `${repository}${ref === null ? "" : `, ${ref}`}, ${commit === null ? "commit not stated" : `commit ${commit}`}`;
}

export const commitOf = (record: AttestationRecord): string | null => record.provenance?.sourceCommit ?? record.sourceRevision;

/** What failed, with the step: "Build provenance: verification failed at …". */
export function failureOf(record: AttestationRecord): string {
  const step = record.checks.find((one) => one.ok === false && one.required) ?? record.checks.find((one) => one.ok === false);
  return step === undefined ? `${record.title}: verification failed` : `${record.title}: verification failed at “${step.name}” (expected ${step.expected}, got ${step.got})`;
}

const UNVERIFIED: Readonly<Record<VerificationState, string>> = {
  verified: "It is verified, and it does not count for this digest",
  invalid: "Its verification failed",
  unsigned: "It is held without a signature, so anybody could have written it",
  unknown: "It is held, and no trusted signer of it was verified",
};

const unverified = (record: AttestationRecord): string => UNVERIFIED[signatureState(record)];

/** How points about what a line expects begin: the verdict knows by it that they were said already. */
export const EXPECTED = "As the image line expects: ";

/**
 * What a team expects of every build of the line is the line's own approval: other provenance is a violation, what cannot
 * be told is missing evidence. `of` narrows it to the points that a control asks for; without expectations only a remark.
 */
export function expectationPoints(context: ControlContext, of?: readonly ExpectationPoint["what"][]): Point[] {
  const { version, state, points } = context.provenance.expectations;
  const worth = provenProvenance(context).length > 0 ? "" : " (by unverified provenance)";
  if (state === "none") return [remarks(`${EXPECTED}what its builds come from`, "Nobody has said what is expected of this image's builds", [])];
  return points.filter((one) => of === undefined || of.includes(one.what)).map((one) => {
    const looked = `${EXPECTED}${one.what} ${one.expected} (expectation version ${version ?? 0})`;
    const found = `${one.got ?? "Not stated"}. ${one.because}`;
    if (one.state === "violated") return violates(looked, found, one.evidence, `Not as expected: the ${one.what} is ${one.got ?? "not stated"}, expected was ${one.expected}${worth}`);
    return one.state === "met" ? remarks(looked, found, one.evidence) : lacks(looked, found, ["provenance"], one.evidence, `Whether the ${one.what} is what this image line expects cannot be told`);
  });
}

/**
 * An approved builder: on the policy's list, or, where the policy has none, the one that the line expects. A verified
 * builder outside of the list is a violation. Nothing to say where no provenance is verified.
 */
export function builderPoints(context: ControlContext): Point[] {
  const proven = provenProvenance(context);
  if (proven.length === 0) return [];
  const approved = context.facts.policy.approved.builders;
  const named = (one: AttestationRecord): string => one.builderId ?? "no builder is named";
  const evidence = proven.map((one) => one.evidence);
  const looked = "A builder of the approved list";
  if (approved !== null) {
    const good = proven.find((one) => one.builderId !== null && approved.includes(one.builderId));
    return good ? [remarks(looked, named(good), [good.evidence])] : [violates(looked, `${[...new Set(proven.map(named))].join(", ")}: not on it`, evidence, "The builder is not on the approved list")];
  }
  const met = context.provenance.expectations.points.find((one) => one.what === "builder" && one.state === "met");
  if (met) return [remarks("An approved builder", `${met.got ?? met.expected}, which the image line expects`, met.evidence)];
  return [lacks("An approved builder", "The policy lists no approved builders, and nobody has said which builder this image line expects", ["approved_lists"], evidence, "Nobody has said which builders are approved")];
}

/** Whether the builder of this very record is approved, by the policy's list or, without one, by what the line expects. */
export function isByApprovedBuilder(record: AttestationRecord, { facts, provenance }: ControlContext): boolean {
  const approved = facts.policy.approved.builders;
  if (approved !== null) return record.builderId !== null && approved.includes(record.builderId);
  return provenance.expectations.points.some((one) => one.what === "builder" && one.state === "met" && one.evidence.includes(record.evidence));
}

/**
 * What several verified provenances show in parts is shown by none of them: where each part is held and no single one
 * holds all, that is missing evidence. A part that none holds is said by its own point.
 */
export function inOnePoints(context: ControlContext, looked: string, parts: readonly ((record: AttestationRecord) => boolean)[]): Point[] {
  const proven = provenProvenance(context);
  if (proven.some((record) => parts.every((holds) => holds(record))) || parts.some((holds) => !proven.some(holds))) return [];
  return [lacks(looked, "Each is held, and no single verified provenance says all of it", ["provenance"], proven.map((one) => one.evidence), "No single verified provenance says all of what is asked")];
}
