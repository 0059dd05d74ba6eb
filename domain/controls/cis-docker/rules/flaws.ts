import { isAfter } from "../../../clocks/instant";
import { capital, counted, packageTitle } from "../../../evaluation/words";
import type { FindingResult } from "../../../model/evaluation";
import { evidenceOf, isOverdue, listFindings, openFindings, scanPoints } from "../../basis/scan-points";
import { concluding, lacks, remarks, supports, violates, type ControlContext, type Point, type Rule } from "../../control";

/**
 * 4.4: fails on a fixable finding of a failing severity past its promise, and on a known-exploited one past its
 * catalogue date. Passes only on a scan that can be rested on, with every fixable finding inside its promise.
 */
export const flaws: Rule = (context) => {
  const { facts } = context;
  const open = openFindings(context.findings);
  const fixable = open.filter((one) => one.fixedVersions.length > 0);
  const late = fixable.filter(isOverdue);
  const failing = late.filter((one) => facts.policy.failSeverities.includes(one.severity));
  const points: Point[] = [];
  if (failing.length > 0) points.push(violates("No fixable finding past its promise", listFindings(failing), evidenceOf(failing), sayLate(failing)));
  points.push(...kevPoints(context, open));
  points.push(...scanPoints(context));
  const others = late.filter((one) => !failing.includes(one));
  if (others.length > 0) points.push(lacks("Every fixable finding inside its promise", `${listFindings(others)}: late, below the severities that fail`, ["vuln_scan", "exception"], evidenceOf(others), `${counted(others.length, "fixable finding")} below the severities that fail ${others.length === 1 ? "is" : "are"} late`));
  const clockless = fixable.filter((one) => one.clock.state === "no-clock" && one.severity === "unknown");
  if (clockless.length > 0) points.push(lacks("A promise for every fixable finding", `${counted(clockless.length, "finding")} without a known severity, so without a clock`, ["vuln_scan"], evidenceOf(clockless), `${counted(clockless.length, "fixable finding")} ${clockless.length === 1 ? "has" : "have"} no known severity, so no clock runs`));
  points.push(...asidePoints(context));
  return concluding(points, supports("Every fixable finding inside its promise, or stopped", fixable.length === 0 ? "No fixable finding is open" : `${counted(fixable.length, "fixable finding")} open, none late`, evidenceOf(fixable), "Scanned, and every fixable finding is inside its promise"));
};

function kevPoints({ facts }: ControlContext, open: FindingResult[]): Point[] {
  if (!facts.policy.kevFails) return [];
  const late = open.filter((one) => one.kev !== null && one.clock.dueAt !== null && isAfter(facts.asOf, one.clock.dueAt));
  if (late.length === 0) return [];
  return [violates("No known-exploited flaw past its catalogue date", listFindings(late), evidenceOf(late), `${counted(late.length, "known-exploited flaw")} ${late.length === 1 ? "is" : "are"} past the catalogue's due date`)];
}

/** What VEX and exceptions took aside stays visible with the result. */
function asidePoints({ findings }: ControlContext): Point[] {
  const cleared = findings.filter((one) => one.status === "vex_not_affected" || one.status === "vex_fixed");
  const excepted = findings.filter((one) => one.status === "excepted");
  const points: Point[] = [];
  if (cleared.length > 0) points.push(remarks("Findings suppressed by trusted VEX", cleared.slice(0, 3).map((one) => `${one.vulnerability} in ${packageTitle(one.package)}`).join("; "), [...new Set(cleared.flatMap((one) => one.vexDecision.won?.evidence ?? []))].sort()));
  if (excepted.length > 0) points.push(remarks("Findings under an exception in force", excepted.slice(0, 3).map((one) => `${one.vulnerability} (${one.exception ?? ""})`).join("; "), evidenceOf(excepted)));
  return points;
}

function sayLate(failing: FindingResult[]): string {
  const expired = failing.some((one) => one.clock.state === "exception-expired");
  const text = `${counted(failing.length, "fixable finding")} ${failing.length === 1 ? "is" : "are"} past ${failing.length === 1 ? "its" : "their"} deadline`;
  return `${capital(text)}${expired ? " (exception expired)" : ""}`;
}
