import type { DetectionFact } from "../../model/document";
import type { Problem } from "../../model/problem";
import { cvss, detection, versionsIn } from "../shared/exports/detection";
import { isProblem, type RowShape, rowsOf, wrongRow } from "../shared/exports/shape";
import { type JsonObject, numberAt, objectAt, textAt, textsAt } from "../shared/values";

export const FINDING: RowShape = { required: ["findingArn", "type"], texts: ["status", "severity", "title", "description"], lists: ["resources"], objects: ["packageVulnerabilityDetails"] };
const DETAILS: RowShape = { required: ["vulnerabilityId"], texts: ["source", "sourceUrl", "vendorSeverity"], lists: ["cvss", "relatedVulnerabilities", "vulnerablePackages"] };
const PACKAGE: RowShape = { required: ["name"], texts: ["version", "release", "fixedInVersion", "packageManager", "arch"], numbers: ["epoch"] };

const MANAGERS: Readonly<Record<string, string>> = { NODEPKG: "npm", NPM: "npm", YARN: "npm", PNPM: "npm", PYTHONPKG: "pypi", PIP: "pypi", PIPENV: "pypi", POETRY: "pypi", GOBINARY: "golang", GOMOD: "golang", JAR: "maven", POM: "maven", GRADLE: "maven", BUNDLER: "gem", GEMSPEC: "gem", CARGO: "cargo", COMPOSER: "composer", NUGET: "nuget", DOTNET_CORE: "nuget" };

/** A finding in each package it lists. Related ids are not all the same flaw, so none is taken for an alias. */
export function readFinding(row: JsonObject, platform: string | null, at: string): DetectionFact[] | Problem {
  const details = objectAt(row, "packageVulnerabilityDetails");
  const place = `${at}/packageVulnerabilityDetails`;
  const wrong = wrongRow("inspector", details, DETAILS, place);
  if (wrong !== null) return wrong;
  const packages = rowsOf("inspector", details["vulnerablePackages"], PACKAGE, `${place}/vulnerablePackages`);
  if (isProblem(packages)) return packages;
  const scores = rowsOf("inspector", details["cvss"], { texts: ["source", "version", "scoringVector"], numbers: ["baseScore"] }, `${place}/cvss`);
  if (isProblem(scores)) return scores;
  return packages.map(({ row: found, at: where }) => {
    const manager = textAt(found, "packageManager") ?? "";
    return detection({
      vulnerability: textAt(details, "vulnerabilityId") ?? "",
      ecosystem: manager === "OS" ? (platform ?? "").toLowerCase().replace("_", ":") : Object.hasOwn(MANAGERS, manager) ? (MANAGERS[manager] ?? "") : manager,
      name: textAt(found, "name") ?? "",
      version: versionOf(found),
      fixedVersions: versionsIn(textAt(found, "fixedInVersion")).map((version) => version.replace(/^0:/, "")),
      severityWord: textAt(row, "severity"),
      severitySource: "inspector",
      cvss: scores.flatMap(({ row: one }) => cvss(textAt(one, "source")?.toLowerCase() ?? "unknown", textAt(one, "version") ?? "3", textAt(one, "scoringVector"), one["baseScore"])),
      title: textAt(row, "title"),
      url: textAt(details, "sourceUrl") ?? textsAt(details, "referenceUrls")[0] ?? null,
      at: where,
    });
  });
}

/** epoch:version-release, as package managers write it; an epoch of 0 is not written. */
function versionOf(found: JsonObject): string | null {
  const version = textAt(found, "version");
  if (version === null) return null;
  const epoch = numberAt(found, "epoch") ?? 0;
  const release = textAt(found, "release");
  return `${epoch > 0 ? `${epoch}:` : ""}${version}${release === null ? "" : `-${release}`}`;
}
