import type { ControlOutcome } from "../../domain/model/evaluation";
import type { Severity } from "../../domain/model/document";
import { Icon, type IconName } from "./icon";

export type Tone = "pass" | "fail" | "needs" | "manual" | "na" | "met" | "risk" | "breach" | "none";

const GLYPH: Record<Tone, IconName> = {
  pass: "ok", met: "ok", fail: "x", breach: "x", needs: "half", risk: "half", manual: "pen", na: "dash", none: "dash",
};

/** Shape, then word; the colour comes last and only on the shape. */
export function Status({ tone, children, icon }: { tone: Tone; children: React.ReactNode; icon?: IconName }) {
  return (
    <span className={`st ${tone}`}>
      <Icon name={icon ?? GLYPH[tone]} />
      <span>{children}</span>
    </span>
  );
}

export const OUTCOME_WORDS: Record<ControlOutcome, string> = {
  pass: "Pass", fail: "Fail", needs_evidence: "Needs evidence", manual: "Manual", not_applicable: "Not applicable",
};
const OUTCOME_TONE: Record<ControlOutcome, Tone> = {
  pass: "pass", fail: "fail", needs_evidence: "needs", manual: "manual", not_applicable: "na",
};

export function Outcome({ outcome }: { outcome: ControlOutcome }) {
  return <Status tone={OUTCOME_TONE[outcome]}>{OUTCOME_WORDS[outcome]}</Status>;
}

export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: "Critical", high: "High", medium: "Medium", low: "Low", negligible: "Negligible", none: "None", unknown: "Unknown",
};

const SEVERITY_GLYPH: Record<Severity, IconName> = {
  critical: "critical", high: "high", medium: "medium", low: "low", negligible: "negligible", none: "dash", unknown: "half",
};

export function SeverityWord({ severity }: { severity: Severity }) {
  return (
    <span className={`sev ${severity}`}>
      <Icon name={SEVERITY_GLYPH[severity]} />
      {SEVERITY_WORDS[severity]}
    </span>
  );
}
