import { describe, expect, it } from "vitest";
import { evidence, finding, policy, vex } from "../evaluation/test-facts";
import { decideVex } from "./decide-vex";
import { followLinks, type LinkedSbom, type VexProduct } from "./follow-bom-links";

const UUID = "3e671687-395b-41f5-a30f-a58921a69b79";
const link = (rest: string): VexProduct => ({ id: `urn:cdx:${UUID}${rest}`, purl: null, sha256: null, subcomponents: [] });
const sbom = (rest: Partial<LinkedSbom> = {}): LinkedSbom => ({ evidence: "E-02", serialNumber: `urn:uuid:${UUID}`, version: 1, about: "a".repeat(64), subjectRef: "root", keys: new Map([["lib", ["deb/debian/libssl3"]], ["twice", ["npm/a", "npm/b"]]]), ...rest });

describe("a BOM-Link", () => {
  it("is followed into the document of its serial number and version", () => {
    const { through, open, direct } = followLinks([link("/1#lib"), link("/1"), link("/1#root")], [sbom()]);
    expect([...through]).toEqual([["E-02", [
      { id: `urn:cdx:${UUID}/1#lib`, sha256: null, key: "deb/debian/libssl3" },
      { id: `urn:cdx:${UUID}/1`, sha256: "a".repeat(64), key: null },
      { id: `urn:cdx:${UUID}/1#root`, sha256: "a".repeat(64), key: null },
    ]]]);
    expect([open, direct]).toEqual([[], []]);
  });

  it("stays open where the document, its version or the component is not held, or not one thing", () => {
    const open = (product: VexProduct, sboms: LinkedSbom[]): number => followLinks([product], sboms).open.length;
    expect([open(link("/1#lib"), []), open(link("/2#lib"), [sbom()]), open(link("/1#other"), [sbom()]), open(link("/1#twice"), [sbom()])]).toEqual([1, 1, 1, 1]);
  });

  it("is believed of two documents with one serial number only where both answer the same", () => {
    const other = sbom({ evidence: "E-09", keys: new Map([["lib", ["npm/evil"]]]) });
    expect(followLinks([link("/1#lib")], [sbom(), other]).open).toHaveLength(1);
    expect(followLinks([link("/1#lib")], [sbom(), sbom({ evidence: "E-09" })]).open).toEqual([]);
  });

  it("leaves products alone that say themselves what they are", () => {
    const product: VexProduct = { id: `urn:cdx:${UUID}/1#pkg:npm/a@1`, purl: "pkg:npm/a@1", sha256: null, subcomponents: [] };
    expect(followLinks([product], [sbom()])).toEqual({ direct: [product], through: new Map(), open: [] });
  });
});

describe("a statement that points into a bill of materials", () => {
  const decide = (accepted: boolean) => {
    const held = new Map([["E-04", evidence("E-04", "vex", { verification: "verified" })], ["E-02", evidence("E-02", "sbom", accepted ? {} : { accepted: null })]]);
    return decideVex(finding(), [vex({ through: "E-02", productMatch: "package", packageKeys: ["deb/debian/libssl3"] })], held, policy());
  };

  it("decides only where that bill of materials counts", () => {
    expect(decide(true).decision.won?.why).toContain("the bill of materials E-02");
    expect(decide(false).winner).toBeNull();
    expect(decide(false).decision.ignored[0]?.why).toContain("bill of materials that does not count");
  });

  it("waits, and says for what, while that bill of materials is not held", () => {
    const held = new Map([["E-04", evidence("E-04", "vex", { verification: "verified" })]]);
    const { winner, decision } = decideVex(finding(), [vex({ productMatch: "unmatched", openLinks: [`urn:cdx:${UUID}/1#lib`] })], held, policy());
    expect([winner, decision.ignored[0]?.why]).toEqual([null, "it points into a bill of materials (BOM-Link) that is not held for this digest: pending"]);
  });
});
