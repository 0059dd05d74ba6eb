import { describe, expect, it } from "vitest";
import { readText as readNode } from "../../domain/formats/shared/read-for-test";
import { flatten } from "../../server/jobs/parsed-document";
import { compareFile, type Entry } from "./compare";
import { treeOf } from "./tree";

const readText = (value: unknown) => treeOf(flatten(readNode(value as never)));

const bom = { bomFormat: "CycloneDX", specVersion: "1.5", components: [{ type: "library", name: "a", purl: "pkg:npm/a@1" }] };
const entry = (more: Partial<Entry>): Entry => ({ path: "x.json", kind: "sbom-cyclonedx", format: "cyclonedx-json", valid: true, expected: { components_all: 1, with_purl: 1 }, ...more });

describe("compareFile", () => {
  it("is right when every compared key agrees, and silent about keys that are absent", () => {
    expect(compareFile(entry({}), readText(bom))).toEqual({ verdict: "right", differences: [] });
  });

  it("names the key, what was expected and what was read", () => {
    expect(compareFile(entry({ expected: { components_all: 2 } }), readText(bom))).toEqual({ verdict: "wrong", differences: [{ key: "components_all", expected: 2, got: 1 }] });
  });

  it("calls a file wrong that should have been read and was not", () => {
    expect(compareFile(entry({ expected: {} }), readText("{"))).toMatchObject({ verdict: "wrong", differences: [{ key: "state", got: "refused: json/truncated" }] });
  });

  it("never calls a format without a reader right", () => {
    expect(compareFile(entry({ format: "kubernetes-yaml", kind: "k8s-manifest", expected: {} }), readText("kind: Pod")).verdict).toBe("not read");
  });

  it("calls a broken file right when it is refused or its problem is named, and wrong when it is taken for sound", () => {
    const broken = entry({ valid: false });
    expect(compareFile(broken, readText({ ...bom, components: {} })).verdict).toBe("right");
    expect(compareFile(broken, readText({ ...bom, invalidField: 1 })).verdict).toBe("right");
    expect(compareFile(broken, readText(bom))).toMatchObject({ verdict: "wrong", differences: [{ key: "valid", expected: false }] });
  });

  it("does not judge what only a signature check can tell", () => {
    const envelope = { payloadType: "application/vnd.in-toto+json", payload: "eyJhIjoxfQ==", signatures: [{ sig: "AA==" }] };
    expect(compareFile(entry({ kind: "attestation", format: "dsse", valid: false, expected: { dsse_signature_checked: [] } }), readText(envelope)).verdict).toBe("not read");
  });
});
