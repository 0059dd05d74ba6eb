import type { Finding } from "../../contracts/finding";
import type { Tone } from "../ui/status";
import { dayText, dueText, hoursBetween, spanText } from "../ui/prepare-time";
import { BUCKET_LABELS, type DueBucket } from "./prepare-ladder";

export type FindingGroupId = DueBucket | "vex" | "gone";

export interface FindingGroup {
  id: FindingGroupId;
  label: string;
  tone: Tone | null;
  findings: Finding[];
}

const GROUPS: { id: FindingGroupId; label: string; tone: Tone | null }[] = [
  { id: "breached", label: BUCKET_LABELS.breached, tone: "breach" },
  { id: "within24h", label: BUCKET_LABELS.within24h, tone: "risk" },
  { id: "within7d", label: BUCKET_LABELS.within7d, tone: "risk" },
  { id: "later", label: BUCKET_LABELS.later, tone: null },
  { id: "noClock", label: "No clock runs", tone: null },
  { id: "accepted", label: "Accepted by exception", tone: null },
  { id: "vex", label: "Set aside by VEX, kept on file", tone: null },
  { id: "closed", label: "Closed", tone: null },
  { id: "gone", label: "No longer seen by the newest scan", tone: null },
];

/** Which group a finding stands in. Status decides before the clock: what was set aside never counts as due. */
export function groupOf(finding: Finding): FindingGroupId {
  if (finding.status === "vex_not_affected" || finding.status === "vex_fixed") return "vex";
  if (finding.status === "gone") return "gone";
  if (finding.status === "excepted") return "accepted";
  const { state, remainingHours } = finding.clock;
  if (state === "breached" || state === "exception-expired") return "breached";
  if (state === "excepted") return "accepted";
  if (state === "met" || state === "met-late" || state === "stopped") return "closed";
  if (state === "no-clock" || remainingHours === null) return "noClock";
  if (remainingHours < 0) return "breached";
  return remainingHours <= 24 ? "within24h" : remainingHours <= 168 ? "within7d" : "later";
}

/** Findings by due state, most urgent group first, empty groups left out, inside a group by due instant. */
export function prepareFindingGroups(findings: Finding[]): FindingGroup[] {
  return GROUPS.map((group) => ({ ...group, findings: findings.filter((finding) => groupOf(finding) === group.id).toSorted(byDue) }))
    .filter((group) => group.findings.length > 0);
}

function byDue(a: Finding, b: Finding): number {
  return (a.clock.dueAt ?? "9").localeCompare(b.clock.dueAt ?? "9") || a.vulnerability.localeCompare(b.vulnerability);
}

export interface DueView {
  tone: Tone | null;
  text: string;
  note: string;
}

/** The due column: the day, and how far away it is from the as-of. */
export function prepareDue(finding: Pick<Finding, "status" | "clock">, asOf: string): DueView {
  const { clock } = finding;
  if (finding.status.startsWith("vex_") && !clock.dueAt) return { tone: null, text: "No clock", note: "set aside by a statement" };
  if (clock.state === "no-clock" || !clock.dueAt) return { tone: null, text: "No clock", note: "no promise applies" };
  if (clock.stoppedAt) return { tone: null, text: dayText(clock.dueAt), note: stoppedText(clock.stoppedAt, clock.dueAt) };
  if (clock.state === "excepted") return { tone: null, text: dayText(clock.dueAt), note: "covered by an exception" };
  const late = clock.state === "breached" || clock.state === "exception-expired" || (clock.remainingHours ?? 0) < 0;
  const soon = (clock.remainingHours ?? Infinity) <= 168;
  return { tone: late ? "breach" : soon ? "risk" : null, text: dayText(clock.dueAt), note: dueText(clock.dueAt, asOf) };
}

/** "stopped 23 Nov 2026, 65 d past due": a stop that came late stays late. */
function stoppedText(stoppedAt: string, dueAt: string): string {
  const late = hoursBetween(dueAt, stoppedAt);
  return `stopped ${dayText(stoppedAt)}, ${late > 0 ? `${spanText(late)} past due` : "in time"}`;
}

export interface VexView {
  tone: Tone;
  text: string;
}

/** The VEX column: what is in force, else whether statements exist that have no effect. */
export function prepareVex(finding: Pick<Finding, "vex">): VexView {
  const { won, ignored } = finding.vex;
  if (won) return { tone: VEX_TONES[won.status], text: VEX_WORDS[won.status] };
  if (ignored.length > 0) return { tone: "needs", text: `${ignored.length} without effect` };
  return { tone: "none", text: "No statement" };
}

type VexStatus = NonNullable<Finding["vex"]["won"]>["status"];
export const VEX_WORDS: Record<VexStatus, string> = {
  not_affected: "Not affected", affected: "Affected", fixed: "Fixed", under_investigation: "Under investigation",
};
const VEX_TONES: Record<VexStatus, Tone> = { not_affected: "met", fixed: "met", affected: "manual", under_investigation: "needs" };

/** When a clock with a promise stopped, and whether that was in time. */
const stopSentence = ({ stoppedAt, dueAt }: Finding["clock"]): string =>
  stoppedAt && dueAt ? `Promised for ${dayText(dueAt)}, ${stoppedText(stoppedAt, dueAt)}.` : "";

/** Names a finding in an address: vulnerability and package id. */
export function findingKey(finding: Pick<Finding, "vulnerability" | "package">): string {
  return `${finding.vulnerability}~${finding.package.id}`;
}

/** What the drawer says first. */
export function findingSentence(finding: Finding, asOf: string): { lead: string; rest: string } {
  const group = groupOf(finding);
  const due = prepareDue(finding, asOf);
  if (group === "vex") return { lead: "Set aside by a statement in force.", rest: [finding.vex.won?.why, stopSentence(finding.clock)].filter(Boolean).join(". ") };
  if (group === "gone") return { lead: "The newest complete scan does not see it any more.", rest: finding.clock.stopReason ?? "" };
  if (group === "accepted") return { lead: "Open, and accepted by an exception.", rest: finding.exception ? `Exception ${finding.exception}.` : "" };
  if (group === "closed") return { lead: "Its clock has stopped.", rest: finding.clock.stopReason ?? "" };
  if (group === "noClock") return { lead: "Open, without a clock.", rest: finding.clock.startBasis };
  if (group === "breached") return { lead: `Open, and ${due.note}.`, rest: `It was due ${due.text}.` };
  return { lead: `Open, due ${due.note}.`, rest: `The promised day is ${due.text}.` };
}
