import { exceptionState } from "../matching/decide-exception";
import type { Because, ClaimLevel, ControlOutcome, ControlResult, DigestFacts, FindingResult } from "../model/evaluation";
import type { ProvenanceAssessment } from "../provenance/model";
import type { ShapeFinding } from "../shape/determine-shape";
import type { Tooling } from "../shape/tools";
import type { ScanAssessment } from "./basis/assess-scans";
import type { EvidenceIndex } from "./basis/standing";

/** What is published about a control, in our own words; ids and links only are taken from the frameworks. */
export interface ControlText {
  id: string;
  title: string;
  section: string | null;
  claim: ClaimLevel;
  responsibility: ControlResult["responsibility"];
  mapsTo: string[];
  /** Completes a verdict: "the image runs as root". */
  failsAs: string;
}

export interface FrameworkText {
  id: string;
  title: string;
  version: string;
  note: string;
  controls: ControlText[];
}

/** A thing that was looked for, what was found, and what follows. `decides` names the evidence that would settle it. */
export interface Point extends Because {
  says?: string;
  decides?: string[];
}

export type Rule = (context: ControlContext) => Point[];

/** A framework is one folder: texts as data, rules as functions. */
export interface Framework {
  text: FrameworkText;
  revision: number;
  rules: Readonly<Record<string, Rule>>;
}

/** What rules read. Everything in it is derived from the facts alone. */
export interface ControlContext {
  facts: DigestFacts;
  index: EvidenceIndex;
  findings: FindingResult[];
  scans: ScanAssessment;
  /** What the provenance of the digest supports, and whether it is what its line expects. */
  provenance: ProvenanceAssessment;
  shape: ShapeFinding;
  /** Tooling of the bill of materials that is read; null = none. */
  tooling: Tooling | null;
  /** Result of a control that was decided earlier in this evaluation. */
  result(framework: string, control: string): ControlResult | null;
}

/** A known violation outranks what is missing; what is missing outranks a question for people; pass comes last. */
const ORDER: readonly ControlOutcome[] = ["not_applicable", "fail", "needs_evidence", "manual", "pass"];

/** The outcome a list of points leads to. Nothing found at all is never a pass. */
export function outcomeOf(points: readonly Because[]): ControlOutcome {
  return ORDER.find((outcome) => points.some((point) => point.so === outcome)) ?? "needs_evidence";
}

/** Runs one rule and settles it into a result with its reasons, the deciding ones first. */
export function decide(framework: Framework, text: ControlText, context: ControlContext): ControlResult {
  const points = [...(framework.rules[text.id] ?? noRule)(context), ...exceptionPoints(text, context)];
  const outcome = outcomeOf(points);
  const open = outcome === "needs_evidence" || outcome === "manual";
  const decisive = points.filter((point) => point.so === outcome);
  const decides = points.filter((point) => open && (point.so === "needs_evidence" || point.so === "manual")).flatMap((point) => point.decides ?? []);
  return {
    framework: framework.text.id,
    control: text.id,
    title: text.title,
    section: text.section,
    claim: text.claim,
    responsibility: text.responsibility,
    outcome,
    says: sentence(decisive),
    because: [...decisive, ...points.filter((point) => point.so !== outcome)].map(strip),
    wouldDecide: [...new Set(decides)].sort(),
    mapsTo: text.mapsTo,
    rule: { id: `${framework.text.id}/${text.id}`, revision: framework.revision },
  };
}

/** An exception for a control stays beside its result: it never changes the word. */
function exceptionPoints(text: ControlText, { facts }: ControlContext): Point[] {
  return facts.exceptions.filter((one) => one.scope.control === text.id).map((one) => {
    const { state, why } = exceptionState(one, facts.asOf);
    return remarks("An exception for this control", `${one.id}: ${state === "active" ? "in force" : state}, ${why}`, []);
  });
}

function sentence(decisive: readonly Point[]): string {
  const first = decisive[0];
  if (!first) return "Nothing that would decide this was received.";
  const said = first.says ?? first.found;
  const more = decisive.length > 1 && first.so === "fail" ? ` ${decisive.length - 1} more ${decisive.length === 2 ? "reason" : "reasons"} below.` : "";
  return `${said.charAt(0).toUpperCase()}${said.slice(1).replace(/\.$/, "")}.${more}`;
}

function strip({ lookedFor, found, so, evidence }: Point): Because {
  return { lookedFor, found, so, evidence };
}

const noRule: Rule = () => [{ lookedFor: "A rule of this version", found: "None", so: "needs_evidence", evidence: [] }];

/* Points in the words of the rules. */
export const violates = (lookedFor: string, found: string, evidence: string[], says?: string): Point => point("fail", lookedFor, found, evidence, says);
export const supports = (lookedFor: string, found: string, evidence: string[], says?: string): Point => point("pass", lookedFor, found, evidence, says);
export const spares = (lookedFor: string, found: string, evidence: string[], says?: string): Point => point("not_applicable", lookedFor, found, evidence, says);
export const remarks = (lookedFor: string, found: string, evidence: string[]): Point => point("note", lookedFor, found, evidence);
export const lacks = (lookedFor: string, found: string, decides: string[], evidence: string[] = [], says?: string): Point => ({ ...point("needs_evidence", lookedFor, found, evidence, says), decides });
export const asks = (lookedFor: string, found: string, decides: string[], evidence: string[] = [], says?: string): Point => ({ ...point("manual", lookedFor, found, evidence, says), decides });

/**
 * Points with the sentence that everything was found. It is true only where no other point violates, lacks or asks
 * anything, so only then does it stand among them.
 */
export function concluding(points: readonly Point[], conclusion: Point): Point[] {
  const open = points.some((one) => one.so === "fail" || one.so === "needs_evidence" || one.so === "manual");
  return open ? [...points] : [...points, conclusion];
}

function point(so: Because["so"], lookedFor: string, found: string, evidence: string[], says?: string): Point {
  return says === undefined ? { lookedFor, found, so, evidence } : { lookedFor, found, so, evidence, says };
}
