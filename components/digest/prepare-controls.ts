import type { ControlResultShape } from "../../contracts/control";
import type { FrameworkResult } from "../../contracts/digest";
import type { BarPart } from "../ui/counted-bar";
import { OUTCOME_WORDS } from "../ui/status";
import { plural } from "../ui/prepare-time";

export type Counts = FrameworkResult["counts"];
export type OutcomeId = keyof Counts;

/** Worst first, as everywhere. */
export const OUTCOME_ORDER: OutcomeId[] = ["fail", "needs_evidence", "manual", "pass", "not_applicable"];

export function totalOf(counts: Counts): number {
  return OUTCOME_ORDER.reduce((sum, outcome) => sum + counts[outcome], 0);
}

export function sumCounts(all: Counts[]): Counts {
  const sum: Counts = { pass: 0, fail: 0, not_applicable: 0, needs_evidence: 0, manual: 0 };
  for (const counts of all) for (const outcome of OUTCOME_ORDER) sum[outcome] += counts[outcome];
  return sum;
}

/** "3 fail, 22 need evidence and 21 need a person. 51 pass and 4 do not apply." Bad news before good, zeros named. */
export function controlsSentence(counts: Counts): { lead: string; rest: string } {
  if (totalOf(counts) === 0) return { lead: "No control was evaluated.", rest: " That is not a pass." };
  const lead = counts.fail === 0 ? "None fails" : `${counts.fail} ${counts.fail === 1 ? "fails" : "fail"}`;
  const open = [
    counts.needs_evidence > 0 ? `${counts.needs_evidence} ${counts.needs_evidence === 1 ? "needs" : "need"} evidence` : null,
    counts.manual > 0 ? `${counts.manual} ${counts.manual === 1 ? "needs" : "need"} a person` : null,
  ].filter((part) => part !== null);
  const pass = counts.pass === 0 ? "None passes" : `${counts.pass} ${counts.pass === 1 ? "passes" : "pass"}`;
  const rest = counts.not_applicable === 0 ? `${pass}.` : `${pass} and ${counts.not_applicable} ${counts.not_applicable === 1 ? "does" : "do"} not apply.`;
  return { lead, rest: `${open.length > 0 ? `, ${open.join(" and ")}` : ""}. ${rest}` };
}

export function controlBar(counts: Counts): BarPart[] {
  return [
    { count: counts.pass, fill: "met" },
    { count: counts.fail, fill: "breach" },
    { count: counts.needs_evidence, fill: "gap" },
    { count: counts.manual, fill: "person" },
    { count: counts.not_applicable, fill: "na" },
  ];
}

export function controlBarLabel(framework: Pick<FrameworkResult, "title" | "counts">): string {
  return `${framework.title}: ${OUTCOME_ORDER.map((outcome) => `${framework.counts[outcome]} ${OUTCOME_WORDS[outcome].toLowerCase()}`).join(", ")}`;
}

/** Names a control in an address. */
export const controlKey = (result: Pick<ControlResultShape, "framework" | "control">): string => `${result.framework}~${result.control}`;

export const CLAIM_WORDS: Record<ControlResultShape["claim"], { word: string; means: string }> = {
  image: { word: "image", means: "the packet alone decides this" },
  supports: { word: "supports", means: "evidence toward the control, never the control itself" },
  context: { word: "context", means: "background for an assessor" },
};

export const RESPONSIBLE_WORDS: Record<ControlResultShape["responsibility"], string> = {
  "image-owned": "Image",
  "deployment-configured": "Deployment",
  "platform-inherited": "Platform",
  "organisation-inherited": "Organisation",
  undetermined: "Not determined",
};

/** Every evidence reference of a result, each once, in order of use. */
export function evidenceOf(result: ControlResultShape): string[] {
  return [...new Set(result.because.flatMap((reason) => reason.evidence.map((ref) => ref.split("#")[0] ?? ref)))];
}

export function wouldDecideText(result: ControlResultShape): string | null {
  if (result.wouldDecide.length === 0) return null;
  return `${plural(result.wouldDecide.length, "kind of evidence", "kinds of evidence")} would decide it: ${result.wouldDecide.join(", ")}`;
}
