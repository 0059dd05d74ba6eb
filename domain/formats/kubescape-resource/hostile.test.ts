import { stringify } from "yaml";
import { brokenBytes } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { example, sbomExample, vexExample } from "./example";

const { metadata, spec } = example;
const doc = (over: object, base: object = example): object => ({ ...base, ...over });
const meta = (over: object): object => doc({ metadata: { ...metadata, ...over } });
const annotated = (over: object): object => meta({ annotations: { ...metadata.annotations, ...over } });
const payload = (over: object): object => doc({ spec: { ...spec, payload: { ...spec.payload, ...over } } });
const syft = (over: object): object => doc({ spec: { ...sbomExample.spec, syft: { ...sbomExample.spec.syft, ...over } } }, sbomExample);
const vex = (over: object): object => doc({ spec: { ...vexExample.spec, ...over } }, vexExample);
const [said] = vexExample.spec.statements;
const list = (items: unknown, over: object = {}): object => ({ apiVersion: "v1", kind: "List", items, ...over });
const yaml = stringify(example);
const group = { apiVersion: example.apiVersion };

const wrongMembers: HostileCase[] = ["text", 7, true, [], [{}]].flatMap((wrong): HostileCase[] => [
  [`a spec that is ${JSON.stringify(wrong)}`, doc({ spec: wrong }), "kubescape-resource/spec"],
  [`a payload that is ${JSON.stringify(wrong)}`, doc({ spec: { payload: wrong } }), "kubescape-resource/content"],
]);

describeHostile("kubescape-resource", [
  ...brokenBytes(example),
  ...strangeBytes(example).filter(([name]) => name !== "a list around a list around it" && name !== "a line of words behind it"),
  ...wrongMembers,
  ["words behind it", `${JSON.stringify(vexExample)}\ntrust me\n`, "ingest/text-behind-document"],
  ["a status of a statement twice", JSON.stringify(vexExample).replace('"status":"not_affected"', '"status":"affected","status":"not_affected"'), "ingest/duplicate-keys"],
  ["no spec", doc({ spec: undefined }), "kubescape-resource/spec"],
  ["an empty spec", doc({ spec: {} }), "noted:kubescape-resource/no-content"],
  ["matches that are an object", payload({ matches: {} }), "kubescape-resource/rows"],
  ["matches that are text", payload({ matches: "none" }), "kubescape-resource/rows"],
  ["matches that are a nought", payload({ matches: 0 }), "kubescape-resource/rows"],
  ["a match of null", payload({ matches: [null] }), "grype/match"],
  ["a match without a package", payload({ matches: [{ vulnerability: { id: "CVE-2026-0001" } }] }), "grype/match"],
  ["a match without a flaw", payload({ matches: [{ artifact: { name: "a" } }] }), "grype/match"],
  ["no matches and nobody who looked", payload({ matches: [], descriptor: undefined }), "noted:kubescape-resource/no-content"],
  ["matches and nobody who looked", payload({ descriptor: undefined }), "noted:grype/no-descriptor"],
  ["a scanner that is a list", payload({ matches: [], descriptor: ["grype"] }), "noted:kubescape-resource/no-content"],
  ["a scanner without a source", payload({ source: null }), "read"],
  ["a database that was not valid", payload({ descriptor: { name: "grype", db: { valid: false } } }), "noted:grype/database"],
  ["matches that were left out", payload({ ignoredMatches: [{}] }), "noted:grype/ignored-matches"],
  ["a payload that is an object of the group again", doc({ spec: { payload: example } }), "noted:kubescape-resource/no-content"],
  ["a flaw id longer than any", payload({ matches: [{ vulnerability: { id: "C".repeat(300) }, artifact: { name: "a" } }] }), "ingest/text-too-long"],
  ["artifacts that are an object", syft({ artifacts: {} }), "kubescape-resource/rows"],
  ["an artifact of null", syft({ artifacts: [null] }), "syft/artifact"],
  ["an artifact without a name", syft({ artifacts: [{ version: "1" }] }), "syft/artifact"],
  ["an inventory that somebody else made", syft({ descriptor: { name: "other" }, schema: {} }), "read"],
  ["statements that are an object", vex({ statements: {} }), "kubescape-resource/rows"],
  ["statements of null", vex({ statements: [null] }), "openvex/statement"],
  ["a status nobody knows", vex({ statements: [{ ...said, status: "fine" }] }), "openvex/status"],
  ["a statement about no flaw", vex({ statements: [{ ...said, vulnerability: {} }] }), "openvex/vulnerability"],
  ["a context of somebody else", vex({ "@context": "https://example.org/ns" }), "read"],
  ["a context of a version nobody knows", vex({ "@context": "https://openvex.dev/elsewhere" }), "openvex/context"],
  ["no context and no statement", vex({ "@context": undefined, statements: [] }), "noted:kubescape-resource/no-content"],
  ["a flaw with its names swapped", vex({ statements: [{ ...said, vulnerability: { "@id": "CVE-2026-0001", name: "https://example.org/CVE-2026-0001" } }] }), "noted:kubescape-resource/swapped-names"],
  ["a flaw whose name is a script's address", vex({ statements: [{ ...said, vulnerability: { "@id": "CVE-2026-0001", name: "javascript:alert(1)" } }] }), "read"],
  ["a flaw whose id is 10,000 signs", vex({ statements: [{ ...said, vulnerability: { "@id": `CVE-${"1".repeat(10_000)}`, name: "https://example.org/" } }] }), "read"],
  ["no metadata", doc({ metadata: undefined }), "noted:kubescape-resource/names-no-image"],
  ["metadata that is text", doc({ metadata: "x" }), "noted:kubescape-resource/names-no-image"],
  ["annotations that are a list", meta({ annotations: [] }), "noted:kubescape-resource/names-no-image"],
  ["an image that is a number", annotated({ "kubescape.io/image-id": 7 }), "noted:kubescape-resource/names-no-image"],
  ["an image that is a tag", annotated({ "kubescape.io/image-id": "app:1" }), "noted:kubescape-resource/bad-digest"],
  ["a digest of 63 digits", annotated({ "kubescape.io/image-id": `app@sha256:${"a".repeat(63)}` }), "noted:kubescape-resource/bad-digest"],
  ["a digest of another hash", annotated({ "kubescape.io/image-id": `app@sha512:${"a".repeat(128)}` }), "noted:kubescape-resource/bad-digest"],
  ["an image of 10,000 signs", annotated({ "kubescape.io/image-id": `${"a".repeat(10_000)}@sha256:${"a".repeat(64)}` }), "noted:kubescape-resource/bad-digest"],
  ["a status that is a number", annotated({ "kubescape.io/status": 7 }), "read"],
  ["a status of 10,000 signs", annotated({ "kubescape.io/status": "\ud83d\ude00".repeat(5_000) }), "noted:kubescape-resource/not-whole"],
  ["a status in capitals that is none", annotated({ "kubescape.io/status": "READY!" }), "noted:kubescape-resource/not-whole"],
  ["relevancy in words", doc({ spec: { ...spec, metadata: { withRelevancy: "true" } } }), "read"],
  ["a time in the thirteenth month", doc({ spec: { ...spec, metadata: { report: { createdAt: "2026-13-01T00:00:00Z" } } } }), "read"],
  ["a summary of text", doc({ kind: "VulnerabilityManifestSummary", spec: { severities: "none" } }), "noted:kubescape-resource/summary-only"],
  ["a summary below zero", doc({ kind: "VulnerabilityManifestSummary", spec: { severities: { high: { all: -9 } } } }), "noted:kubescape-resource/summary-only"],
  ["a summary without a spec", doc({ kind: "VulnerabilitySummary", spec: null }), "kubescape-resource/spec"],
  ["a kind nobody knows", doc({ kind: "FortuneManifest" }), "opaque"],
  ["a kind named constructor", doc({ kind: "constructor" }), "opaque"],
  ["a kind that is a list", doc({ kind: ["VulnerabilityManifest"] }), "opaque"],
  ["a group that only looks alike", doc({ apiVersion: "spdx.softwarecomposition.kubescape.io.example.org/v1" }), "opaque"],
  ["a group without a version", doc({ apiVersion: "spdx.softwarecomposition.kubescape.io" }), "opaque"],
  ["a list with a broken item", list([example, doc({ spec: null })]), "kubescape-resource/spec"],
  ["a list with an object of another group", list([example, { apiVersion: "v1", kind: "Pod" }]), "opaque"],
  ["a list of null", list([null]), "opaque"],
  ["a list whose items are an object", list({ 0: example }), "opaque"],
  ["a list of itself", list([list([example], group)], group), "read"],
  ["a typed list that is empty", list([], { ...group, kind: "SBOMSyftList" }), "noted:kubescape-resource/empty-list"],
  ["more objects than accepted", list(Array.from({ length: 9_001 }, () => group)), "kubescape-resource/too-many"],
  ["YAML with an alias", `${yaml}x: &a [1]\ny: *a\n`, "yaml/alias"],
  ["YAML with a key twice", `${yaml}kind: Other\n`, "yaml/duplicate-keys"],
  ["YAML that reaches for the prototype", `${yaml}__proto__:\n  x: 1\n`, "yaml/forbidden-key"],
  ["YAML that is broken", `${yaml}x: [1\n`, "yaml/syntax"],
  ["YAML that is nested too deep", `${yaml}x: ${"[".repeat(70)}${"]".repeat(70)}\n`, "yaml/limit"],
  ["YAML with a value of a foreign type", `${yaml}x: !!binary aGk=\n`, "yaml/tag"],
]);
