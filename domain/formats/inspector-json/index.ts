import type { DetectionFact, Reading } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { systemOf } from "../shared/exports/detection";
import { Export } from "../shared/exports/export";
import { isProblem, type Placed, rowsOf } from "../shared/exports/shape";
import { isObject, objectAt, textAt } from "../shared/values";
import { FINDING, readFinding } from "./finding";

/**
 * Findings of Amazon Inspector v2 (`ListFindings`, also exported to S3). The image is in each finding's resources;
 * findings of several images stand in one file, and findings that Inspector has closed are no longer there.
 * An empty list could be anybody's and is claimed by nobody.
 * Codes: inspector/list, /row, /digest, /closed, /suppressed, /not-packages, /more-pages, /several-images, /too-many.
 */
export const inspectorJson: FormatRoom = {
  id: "inspector-json",
  title: "Amazon Inspector findings",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && Array.isArray(json["findings"]) && json["findings"].length > 0 && json["findings"].every((one) => isObject(one) && "findingArn" in one && "resources" in one),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const findings = rowsOf("inspector", json["findings"], FINDING, "/findings");
  if (isProblem(findings)) return fail(findings);
  const out = new Export(inspectorJson, "inspector", document);
  const detections: DetectionFact[] = [];
  let platform: string | null = null;
  let target: string | null = null;
  for (const { row, at } of findings) {
    const image = nameResources(row["resources"], at, out);
    if (isProblem(image)) return fail(image);
    platform = image.platform ?? platform;
    target ??= image.name;
    const rows = readIfOpen({ row, at }, image.platform, out);
    if (isProblem(rows)) return fail(rows);
    for (const one of rows) detections.push(one);
  }
  if (textAt(json, "nextToken") !== null) out.notes.warn("inspector/more-pages", "the answer has more pages than this file holds", "/nextToken");
  const times = findings.map(({ row, at }) => out.time(row["updatedAt"], `${at}/updatedAt`)).filter((time) => time !== null);
  const observedAt = times.length === 0 ? null : times.reduce((a, b) => (a > b ? a : b));
  return out.finish({
    title: "Amazon Inspector findings",
    tool: { name: "Amazon Inspector", version: "2" },
    target,
    observedAt,
    scan: { status: textAt(json, "nextToken") === null ? "undetermined" : "partial", os: systemOf(platform), detections },
    counts: { rows: findings.length },
  });
}

/** What a finding is about. Other resources than container images are told apart, so that no digest is taken for theirs. */
function nameResources(list: unknown, at: string, out: Export): { name: string | null; platform: string | null } | Problem {
  const resources = rowsOf("inspector", list, { required: ["type"], texts: ["id"], objects: ["details"] }, `${at}/resources`);
  if (isProblem(resources)) return resources;
  let found: { name: string | null; platform: string | null } = { name: null, platform: null };
  for (const { row, at: place } of resources) {
    const image = objectAt(objectAt(row, "details"), "awsEcrContainerImage");
    const name = textAt(image, "repositoryName");
    out.digest("repo-digest", image["imageHash"], `${place}/details/awsEcrContainerImage/imageHash`, name);
    out.image(textAt(image, "imageHash") ?? textAt(row, "id") ?? place);
    found = { name: name ?? found.name, platform: textAt(image, "platform") ?? found.platform };
  }
  return found;
}

function readIfOpen({ row, at }: Placed, platform: string | null, out: Export): DetectionFact[] | Problem {
  if (row["status"] === "CLOSED") {
    out.notes.add("ignored", "inspector/closed", "findings that Inspector has closed", `${at}/status`);
    return [];
  }
  if (row["status"] === "SUPPRESSED") out.notes.add("info", "inspector/suppressed", "findings that a rule of Inspector suppresses are read all the same", `${at}/status`);
  const stated = row["packageVulnerabilityDetails"] ?? null;
  if (stated === null && row["type"] === "PACKAGE_VULNERABILITY") return { code: "inspector/row", detail: "a package vulnerability has its details", at: `${at}/packageVulnerabilityDetails` };
  const rows = stated === null ? [] : readFinding(row, platform, at);
  if (!isProblem(rows) && rows.length === 0) out.notes.add("ignored", "inspector/not-packages", "findings that name no package (network reachability, code)", at);
  return rows;
}
