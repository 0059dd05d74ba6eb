import { describe, expect, it } from "vitest";
import type { ComponentFact, SbomFacts } from "../model/document";
import { assessSbom } from "./assess-sbom";
import { sbomGaps } from "./sbom-gaps";

const fact = (rest: Partial<ComponentFact>): ComponentFact => ({
  ref: null, purl: null, purlText: null, cpe: null, type: "deb", namespace: null, name: "a", version: "1", supplier: null, licences: [],
  layer: null, paths: [], at: "/components/0", ...rest,
});
const sbom = (components: ComponentFact[], rest: Partial<SbomFacts> = {}): SbomFacts => ({
  components, dependencyCount: 0, complete: null, os: null, serialNumber: null, ...rest,
});
const whole = fact({ ref: "1", purl: "pkg:deb/debian/a@1", supplier: "Debian", licences: ["MIT"], cpe: "cpe:2.3:a:a:a:1:*:*:*:*:*:*:*" });
const codes = (facts: SbomFacts, tool: string | null = "syft 1") => sbomGaps(assessSbom(facts), { tool, observedAt: "2026-01-01T00:00:00Z" }).map(({ code }) => code);

describe("assessSbom", () => {
  it("tells a package address that is missing from one that does not parse", () => {
    expect(assessSbom(sbom([whole, fact({ purlText: "pkg:nonsense" }), fact({})]))).toMatchObject({ components: 3, withPurl: 1, badPurl: 1 });
  });

  it("counts repeats of a package and of an id apart, and none twice", () => {
    const same = { ...whole, ref: "2" };
    expect(assessSbom(sbom([whole, same, fact({ name: "b", ref: "1" })]))).toMatchObject({ duplicates: 1, duplicateIds: 1 });
  });

  it("does not take an empty version for one", () => {
    expect(assessSbom(sbom([fact({ version: "" }), fact({ version: null })])).withVersion).toBe(0);
  });
});

describe("sbomGaps", () => {
  it("has nothing to say of an inventory that lacks nothing", () => {
    const facts = sbom([whole], { complete: true, os: { id: "debian", version: "12" }, withHash: 1, graph: { relations: 0, covered: 1, dangling: 0, cyclic: 0 } });
    expect(codes(facts)).toEqual([]);
  });

  it("says nothing of hashes and dependencies that no reader looked for", () => {
    expect(codes(sbom([whole], { complete: true, os: { id: "debian", version: null } }))).toEqual([]);
  });

  it("puts what hides flaws before what is only bookkeeping", () => {
    const found = codes(sbom([fact({ version: null })], { graph: { relations: 1, covered: 0, dangling: 1, cyclic: 0 }, withHash: 0 }), null);
    expect(found).toEqual(["sbom/no-os", "sbom/no-purl", "sbom/no-version", "sbom/no-graph", "sbom/dangling", "sbom/no-supplier", "sbom/no-licence", "sbom/no-hash", "sbom/no-claim", "sbom/no-tool"]);
  });

  it("says of an empty inventory only that it is empty", () => {
    expect(codes(sbom([]))).toEqual(["sbom/empty"]);
  });

  it("counts in words", () => {
    const says = (facts: SbomFacts) => sbomGaps(assessSbom(facts), { tool: "t", observedAt: "x" }).find(({ code }) => code === "sbom/no-version")?.says;
    expect(says(sbom([whole, fact({ version: null })]))).toBe("1 of 2 components has no version: whether a flaw touches it cannot be said.");
    expect(says(sbom([fact({ version: null }), fact({ version: null })]))).toMatch(/^All 2 components have no version/);
  });
});
