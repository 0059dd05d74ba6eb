import { isOverdue } from "../../controls/basis/scan-points";
import { FRAMEWORKS } from "../../controls/registry";
import type { ControlResult, DigestEvaluation, DigestFacts } from "../../model/evaluation";
import type { PacketClosing } from "../model";
import { numbered, remainingWords, sendWords } from "./words";

type Draft = Omit<PacketClosing, "id">;
const SHORT: Readonly<Record<string, string>> = { "cis-docker": "CIS", "nist-800-190": "SP 800-190", "fedramp-rev5-moderate": "" };
const MOST_FINDINGS = 12;

/** What stands in the way, worst first: late findings, violations, missing evidence, questions for people. */
export function closingsOf(facts: DigestFacts, evaluation: DigestEvaluation): PacketClosing[] {
  const owner = facts.line?.owner?.team ?? null;
  const kinds = ["fail", "needs_evidence", "manual"] as const;
  const drafts = [...lateFindings(evaluation), ...kinds.flatMap((kind) => controls(evaluation.results, kind, evaluation.findings.some(isOverdue)))];
  return drafts.map((draft, i) => ({ id: `D-${i + 1}`, ...draft, owner: draft.owner ?? owner }));
}

function lateFindings(evaluation: DigestEvaluation): Draft[] {
  const late = evaluation.findings.map((finding, i) => ({ finding, id: numbered("F", i) })).filter(({ finding }) => isOverdue(finding));
  const shown = late.slice(0, MOST_FINDINGS).map(({ finding, id }): Draft => ({
    kind: "fail",
    text: `${finding.package.name}, ${finding.vulnerability} (${finding.severity}): ${remainingWords(finding) ?? "late"} its due instant.`,
    next: finding.fixedVersions.length > 0 ? `A build with ${finding.package.name} ${finding.fixedVersions.join(" or ")}, and a scan that shows it.` : "No fix is known: an approved exception, or a build without the package.",
    owner: null,
    refs: id,
  }));
  if (late.length > MOST_FINDINGS) shown.push({ kind: "fail", text: `${late.length - MOST_FINDINGS} more findings are past their due instant.`, next: "See section 2.", owner: null, refs: null });
  return shown;
}

/** Results that say the same, or wait for the same evidence, are one obstacle. */
function controls(results: readonly ControlResult[], kind: "fail" | "needs_evidence" | "manual", hasLate: boolean): Draft[] {
  const groups = new Map<string, ControlResult[]>();
  for (const result of results.filter((one) => one.outcome === kind)) {
    const key = kind === "fail" ? result.says : result.wouldDecide.join(",");
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((group): Draft => {
    const says = [...new Set(group.map((one) => one.says))].slice(0, 2).join(" ");
    const about = kind === "fail" && hasLate && group.some((one) => one.control === "4.4" || one.control === "RA-5");
    const next = about ? "Ship a build without the late findings, and scan it." : (sendWords(group[0]?.wouldDecide ?? []) ?? "Change the build, and send evidence of the new digest.");
    return { kind, text: says, next, owner: null, refs: refsOf(group) };
  });
}

function refsOf(group: readonly ControlResult[]): string {
  return FRAMEWORKS.flatMap(({ text }) => {
    const ids = group.filter((one) => one.framework === text.id).map((one) => one.control);
    return ids.length === 0 ? [] : [`${SHORT[text.id] ?? text.title} ${ids.join(", ")}`.trim()];
  }).join("; ");
}
