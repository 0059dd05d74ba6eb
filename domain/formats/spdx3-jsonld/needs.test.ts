import { expect, it } from "vitest";
import type { ComponentFact } from "../../model/document";
import { unwrapOk } from "../../model/problem";
import { readGraph } from "./graph";
import { needsOf } from "./needs";

it("counts what depends on what, and calls an imported end known", () => {
  const graph = unwrapOk(readGraph({
    "@graph": [
      { type: "SpdxDocument", spdxId: "urn:d", import: [{ externalSpdxId: "urn:elsewhere" }] },
      { type: "software_Package", spdxId: "urn:a" },
      { type: "software_Package", spdxId: "urn:b" },
      { type: "Relationship", relationshipType: "dependsOn", from: "urn:a", to: ["urn:b", "urn:elsewhere", "urn:gone"] },
      { type: "LifecycleScopedRelationship", relationshipType: "dependsOn", from: "urn:b", to: ["urn:a"] },
      { type: "Relationship", relationshipType: "contains", from: "urn:a", to: ["urn:nowhere"] },
    ],
  }));
  const components = ["urn:a", "urn:b"].map((ref) => ({ ref }) as ComponentFact);
  expect(needsOf(graph, components)).toEqual({ relations: 4, covered: 2, dangling: 1, cyclic: 2 });
});
