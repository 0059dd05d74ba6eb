import { FRAMEWORKS } from "../controls/registry";
import type { ControlText, Framework } from "../controls/control";
import type { Because, ControlOutcome, ControlResult, DigestEvaluation, DigestFacts, FindingResult, Seal } from "../model/evaluation";
import type { Platform, Sha256Hex } from "../model/identity";

/** Worst first. What does not apply never hides what does. */
const WORST: readonly ControlOutcome[] = ["fail", "needs_evidence", "manual", "pass", "not_applicable"];

/** What is known of the platforms of an index: their own evaluation, or null where there is none. */
export interface PlatformEvaluation {
  digest: Sha256Hex;
  evaluation: DigestEvaluation | null;
}

export function worstOf(outcomes: readonly ControlOutcome[]): ControlOutcome {
  return WORST.find((outcome) => outcomes.includes(outcome)) ?? "needs_evidence";
}

/** Per framework: how many of each outcome, and the worst of them. */
export function rollUpFrameworks(results: readonly ControlResult[]): DigestEvaluation["frameworks"] {
  return FRAMEWORKS.map(({ text }) => {
    const outcomes = results.filter((one) => one.framework === text.id).map((one) => one.outcome);
    const counts: Record<ControlOutcome, number> = { pass: 0, fail: 0, not_applicable: 0, needs_evidence: 0, manual: 0 };
    for (const outcome of outcomes) counts[outcome] += 1;
    return { id: text.id, title: text.title, version: text.version, counts, worst: worstOf(outcomes) };
  });
}

/** Results of an index: the worst of its platforms, each named. A platform without an evaluation is missing evidence. */
export function rollUpIndex(facts: DigestFacts, platforms: readonly PlatformEvaluation[]): ControlResult[] {
  const listed = facts.platforms.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
  return FRAMEWORKS.flatMap((framework) => framework.text.controls.map((text) => indexResult(framework, text, listed, platforms)));
}

function indexResult(framework: Framework, text: ControlText, listed: DigestFacts["platforms"], platforms: readonly PlatformEvaluation[]): ControlResult {
  const children = listed.map((entry) => {
    const evaluation = platforms.find((one) => one.digest === entry.digest)?.evaluation ?? null;
    const result = evaluation?.results.find((one) => one.framework === framework.text.id && one.control === text.id) ?? null;
    return { name: platformName(entry.platform, entry.digest), result, outcome: result?.outcome ?? ("needs_evidence" as const) };
  });
  const outcome = worstOf(children.map((one) => one.outcome));
  const because: Because[] = children
    .map((child) => ({ lookedFor: `Result of ${child.name}`, found: child.result?.says ?? "Not evaluated: no evidence of this platform was received", so: child.outcome, evidence: [] }))
    .sort((a, b) => WORST.indexOf(a.so) - WORST.indexOf(b.so));
  const worst = children.filter((one) => one.outcome === outcome);
  return {
    framework: framework.text.id,
    control: text.id,
    title: text.title,
    section: text.section,
    claim: text.claim,
    responsibility: text.responsibility,
    outcome,
    says: children.length === 0 ? "The platforms of this index are not known." : `${worst.map((one) => one.name).join(", ")}: ${because[0]?.found ?? ""}`,
    because,
    wouldDecide: [...new Set(worst.flatMap((one) => one.result?.wouldDecide ?? ["image_manifest"]))].sort(),
    mapsTo: text.mapsTo,
    rule: { id: `${framework.text.id}/${text.id}`, revision: framework.revision },
  };
}

export function platformName(platform: Platform | null, digest: Sha256Hex): string {
  const short = `sha256:${digest.slice(0, 12)}`;
  return platform === null ? short : `${[platform.os, platform.architecture, platform.variant].filter(Boolean).join("/")} (${short})`;
}

/** Findings of an index: those of its platforms, the worse clock of the same flaw in the same package once. */
export function indexFindings(platforms: readonly PlatformEvaluation[]): FindingResult[] {
  const byKey = new Map<string, FindingResult>();
  for (const { evaluation } of platforms.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))) {
    for (const finding of evaluation?.findings ?? []) {
      const key = `${finding.vulnerability}\u0000${finding.packageKey}`;
      const held = byKey.get(key);
      // Evidence ids belong to the packet of the platform, so they are not repeated here.
      if (!held || (held.status === "gone" && finding.status !== "gone") || (held.status !== "open" && finding.status === "open")) byKey.set(key, { ...finding, seenBy: [] });
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
}

const WORST_SEAL: readonly Seal["state"][] = ["failed", "missing", "present", "verified"];

/**
 * Seals of an index. Bills of materials and scans are about platforms: their seal is the worst of the platforms, a
 * platform without an evaluation counting as missing. Signature, provenance and VEX are the index's own.
 */
export function indexSeals(own: readonly Seal[], facts: DigestFacts, platforms: readonly PlatformEvaluation[]): Seal[] {
  return own.map((seal) => {
    if ((seal.kind !== "sbom" && seal.kind !== "scan") || facts.platforms.length === 0) return seal;
    const children = facts.platforms.map((entry) => platforms.find((one) => one.digest === entry.digest)?.evaluation?.seals.find((one) => one.kind === seal.kind) ?? null);
    const state = WORST_SEAL.find((word) => children.some((child) => (child?.state ?? "missing") === word)) ?? "missing";
    const stateWords = children.find((child) => child?.state === state)?.stateWords ?? "Missing";
    const held = children.filter((child) => child !== null && child.state !== "missing").length;
    return { kind: seal.kind, state, stateWords, why: `Held for ${held} of ${facts.platforms.length} platforms; the worst of them is shown.`, evidence: seal.evidence };
  });
}
