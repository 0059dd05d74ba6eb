import { namesOf } from "../../../shape/tools";
import { pickSbom } from "../../basis/pick-sbom";
import { standingOf } from "../../basis/standing";
import { asks, lacks, remarks, violates, type Point, type Rule } from "../../control";

/** 4.3: what the policy forbids fails at sight. A package list cannot show leftovers, so a pass also needs a file inventory. */
export const content: Rule = (context) => {
  const { facts, index, tooling } = context;
  const { policy } = facts;
  const sbom = pickSbom(facts, index);
  if (sbom === null || tooling === null) return [lacks("The packages in the image", "No SBOM of this digest was received", ["sbom", "file_inventory"])];
  const evidence = [sbom.evidence];
  const points: Point[] = [];
  const denied = new Set(policy.approved.packagesDenied.map((name) => name.toLowerCase()));
  const forbidden = sbom.components.filter((one) => denied.has(one.name.toLowerCase())).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (forbidden.length > 0) points.push(violates("No package of the denied list", namesOf(forbidden), evidence, `The image contains ${namesOf(forbidden)}, which the policy denies`));
  if (policy.allowShell === false && tooling.shells.length > 0) points.push(violates("No shell", namesOf(tooling.shells), evidence, `The image contains a shell (${namesOf(tooling.shells)}), which the policy does not allow`));
  if (policy.allowPackageManager === false && tooling.packageManagers.length > 0) points.push(violates("No package manager", namesOf(tooling.packageManagers), evidence, `The image contains a package manager (${namesOf(tooling.packageManagers)}), which the policy does not allow`));
  if (policy.maxPackages !== null && sbom.componentCount > policy.maxPackages) points.push(violates(`At most ${policy.maxPackages} packages`, String(sbom.componentCount), evidence, `The image has ${sbom.componentCount} packages, more than the ${policy.maxPackages} allowed`));
  points.push(...outside(policy.approved.packagesAllowed, sbom.components.map((one) => one.name), evidence));
  const trust = standingOf(index, sbom.evidence);
  if (!trust.counts) points.push(lacks("An SBOM that may count", trust.why, ["sbom"], evidence, `The SBOM may not count: ${trust.why}`));
  points.push(lacks("A listing of every file", "None was received: an SBOM does not show files outside packages", ["file_inventory"], [], "No forbidden package is listed; files outside packages were not shown"));
  if (!hasPolicy(policy)) points.push(asks("A policy that says what is needed", "No allow list, size limit or shell policy is set", ["approved_lists", "control_statement"]));
  points.push(remarks("Size of the image", `${sbom.componentCount} components`, evidence));
  return points;
};

function outside(allowed: string[] | null, names: string[], evidence: string[]): Point[] {
  if (allowed === null) return [];
  const known = new Set(allowed);
  const others = [...new Set(names.filter((name) => !known.has(name)))].sort();
  if (others.length === 0) return [];
  const shown = others.length > 5 ? `${others.slice(0, 5).join(", ")} and ${others.length - 5} more` : others.join(", ");
  return [violates("Only packages of the allow list", shown, evidence, `${others.length} ${others.length === 1 ? "package is" : "packages are"} not on the allow list`)];
}

function hasPolicy(policy: { maxPackages: number | null; allowShell: boolean | null; allowPackageManager: boolean | null; approved: { packagesAllowed: string[] | null } }): boolean {
  return policy.approved.packagesAllowed !== null || policy.maxPackages !== null || (policy.allowShell === false && policy.allowPackageManager === false);
}

/** 4.8: modes of files are in no SBOM; only a file inventory decides. */
export const setuid: Rule = () => [
  lacks("Files with the setuid or setgid bit", "No file inventory with modes was received", ["file_inventory"], [], "No file inventory with modes was received"),
];
