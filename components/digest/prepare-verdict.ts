import type { DigestHeader } from "../../contracts/pages";
import { instantText } from "../ui/prepare-time";

export interface VerdictView {
  result: "fail" | "needs_evidence" | "manual" | "pass" | "none";
  /** Set in weight: the first sentence of the verdict. */
  lead: string;
  rest: string;
  basis: string;
  /** What limits the verdict: it is past its date, facts arrived after it, documents are still being read. */
  warnings: string[];
}

/**
 * The verdict as the page states it. Sentences come from the evaluation; without one the page says that nothing was
 * decided, which is not a pass.
 */
export function prepareVerdict(header: DigestHeader): VerdictView {
  const { evaluation, evaluationProblem: problem } = header.detail;
  const reading = readingWarning(header);
  if (!evaluation || !header.verdict) {
    return {
      result: "none",
      lead: "Nothing is decided yet.",
      rest: problem === undefined ? "No evaluation of this digest has run, so nothing here may be read as passed." : `${problem.detail} Nothing here may be read as passed.`,
      basis: `First named ${instantText(header.detail.firstSeenAt)}.`,
      warnings: reading,
    };
  }
  const [lead, rest] = splitLead(header.verdict.sentence);
  const until = evaluation.validUntil ? ` Valid until ${instantText(evaluation.validUntil)}.` : "";
  const basis = `Evaluated as of ${instantText(evaluation.asOf)} under policy ${evaluation.policy.id} v${evaluation.policy.version} (${evaluation.policy.preset}).${until} ${header.verdict.basis}`;
  const warnings = [...reading];
  if (problem !== undefined) warnings.unshift(`This verdict is of before and may be old. ${problem.detail}`);
  else if (evaluation.expired) warnings.unshift("This verdict is past its date. It is shown as history and is being evaluated again.");
  else if (evaluation.behind) warnings.unshift("Facts arrived after this verdict. It is being evaluated again.");
  return { result: header.verdict.result, lead, rest, basis: basis.trim(), warnings };
}

function readingWarning({ reading }: DigestHeader): string[] {
  if (reading.done >= reading.total) return [];
  return [`Evidence is still being read: ${reading.done} of ${reading.total} documents so far.`];
}

/** First sentence and the rest. Versions such as "1.2" do not end a sentence: a space must follow the stop. */
export function splitLead(sentence: string): [lead: string, rest: string] {
  const match = /^(.{3,160}?[.:;!?])\s+(?=\S)/s.exec(sentence);
  if (!match?.[1]) return [sentence, ""];
  return [match[1], sentence.slice(match[0].length)];
}
