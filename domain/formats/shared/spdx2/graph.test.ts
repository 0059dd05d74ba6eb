import { expect, it } from "vitest";
import type { ComponentFact } from "../../../model/document";
import { graphOf } from "./graph";

const package_ = (ref: string) => ({ ref }) as ComponentFact;
const row = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({ spdxElementId, relationshipType, relatedSpdxElement });
const graph = (...relationships: object[]) =>
  graphOf({ packages: [{ SPDXID: "SPDXRef-a" }, { SPDXID: "SPDXRef-b" }], relationships }, [package_("SPDXRef-a"), package_("SPDXRef-b")]);

it("reads dependencies in both directions of writing, and containing is none", () => {
  expect(graph(row("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b"), row("SPDXRef-a", "RUNTIME_DEPENDENCY_OF", "SPDXRef-b"))).toEqual({ relations: 2, covered: 2, dangling: 0, cyclic: 2 });
  expect(graph(row("SPDXRef-DOCUMENT", "CONTAINS", "SPDXRef-a"))).toEqual({ relations: 0, covered: 0, dangling: 0, cyclic: 0 });
});

it("takes NONE for a statement and NOASSERTION for silence", () => {
  expect(graph(row("SPDXRef-a", "DEPENDS_ON", "NONE")).covered).toBe(1);
  expect(graph(row("SPDXRef-a", "DEPENDS_ON", "NOASSERTION")).covered).toBe(0);
});

it("calls a relation dangling that names nothing of the document", () => {
  expect(graph(row("SPDXRef-a", "DEPENDS_ON", "SPDXRef-gone")).dangling).toBe(1);
});
