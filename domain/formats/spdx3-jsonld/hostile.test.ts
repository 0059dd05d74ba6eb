import { describeHostile, type HostileCase, type HostileOutcome } from "../shared/hostile-for-test";
import type { JsonObject } from "../shared/values";
import { example } from "./example";

const graph: readonly JsonObject[] = example["@graph"];
const text = JSON.stringify(example);
const doc = (elements: readonly unknown[]): unknown => ({ ...example, "@graph": elements });
const plus = (...more: unknown[]): unknown => doc([...graph, ...more]);
const without = (type: string): unknown => doc(graph.filter((element) => element["type"] !== type));
const change = (id: string, more: JsonObject): unknown => doc(graph.map((element) => (element["spdxId"] === id || element["@id"] === id ? { ...element, ...more } : element)));
const info = (more: JsonObject): unknown => change("_:info", more);
const ssl = (more: JsonObject): unknown => change("urn:openssl", more);
const row = (more: JsonObject): unknown => plus({ type: "Relationship", spdxId: "urn:x", relationshipType: "dependsOn", from: "urn:openssl", to: ["urn:os"], ...more });
const licence = (to: unknown): unknown => plus({ type: "Relationship", relationshipType: "hasDeclaredLicense", from: "urn:os", to });

const wrongTypes: HostileCase[] = (
  [
    ["name", "spdx3/package"],
    ["software_packageVersion", "spdx3/package"],
    ["software_packageUrl", "spdx3/package"],
  ] as const
).flatMap(([key, outcome]) => [7, true, null, [], {}].map((wrong): HostileCase => [`${key} of a package ${JSON.stringify(wrong)}`, ssl({ [key]: wrong }), outcome as HostileOutcome]));

const cases: readonly HostileCase[] = [
  ...wrongTypes,
  ["broken off", text.slice(0, 500), "json/truncated"],
  ["a key twice", `${text.slice(0, -1)},"@graph":[]}`, "spdx3/creation-info"],
  ["a prototype key", `${text.slice(0, -1)},"__proto__":{}}`, "json/forbidden-key"],
  ["graph a text", { ...example, "@graph": "elements" }, "spdx3/graph"],
  ["graph an object", { ...example, "@graph": { 0: graph[0] } }, "spdx3/graph"],
  ["graph null", { ...example, "@graph": null }, "spdx3/graph"],
  ["graph empty", doc([]), "spdx3/creation-info"],
  ["element null", plus(null), "spdx3/element"],
  ["element a text", plus("urn:a"), "spdx3/element"],
  ["element a list", plus([graph[6]]), "spdx3/element"],
  ["element without a type", plus({ spdxId: "urn:a", name: "a" }), "spdx3/element"],
  ["type a number", plus({ type: 1, name: "a" }), "spdx3/element"],
  ["type a list of two", plus({ type: ["software_Package", "software_File"], name: "a" }), "spdx3/element"],
  ["type a list of nothing", plus({ type: [], name: "a" }), "spdx3/element"],
  ["type a list of a list", plus({ type: [["software_Package"]], name: "a" }), "spdx3/element"],
  ["type of another vocabulary", plus({ type: "https://example.org/Package", name: "a" }), "noted:spdx3/other-class"],
  ["type of a prototype", plus({ type: "constructor", name: "a" }), "noted:spdx3/other-class"],
  ["no graph and no element", { "@context": example["@context"] }, "spdx3/element"],
  ["one element that is the document", { "@context": example["@context"], ...graph[6], creationInfo: graph[0] }, "noted:spdx3/document"],
  ["context of somebody else", { ...example, "@context": "https://schema.org" }, "opaque"],
  ["context that only contains the name", { ...example, "@context": "https://evil.example/?https://spdx.org/rdf/3.0.1" }, "opaque"],
  ["context an object", { ...example, "@context": { spdx: "https://spdx.org/rdf/3.0.1" } }, "opaque"],
  ["context that binds terms by hand", { ...example, "@context": { spdx: "https://spdx.org/rdf/3.0.1/terms/Core/" } }, "spdx3/context"],
  ["context that imports somebody else's", { ...example, "@context": { "@import": "https://evil.example/https://spdx.org/rdf/" } }, "opaque"],
  ["context a list of nulls", { ...example, "@context": [null, 7, []] }, "opaque"],
  ["elements inside elements, 25 deep", plus(Array.from({ length: 25 }).reduce<JsonObject>((inner, _, i) => ({ type: "software_Package", spdxId: `urn:n${i}`, name: "n", element: [inner] }), { type: "software_Package", name: "n" })), "read"],
  ["an element that stands inside itself by id", plus({ type: "software_Package", spdxId: "urn:n", name: "n", element: [{ type: "software_Package", spdxId: "urn:n", name: "n" }] }), "read"],
  ["a package inside without a name", plus({ type: "software_Sbom", spdxId: "urn:n", rootElement: [{ type: "software_Package", spdxId: "urn:m" }] }), "spdx3/package"],
  ["context null", { ...example, "@context": null }, "opaque"],
  ["version of another generation too", { ...example, spdxVersion: "SPDX-2.3" }, "read"],
  ["no creation", without("CreationInfo"), "spdx3/creation-info"],
  ["creation that points nowhere", change("urn:document", { creationInfo: "_:gone" }), "noted:spdx3/dangling-ref"],
  ["spec version a number", info({ specVersion: 3 }), "spdx3/version"],
  ["spec version null", info({ specVersion: null }), "spdx3/version"],
  ["spec version of another generation", info({ specVersion: "2.3" }), "spdx3/version"],
  ["spec version never published", info({ specVersion: "3.7" }), "noted:spdx3/unknown-version"],
  ["created in words", info({ created: "yesterday" }), "noted:spdx3/created"],
  ["created a number", info({ created: 1700000000 }), "noted:spdx3/created"],
  ["created in the year 1", info({ created: "0001-01-01T00:00:00Z" }), "noted:spdx3/created"],
  ["created by nobody", info({ createdBy: [] }), "noted:spdx3/created-by"],
  ["created by a number", info({ createdBy: 7 }), "noted:spdx3/created-by"],
  ["created with what is not there", info({ createdUsing: ["urn:gone"] }), "read"],
  ["created with itself", info({ createdUsing: ["_:info"] }), "read"],
  ["no document", without("SpdxDocument"), "noted:spdx3/document"],
  ["two documents", plus(graph[4]), "noted:spdx3/document"],
  ["no package", without("software_Package"), "noted:spdx3/empty"],
  ["a package without an id", ssl({ spdxId: null }), "noted:spdx3/id"],
  ["a package twice", plus(graph[8]), "noted:spdx3/duplicate-id"],
  ["a name empty", ssl({ name: "" }), "spdx3/package"],
  ["a name over the limit", ssl({ name: "n".repeat(100_000), software_packageUrl: undefined }), "ingest/text-too-long"],
  ["a purl that is none", ssl({ software_packageUrl: "https://example.org/openssl" }), "noted:spdx3/bad-purl"],
  ["a purl with a script", ssl({ software_packageUrl: "javascript:alert(1)" }), "noted:spdx3/bad-purl"],
  ["identifiers that are none", ssl({ externalIdentifier: [null, 7, "x", {}] }), "read"],
  ["identifiers an object", ssl({ externalIdentifier: { cpe23: "x" } }), "noted:spdx3/member-type"],
  ["a supplier who is not there", ssl({ suppliedBy: "urn:gone" }), "noted:spdx3/dangling-ref"],
  ["a supplier in a circle", ssl({ suppliedBy: "urn:openssl" }), "read"],
  ["a hash of the wrong length", ssl({ verifiedUsing: [{ algorithm: "sha256", hashValue: "aa" }] }), "noted:spdx3/hash"],
  ["a hash that is no hash", ssl({ verifiedUsing: [{ algorithm: "sha256", hashValue: 7 }] }), "noted:spdx3/hash"],
  ["an image with a digest too long", change("urn:image", { software_packageUrl: `pkg:oci/app@sha256%3A${"a".repeat(65)}` }), "read"],
  ["a relationship to nowhere", row({ to: ["urn:gone"] }), "noted:spdx3/dangling-ref"],
  ["a relationship from nowhere", row({ from: "urn:gone" }), "noted:spdx3/dangling-ref"],
  ["a relationship from nothing", row({ from: undefined }), "noted:spdx3/relationship"],
  ["a relationship from a number", row({ from: 7 }), "noted:spdx3/relationship"],
  ["a relationship without a type", row({ relationshipType: null }), "noted:spdx3/relationship"],
  ["a relationship to itself", row({ to: ["urn:x"] }), "read"],
  ["dependencies in a circle", plus({ type: "Relationship", relationshipType: "dependsOn", from: "urn:os", to: ["urn:os"] }), "read"],
  ["no root", doc(graph.map((element) => ({ ...element, rootElement: undefined }))), "noted:spdx3/root"],
  ["roots in a circle", change("urn:sbom", { rootElement: ["urn:sbom", "urn:document"] }), "read"],
  ["a licence that is not there", licence(["urn:gone"]), "noted:spdx3/dangling-ref"],
  ["a licence that is a package", licence(["urn:os"]), "read"],
  ["a licence a number", licence(7), "read"],
  ["more packages than accepted", doc([...graph, ...Array.from({ length: 200_001 }, () => ({ type: "software_Package", name: "a" }))]), "spdx3/too-many"],
  ["a script for a name", ssl({ name: "<script>alert(1)</script>" }), "read"],
];

describeHostile("spdx3-jsonld", cases);
