import type { Child, Reading } from "../../model/document";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, listAt, plural, textAt } from "../shared/values";

const SECTIONS = ["Resources", "Vulnerabilities", "Misconfigurations"] as const;
const MAX_RESOURCES = 9_000;

/**
 * Trivy's report of a whole cluster (`ClusterName`). Its results are gathered by workload, over all images of the
 * workload: only where the workload lists exactly one image do they belong to that image, and become a Trivy report
 * of their own. All others are counted and say nothing of any image. Codes: trivy-cluster/section, /resource, /too-many.
 */
export const trivyCluster: FormatRoom = {
  id: "trivy-cluster",
  title: "Trivy cluster report",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ json }) => isObject(json) && typeof json["ClusterName"] === "string" && !("SchemaVersion" in json) && SECTIONS.some((name) => name in json),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const resources: { value: JsonObject; at: string }[] = [];
  for (const name of SECTIONS) {
    const list = json[name] ?? [];
    if (!Array.isArray(list)) return refuse("trivy-cluster/section", `${name} is a list`, `/${name}`);
    for (const [i, value] of list.entries()) {
      const at = `/${name}/${i}`;
      if (!isObject(value)) return refuse("trivy-cluster/resource", "a resource is an object", at);
      const results = value["Results"] ?? [];
      if (!Array.isArray(results) || !results.every(isObject)) return refuse("trivy-cluster/resource", "Results is a list of objects", `${at}/Results`);
      resources.push({ value, at });
    }
  }
  if (resources.length > MAX_RESOURCES) return tooMany("trivy-cluster", "resources", MAX_RESOURCES, resources.length, "");
  return ok(describe(json, resources));
}

function describe(json: JsonObject, resources: readonly { value: JsonObject; at: string }[]): Reading {
  const notes = new Notes();
  const children: Child[] = [];
  for (const { value, at } of resources) {
    const results = listAt(value, "Results");
    const packages = results.filter((result) => !isAboutWorkload(result));
    if (packages.length < results.length) notes.add("ignored", "trivy-cluster/about-a-workload", "checks of a workload's configuration: they say nothing of an image", `${at}/Results`);
    if (packages.length === 0) continue;
    const [metadata, ...others] = listAt(value, "Metadata");
    if (isObject(metadata) && others.length === 0) children.push(childOf(json, value, metadata, packages, at));
    else notes.warn("trivy-cluster/which-image", "the results of a workload are not divided by its images: no finding is read from them", `${at}/Results`);
  }
  const count = (key: string): number => resources.reduce((sum, { value }) => sum + listAt(value, "Results").reduce<number>((inner, result) => inner + listAt(result, key).length, 0), 0);
  const counts = { resources: resources.length, vulnerabilities: count("Vulnerabilities"), misconfigurations: count("Misconfigurations"), secrets: count("Secrets") };
  return reading({
    room: trivyCluster.id,
    revision: trivyCluster.revision,
    summary: `Trivy report of cluster ${textAt(json, "ClusterName") ?? "without a name"}, ${plural(resources.length, "resource")}, ${plural(children.length, "image")} told apart`,
    tool: { name: "Trivy", version: null },
    children,
    notes: notes.list(),
    counts,
  });
}

function isAboutWorkload(result: unknown): boolean {
  return textAt(result, "Class") === "config" || textAt(result, "Type") === "kubernetes";
}

/** The image's part in the words of Trivy's own report, so that one room reads both. */
function childOf(json: JsonObject, resource: JsonObject, metadata: JsonObject, results: unknown[], at: string): Child {
  const name = ["Namespace", "Kind", "Name"].map((key) => textAt(resource, key)).filter((text) => text !== null).join("/");
  const report = { SchemaVersion: 2, ...(typeof json["CreatedAt"] === "string" ? { CreatedAt: json["CreatedAt"] } : {}), ArtifactName: name, ArtifactType: "container_image", Metadata: metadata, Results: results };
  return { path: at.slice(1), bytes: new TextEncoder().encode(JSON.stringify(report)), hint: "trivy-json", identities: [] };
}
