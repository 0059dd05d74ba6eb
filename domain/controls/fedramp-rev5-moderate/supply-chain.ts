import type { AttestationRecord } from "../../model/evaluation";
import { carryFail } from "../basis/carry-over";
import { deploymentPoints, runningPoints } from "../basis/deployment-points";
import { builderPoints, commitOf, expectationPoints, inOnePoints, isByApprovedBuilder, provenancePoints, provenProvenance } from "../basis/provenance-points";
import { asks, concluding, lacks, remarks, supports, violates, type ControlContext, type Point, type Rule } from "../control";

const NEEDED = { needed: true, failed: "lacks" } as const;

/** CM-2: the build definition of what runs is known, and is the baseline of its line. That somebody reviews it, people say. */
export const baseline: Rule = (context) => {
  const { facts, provenance } = context;
  const proven = provenProvenance(context);
  const points: Point[] = [...provenancePoints(context, NEEDED), ...commitPoints(context), ...expectationPoints(context)];
  if (facts.current.is && facts.current.basis === "deployment" && proven.length > 0 && proven.every((one) => one.source === null && (one.buildType ?? null) === null)) {
    points.push(violates("A build definition of what runs", "Verified provenance names neither source nor build type", proven.map((one) => one.evidence), "The digest runs, and its verified provenance names no build definition"));
  }
  if (provenance.expectations.state === "none") points.push(lacks("The baseline of the image line: what its builds come from", "Nobody has said it", ["approved_lists"], [], "Nobody has said what the builds of this image line come from"));
  points.push(...basePoints(context));
  points.push(asks("A review of the baseline within twelve months", "None was received", ["control_statement"], [], "The baseline of the image line is recorded, and its yearly review is not in the evidence"));
  return points;
};

/** SA-10: which commit it was built from is half of it; who reviewed that commit is the other half. */
export const developerConfiguration: Rule = (context) => [
  ...provenancePoints(context, NEEDED),
  ...commitPoints(context),
  ...expectationPoints(context, ["source repository", "branch or tag", "workflow"]),
  lacks("A review of the commit it was built from", "No record of a review was received", ["attestation_other", "ci_run"], [], "The commit it was built from was not shown to have been reviewed"),
];

/** SA-15: built by an approved, hosted builder. Only verified provenance speaks for it. */
export const developmentProcess: Rule = (context) => {
  const { level } = context.provenance;
  const points = [...provenancePoints(context, NEEDED), ...builderPoints(context), ...expectationPoints(context, ["builder", "build level"])];
  const evidence = level.evidence === null ? [] : [level.evidence];
  if (provenProvenance(context).length > 0 && level.supports < 2) points.push(lacks("A hosted builder that the signature speaks for (SLSA Build L2)", level.says, ["provenance"], evidence, "Verified provenance is held, and it does not show a hosted builder"));
  points.push(...inOnePoints(context, "An approved builder that is the hosted one", [(one) => isByApprovedBuilder(one, context), (one) => one.evidence === level.evidence && level.supports >= 2]));
  return concluding(points, supports("Verified provenance by an approved, hosted builder", level.says, evidence, "An approved, hosted builder was verified"));
};

/** SR-3: custody from the source commit to the digest to where it runs, without a gap, by approved bases and builders. */
export const custody: Rule = (context) =>
  concluding(
    [
      ...carryFail(context, "4.2"),
      ...provenancePoints(context, NEEDED),
      ...builderPoints(context),
      ...commitPoints(context),
      ...basePoints(context),
      ...inOnePoints(context, "Builder, source commit and base images in one provenance", [(one) => isByApprovedBuilder(one, context), (one) => commitOf(one) !== null, namesImages]),
      ...expectationPoints(context),
      ...deploymentPoints(context, "The digest that runs"),
      ...runningPoints(context),
    ],
    supports("Custody from source commit to digest to deployment", "Every step held", provenProvenance(context).map((one) => one.evidence), "Custody from the source commit to what runs is shown without a gap"),
  );

/** The commit, where provenance is verified; without verified provenance its lack is said already. */
function commitPoints(context: ControlContext): Point[] {
  const proven = provenProvenance(context);
  if (proven.length === 0 || proven.some((one) => commitOf(one) !== null)) return [];
  return [lacks("The source commit", "Verified provenance does not state it", ["provenance", "build_source"], proven.map((one) => one.evidence), "The source commit is not stated by verified provenance")];
}

const namesImages = (record: AttestationRecord): boolean => (record.provenance?.images ?? []).some(({ sha256 }) => sha256 !== null);

function basePoints({ provenance }: ControlContext): Point[] {
  const proven = provenance.bases.filter((one) => one.proven);
  const looked = "Images it was built from, by verified provenance";
  if (proven.length > 0) return [remarks(looked, proven.map((one) => `${one.name === "" ? "unnamed" : one.name} (${one.sha256.slice(0, 12)})`).join(", "), [...new Set(proven.flatMap((one) => one.evidence ?? []))])];
  const said = provenance.bases.length > 0 ? "Only by the image's own word, or by provenance that is not verified" : "None is named";
  return [lacks(looked, said, ["base_lineage", "provenance"], [], "The images it was built from are not named by verified provenance")];
}
