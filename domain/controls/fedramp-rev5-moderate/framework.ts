import { addHours, isAfter } from "../../clocks/instant";
import { counted } from "../../evaluation/words";
import { carryOver } from "../basis/carry-over";
import { deploymentPoints, runningPoints } from "../basis/deployment-points";
import { pickSbom } from "../basis/pick-sbom";
import { expectationPoints, provenancePoints } from "../basis/provenance-points";
import { standingOf } from "../basis/standing";
import { evidenceOf, isOverdue, listFindings, openFindings, scanPoints } from "../basis/scan-points";
import { asks, concluding, lacks, remarks, supports, violates, type ControlContext, type Framework, type FrameworkText, type Point, type Rule } from "../control";
import type { SbomRecord } from "../../model/evaluation";
import { signaturePoints } from "../basis/signature-points";
import { baseline, custody, developerConfiguration, developmentProcess } from "./supply-chain";
import texts from "./texts.json";

/** RA-5: scanned with a database at most a day old, and no promise broken without an approved deviation. */
const scanning: Rule = (context) => {
  const open = openFindings(context.findings);
  const late = open.filter(isOverdue);
  const points: Point[] = [];
  if (late.length > 0) points.push(violates("No finding past its promise without a deviation", listFindings(late), evidenceOf(late), `${counted(late.length, "finding")} ${late.length === 1 ? "is" : "are"} past the promised time`));
  points.push(...scanPoints(context), ...databasePoints(context));
  const clockless = open.filter((one) => one.clock.state === "no-clock" && one.severity === "unknown");
  if (clockless.length > 0) points.push(lacks("A rating of every finding", `${counted(clockless.length, "finding")} without a known severity`, ["vuln_scan"], evidenceOf(clockless), `${counted(clockless.length, "finding")} ${clockless.length === 1 ? "has" : "have"} no known severity`));
  if (context.facts.line === null) points.push(lacks("The image line in the inventory", "The digest belongs to no image line", ["owner_record"]));
  return concluding(points, supports("Every finding inside its promise, stopped, or under a deviation", `${counted(open.length, "open finding")}, none late`, evidenceOf(open), "Scanned with a fresh database, and every finding is inside its promise"));
};

/** RA-5(2): the list of flaws is updated within 24 hours before a scan. */
function databasePoints({ scans }: ControlContext): Point[] {
  const usable = scans.usable;
  if (usable === null || usable.scan.databaseUpdatedAt === null) return [];
  const start = usable.scan.startedAt ?? usable.ranAt;
  if (start === null || !isAfter(start, addHours(usable.scan.databaseUpdatedAt, 24))) return [];
  return [lacks("A vulnerability database at most 24 hours old", `Updated ${usable.scan.databaseUpdatedAt}, scan ${start}`, ["vuln_scan"], [usable.scan.evidence], "The vulnerability database was older than 24 hours at the scan")];
}

/** SI-2: runs from the release of a fix, which reports seldom state; then a person has to look. */
const remediation: Rule = (context) => {
  const fixable = openFindings(context.findings).filter((one) => one.fixedVersions.length > 0);
  const points: Point[] = [...deploymentPoints(context, "Where the digest runs")];
  if (fixable.length > 0) points.push(asks("When each fix was released", `${counted(fixable.length, "fixable finding")}; the reports do not say when the fix came out`, ["control_statement"], evidenceOf(fixable), `${counted(fixable.length, "fix", "fixes")} available; since when is not in the evidence`));
  if (context.scans.usable === null) points.push(...scanPoints(context));
  return concluding(points, supports("Fixes deployed in their window", "No fixable finding is open", [], "No fixable finding is open"));
};

/** CM-7: the image half of it. */
const functionality: Rule = (context) => [
  ...carryOver(context, "4.3"),
  lacks("Ports and remote access of the workloads", "No workload specification was received", ["workload_spec"]),
];

/** CM-8: a line with an owner, a component list, and an inventory of where it runs. */
const inventory: Rule = (context) => {
  const { facts } = context;
  const sbom = pickSbom(facts, context.index);
  const points: Point[] = [];
  if (facts.line === null) points.push(lacks("The image line of the digest", "The digest belongs to no image line", ["owner_record"]));
  else if (facts.line.owner === null) points.push(violates("An owner of the image line", `Nobody is recorded as owner of ${facts.line.image}`, [], "The image line has no owner"));
  else points.push(remarks("An owner of the image line", facts.line.owner.team, []));
  if (sbom === null) points.push(lacks("A component list", "No SBOM of this digest was received", ["sbom"]));
  else if (sbom.componentCount === 0) points.push(violates("A component list", "The SBOM lists no components", [sbom.evidence], "The SBOM lists no components"));
  else points.push(...listPoints(context, sbom));
  points.push(...deploymentPoints(context, "An inventory of where the digest runs"));
  return concluding(points, supports("Owner, component list and inventory", "All held", sbom === null ? [] : [sbom.evidence], "The digest has an image line, an owner, a component list and an inventory"));
};

function listPoints({ index }: ControlContext, sbom: SbomRecord): Point[] {
  const trust = standingOf(index, sbom.evidence);
  if (!trust.counts) return [lacks("A component list that may count", trust.why, ["sbom"], [sbom.evidence], `The SBOM may not count: ${trust.why}`)];
  return [remarks("A component list", `${sbom.componentCount} components`, [sbom.evidence])];
}

/**
 * SI-7: what runs is what was signed and approved. Provenance that fails verification, and provenance of another build
 * than the line expects, are violations; without it the signature decides.
 */
const integrity: Rule = (context) =>
  concluding(
    [
      ...signaturePoints(context),
      ...provenancePoints(context, { needed: false, failed: "violates" }),
      ...expectationPoints(context),
      ...deploymentPoints(context, "The digest that runs"),
      ...runningPoints(context),
    ],
    supports("A good signature, and the same digest running", "Both held", []),
  );

/** AC-6: the image half of it. */
const privilege: Rule = (context) => [
  ...carryOver(context, "4.1"),
  ...carryOver(context, "4.8"),
  lacks("Security settings of the workloads", "No workload specification was received", ["workload_spec"]),
];

/** Controls of the Rev5 Moderate baseline that image evidence supports. */
export const fedrampRev5Moderate: Framework = {
  text: texts as FrameworkText,
  revision: 2,
  rules: {
    "RA-5": scanning, "SI-2": remediation, "CM-2": baseline, "CM-7": functionality, "CM-8": inventory,
    "SA-10": developerConfiguration, "SA-15": developmentProcess, "SI-7": integrity, "SR-3": custody, "AC-6": privilege,
  },
};
