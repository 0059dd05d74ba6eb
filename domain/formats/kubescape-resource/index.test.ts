import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { eachNode } from "../../ingest/read-document";
import { noteCodes, readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example, sbomExample, vexExample } from "./example";

const DIGEST = "a".repeat(64);
const { metadata, spec } = example;
const doc = (over: object, base: object = example): object => ({ ...base, ...over });
const meta = (over: object, base: object = example): object => doc({ metadata: { ...metadata, ...over } }, base);
const annotated = (over: object): object => meta({ annotations: { ...metadata.annotations, ...over } });
const payload = (over: object): object => doc({ spec: { ...spec, payload: { ...spec.payload, ...over } } });
const rooms = (value: unknown): unknown[] => [...eachNode(readText(value))].map((node) => [node.path, node.room, node.state]);

describe("an object", () => {
  it("hands the Grype document inside on, about the image of its annotation, at the time of its report", () => {
    const node = readText(example);
    expect(rooms(example)).toEqual([["", "kubescape-resource", "read"], ["spec/payload", "grype-json", "read"]]);
    expect(node.reading).toMatchObject({
      formatVersion: "v1beta1", observedAt: "2026-11-03T09:00:00Z", tool: { name: "grype", version: "0.87.0" }, facts: {}, notes: [],
      summary: "VulnerabilityManifest of registry.example.org/payments/app:1.2, 1 match", counts: { documents: 1, kinds: { VulnerabilityManifest: 1 }, matches: 1 },
      identities: [{ type: "repo-digest", sha256: DIGEST, name: "registry.example.org/payments/app", at: "/metadata/annotations/kubescape.io~1image-id" }],
    });
    const [child] = node.children;
    expect(child?.inherited).toEqual(node.reading?.identities);
    expect(child?.reading?.facts.scan).toMatchObject({ status: "complete", finishedAt: "2026-11-03T09:00:00Z", database: { version: "5", updatedAt: "2026-11-03T01:00:00Z" }, os: { id: "debian", version: "12" } });
    expect(child?.reading?.facts.scan?.detections).toMatchObject([{ vulnerability: "CVE-2026-0001", package: { purl: expect.stringContaining("pkg:deb/debian/openssl@3.0.11-1") as unknown }, fixedVersions: ["3.0.11-2"] }]);
  });

  it("hands the Syft document inside on", () => {
    expect(rooms(sbomExample)).toEqual([["", "kubescape-resource", "read"], ["spec/syft", "syft-json", "read"]]);
    const [child] = readText(sbomExample).children;
    expect(child?.reading?.facts.sbom).toMatchObject({ components: [{ name: "openssl", cpe: expect.stringContaining("cpe:2.3:a:openssl") as unknown, layer: "e".repeat(64) }], os: { id: "debian", version: "12" } });
    expect([child?.reading?.observedAt, child?.reading?.notes]).toEqual(["2026-11-03T08:58:00Z", []]);
  });

  it("hands the OpenVEX document inside on, limited to the part that a statement names", () => {
    expect(rooms(vexExample)).toEqual([["", "kubescape-resource", "read"], ["spec", "openvex", "read"]]);
    const [statement] = readText(vexExample).children[0]?.reading?.facts.vex?.statements ?? [];
    expect(statement).toMatchObject({ vulnerability: "CVE-2026-0001", status: "not_affected", products: [{ sha256: DIGEST, subcomponents: [{ purl: "pkg:deb/debian/openssl@3.0.11-1" }] }] });
  });

  it("hands the SPDX 2 document of older versions on", () => {
    const spdx = { spdxVersion: "SPDX-2.3", SPDXID: "SPDXRef-DOCUMENT", name: "app", dataLicense: "CC0-1.0", documentNamespace: "https://example.org/a", creationInfo: { created: "2023-11-03T09:00:00Z", creators: ["Tool: syft"] }, packages: [{ SPDXID: "SPDXRef-a", name: "a", versionInfo: "1", downloadLocation: "NOASSERTION" }] };
    expect(rooms(doc({ kind: "SBOMSPDXv2p3", spec: { spdx } }))).toEqual([["", "kubescape-resource", "read"], ["spec/spdx", "spdx-json", "read"]]);
  });

  it("counts what only sums up, and reads no finding from it", () => {
    const severities = { critical: { all: 0 }, high: { all: 10, relevant: 4 }, medium: { all: "2" } };
    const reading = readingOf(doc({ kind: "VulnerabilityManifestSummary", spec: { severities, vulnerabilitiesRef: {} } }));
    expect([reading.facts, reading.children, noteCodes(reading)]).toEqual([{}, [], ["kubescape-resource/summary-only"]]);
    expect(reading.counts["severities"]).toEqual({ critical: 0, high: 10, medium: 0, low: 0, negligible: 0, unknown: 0 });
  });
});

describe("what is not the whole", () => {
  it.each([
    ["filtered by what ran", doc({ spec: { ...spec, metadata: { ...spec.metadata, withRelevancy: true } } }), "kubescape-resource/filtered"],
    ["filtered, by its label", meta({ labels: { "kubescape.io/context": "filtered" } }), "kubescape-resource/filtered"],
    ["filtered, by its kind", doc({ kind: "SBOMSyftFiltered" }, sbomExample), "kubescape-resource/filtered"],
    ["incomplete", annotated({ "kubescape.io/status": "incomplete" }), "kubescape-resource/not-whole"],
    ["too large", annotated({ "kubescape.io/status": "too-large" }), "kubescape-resource/not-whole"],
    ["of a status nobody knows", annotated({ "kubescape.io/status": "almost" }), "kubescape-resource/not-whole"],
    ["a list's entry without content", payload({ matches: null, descriptor: { name: "", version: "" } }), "kubescape-resource/no-content"],
    ["without a document", doc({ spec: { metadata: spec.metadata } }), "kubescape-resource/no-content"],
  ])("is kept and not read: %s", (_name, value, code) => {
    const reading = readingOf(value);
    expect([reading.children, reading.facts, noteCodes(reading)]).toEqual([[], {}, [code]]);
  });

  it("is a clean scan only where the scanner says who it is", () => {
    const [child] = readText(payload({ matches: null })).children;
    expect(child?.reading?.facts.scan).toMatchObject({ status: "complete", detections: [] });
  });

  it("keeps the statements of what was filtered: each says itself what it is about", () => {
    expect(rooms(meta({ labels: { "kubescape.io/context": "filtered" } }, vexExample))).toHaveLength(2);
  });
});

describe("the image", () => {
  it.each([
    [`docker-pullable://nginx@sha256:${DIGEST}`, [["repo-digest", "nginx"]], []],
    [`sha256:${DIGEST}`, [["image-id", "registry.example.org/payments/app:1.2"]], []],
    ["nginx:latest", [], ["kubescape-resource/bad-digest"]],
    [undefined, [], ["kubescape-resource/names-no-image"]],
  ])("is read from %s", (id, identities, notes) => {
    const reading = readingOf(annotated({ "kubescape.io/image-id": id }));
    expect([reading.identities.map(({ type, name }) => [type, name]), noteCodes(reading)]).toEqual([identities, notes]);
  });

  it("is named by its workload where the annotations name none", () => {
    const labels = { "kubescape.io/workload-kind": "Deployment", "kubescape.io/workload-name": "api", "kubescape.io/workload-namespace": "payments" };
    expect(readingOf(meta({ annotations: undefined, labels })).summary).toBe("VulnerabilityManifest of Deployment payments/api, 1 match");
    expect(readingOf(meta({ annotations: undefined })).summary).toContain(metadata.name);
  });
});

it("takes the first moment of the object where the report has no time, and says so", () => {
  const value = doc({ spec: { ...spec, metadata: { ...spec.metadata, report: { createdAt: null } } } });
  expect([readingOf(value).observedAt, noteCodes(readingOf(value))]).toEqual(["2026-11-03T08:59:00Z", ["kubescape-resource/time-of-object"]]);
  expect(readText(value).children[0]?.reading?.facts.scan?.finishedAt).toBe("2026-11-03T08:59:00Z");
});

it("puts the two names of a flaw right that older versions wrote the wrong way round", () => {
  const [row] = vexExample.spec.statements;
  const value = doc({ spec: { ...vexExample.spec, statements: [{ ...row, vulnerability: { "@id": "CVE-2026-0001", name: "https://tracker.example.org/CVE-2026-0001" } }] } }, vexExample);
  expect(noteCodes(readingOf(value))).toEqual(["kubescape-resource/swapped-names"]);
  expect(readText(value).children[0]?.reading?.facts.vex?.statements[0]?.vulnerability).toBe("CVE-2026-0001");
});

describe("several objects", () => {
  it.each([
    ["a List", { apiVersion: "v1", kind: "List", items: [example, sbomExample] }],
    ["a bare array", [example, sbomExample]],
  ])("are documents of their own in %s", (_name, value) => {
    expect(rooms(value).map((row) => (row as unknown[]).slice(0, 2))).toEqual([["", "kubescape-resource"], ["items/0", "kubescape-resource"], ["items/0/spec/payload", "grype-json"], ["items/1", "kubescape-resource"], ["items/1/spec/syft", "syft-json"]]);
  });

  it("get kind and version from a typed list whose items leave them out", () => {
    const { apiVersion, kind: _kind, ...bare } = example;
    expect(rooms({ apiVersion, kind: "VulnerabilityManifestList", items: [bare] })).toHaveLength(3);
    expect(noteCodes(readingOf({ apiVersion, kind: "SBOMSyftList", items: [] }))).toEqual(["kubescape-resource/empty-list"]);
  });

  it("read alike in YAML, and keep what is of another group out", () => {
    expect(readText(stringify(example)).reading).toEqual(readText(example).reading);
    expect(readText({ apiVersion: "v1", kind: "List", items: [example, { apiVersion: "v1", kind: "Pod" }] }).state).toBe("opaque");
    expect(readText(doc({ kind: "ApplicationProfile" })).state).toBe("opaque");
  });
});

it.each([
  [doc({ spec: null }), "kubescape-resource/spec /spec"],
  [doc({ spec: { payload: [] } }), "kubescape-resource/content /spec/payload"],
  [payload({ matches: {} }), "kubescape-resource/rows /spec/payload/matches"],
  [doc({ spec: { ...vexExample.spec, statements: "none" } }, vexExample), "kubescape-resource/rows /spec/statements"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
