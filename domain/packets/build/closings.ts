import { isOverdue } from "../../controls/basis/scan-points";
import { FRAMEWORKS } from "../../controls/registry";
import type { ControlResult, DigestEvaluation, DigestFacts, FindingResult } from "../../model/evaluation";
import type { PacketClosing } from "../model";
import { packageTitle } from "../../evaluation/words";
import { numbered, remainingWords, sendWords } from "./words";

type Draft = Omit<PacketClosing, "id">;
const SHORT: Readonly<Record<string, string>> = { "cis-docker": "CIS", "nist-800-190": "SP 800-190", "fedramp-rev5-moderate": "" };
const MOST_FINDINGS = 12;

/** What stands in the way, worst first: late findings, violations, missing evidence, questions for people. */
export function closingsOf(facts: DigestFacts, evaluation: DigestEvaluation): PacketClosing[] {
  const owner = facts.line?.owner?.team ?? null;
  const late = evaluation.findings.map((finding, i) => ({ finding, id: numbered("F", i) })).filter(({ finding }) => isOverdue(finding));
  const byFindings = late.length === 0 ? [] : evaluation.results.filter((one) => one.outcome === "fail" && restsOnFindings(one));
  const others = evaluation.results.filter((one) => !byFindings.includes(one));
  const kinds = ["fail", "needs_evidence", "manual"] as const;
  const drafts = [...lateFindings(late, byFindings, facts), ...kinds.flatMap((kind) => controls(others, kind))];
  return drafts.map((draft, i) => ({ id: `D-${i + 1}`, ...draft, owner: draft.owner ?? owner }));
}

/** Results that fail because of late findings and nothing else: the findings themselves are the obstacle. */
function restsOnFindings(result: ControlResult): boolean {
  const fails = result.because.filter((one) => one.so === "fail");
  return fails.length > 0 && fails.every((one) => LATE_LOOKUPS.has(one.lookedFor) || (one.lookedFor.startsWith("CIS Docker 4.4") && /deadline/.test(one.found)));
}

const LATE_LOOKUPS = new Set(["No fixable finding past its promise", "No finding past its promise without a deviation", "No known-exploited flaw past its catalogue date"]);

function lateFindings(late: { finding: FindingResult; id: string }[], byFindings: ControlResult[], facts: DigestFacts): Draft[] {
  const shown = late.slice(0, MOST_FINDINGS).map(({ finding, id }): Draft => {
    const counted = finding.fixedVersions.length > 0 && facts.policy.failSeverities.includes(finding.severity);
    const refs = refsOf(counted || finding.kev !== null ? byFindings : byFindings.filter((one) => one.control === "RA-5"));
    return {
      kind: "fail",
      text: `${packageTitle(finding.package)}, ${finding.vulnerability} (${finding.severity}): ${remainingWords(finding) ?? "late"} its due instant.`,
      next: finding.fixedVersions.length > 0 ? `A build with ${packageTitle(finding.package)} ${finding.fixedVersions.join(" or ")}, and a scan that shows it.` : "No fix is known: an approved exception, or a build without the package.",
      owner: null,
      refs: refs === "" ? id : `${id}; ${refs}`,
    };
  });
  if (late.length > MOST_FINDINGS) shown.push({ kind: "fail", text: `${late.length - MOST_FINDINGS} more findings are past their due instant.`, next: "See section 2.", owner: null, refs: null });
  return shown;
}

/** Results that say the same are one obstacle: what would decide any of them stands beside it once. */
function controls(results: readonly ControlResult[], kind: "fail" | "needs_evidence" | "manual"): Draft[] {
  const groups = new Map<string, ControlResult[]>();
  for (const result of results.filter((one) => one.outcome === kind)) groups.set(result.says, [...(groups.get(result.says) ?? []), result]);
  return [...groups].map(([says, group]): Draft => {
    const kinds = [...new Set(group.flatMap((one) => one.wouldDecide))].sort();
    return { kind, text: says, next: sendWords(kinds) ?? "Change the build, and send evidence of the new digest.", owner: null, refs: refsOf(group) };
  });
}

function refsOf(group: readonly ControlResult[]): string {
  return FRAMEWORKS.flatMap(({ text }) => {
    const ids = group.filter((one) => one.framework === text.id).map((one) => one.control);
    return ids.length === 0 ? [] : [`${SHORT[text.id] ?? text.title} ${ids.join(", ")}`.trim()];
  }).join("; ");
}
