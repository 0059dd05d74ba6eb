import { expect, it } from "vitest";
import { noteCodes, readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const [resource] = example.Resources;
const doc = (over: object): object => ({ ...example, Resources: [{ ...resource, ...over }] });
const config = { Target: "Deployment/app", Class: "config", Type: "kubernetes", Misconfigurations: [{ ID: "KSV001", Status: "FAIL" }] };

it("hands the results of a workload with one image on as a report about that image", () => {
  const node = readText(example);
  expect([node.reading?.facts, node.reading?.identities, node.reading?.counts]).toEqual([{}, [], { resources: 1, vulnerabilities: 1, misconfigurations: 0, secrets: 0 }]);
  const [child] = node.children;
  expect([child?.path, child?.room, child?.reading?.facts.scan?.detections.length]).toEqual(["Resources/0", "trivy-json", 1]);
  expect(child?.reading?.identities.map(({ type, sha256 }) => [type, sha256[0]])).toEqual([["repo-digest", "a"], ["image-id", "c"]]);
});

it.each([
  ["two images", [...(resource?.Metadata ?? []), {}]],
  ["one block for all images of the workload", resource?.Metadata[0]],
  ["no word of its images", undefined],
])("reads no finding from a workload with %s", (_name, Metadata) => {
  const node = readText(doc({ Metadata }));
  expect([node.children, node.reading && noteCodes(node.reading)]).toEqual([[], ["trivy-cluster/which-image"]]);
});

it("leaves the checks of a workload out of what is said of its image", () => {
  const node = readText(doc({ Results: [...(resource?.Results ?? []), config] }));
  expect(node.reading && noteCodes(node.reading)).toEqual(["trivy-cluster/about-a-workload"]);
  expect(node.children[0]?.reading?.facts.scan?.misconfigurations).toBeNull();
});

it("counts the older shape, which parts vulnerabilities and checks", () => {
  const { counts } = readingOf({ ClusterName: "x", Vulnerabilities: [{ ...resource, Metadata: undefined }], Misconfigurations: [{ Kind: "Deployment", Results: [config] }] });
  expect(counts).toEqual({ resources: 2, vulnerabilities: 1, misconfigurations: 1, secrets: 0 });
});

it.each([
  [{ ...example, Resources: {} }, "trivy-cluster/section /Resources"],
  [{ ...example, Resources: [1] }, "trivy-cluster/resource /Resources/0"],
  [doc({ Results: {} }), "trivy-cluster/resource /Resources/0/Results"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
