import type { DigestRow } from "../../contracts/digest";
import type { ImageRow } from "../../contracts/image";
import { plural } from "../ui/prepare-time";
import type { Tone } from "../ui/status";

export interface LineState {
  tone: Tone;
  word: string;
}

/** State of a line by its current digest. No verdict is a state of its own and never looks like a pass. */
export function lineState(current: Pick<DigestRow, "verdict" | "ladder"> | null): LineState {
  if (!current) return { tone: "none", word: "No digest" };
  if (!current.verdict) return { tone: "none", word: "Not evaluated" };
  if ((current.ladder?.breached ?? 0) > 0) return { tone: "breach", word: `${current.ladder?.breached} past due` };
  return VERDICTS[current.verdict.result];
}

const VERDICTS: Record<NonNullable<DigestRow["verdict"]>["result"], LineState> = {
  fail: { tone: "fail", word: "Fails" },
  needs_evidence: { tone: "needs", word: "Needs evidence" },
  manual: { tone: "manual", word: "Needs a person" },
  pass: { tone: "pass", word: "Passes" },
};

/** Why this digest counts as the current one. */
export const BASIS_WORDS: Record<ImageRow["currentBasis"], string> = {
  deployment: "runs, by inventory",
  tag: "last named by a tag",
  newest: "newest known, no tag or inventory",
  none: "no digest yet",
};

/** "2 of 5 verified": seals of a digest in a few words. */
export function sealsText(seals: DigestRow["seals"]): string {
  if (seals.length === 0) return "none evaluated";
  const verified = seals.filter((seal) => seal.state === "verified").length;
  const missing = seals.filter((seal) => seal.state === "missing").length;
  const failed = seals.filter((seal) => seal.state === "failed").length;
  const parts = [`${verified} of ${seals.length} verified`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (missing > 0) parts.push(`${missing} missing`);
  return parts.join(", ");
}

/** "1 C, 4 H": open critical and high, spelled for a narrow column. */
export function openText(open: DigestRow["open"]): { critical: number; high: number; other: number } | null {
  if (!open) return null;
  return { critical: open.critical, high: open.high, other: open.medium + open.low + open.negligible + open.unknown + open.none };
}

/** "3 of 23 pass": results of a digest over all frameworks; what does not apply is left out. Null where none was decided. */
export function controlsText(frameworks: DigestRow["frameworks"]): { lead: string; rest: string } | null {
  const sum = (outcome: keyof DigestRow["frameworks"][number]["counts"]) => frameworks.reduce((total, { counts }) => total + counts[outcome], 0);
  const [pass, fail, needs, manual] = [sum("pass"), sum("fail"), sum("needs_evidence"), sum("manual")];
  const all = pass + fail + needs + manual;
  if (all === 0) return null;
  const rest = [...(fail > 0 ? [plural(fail, "fails", "fail")] : []), ...(needs > 0 ? [plural(needs, "needs evidence", "need evidence")] : []), ...(manual > 0 ? [plural(manual, "needs a person", "need a person")] : [])];
  return { lead: `${pass} of ${all} ${pass === 1 ? "passes" : "pass"}`, rest: rest.join(", ") };
}
