import { brokenBytes } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [subject] = example.subject;
const doc = (over: object): object => ({ ...example, ...over });
const predicate = (over: object): object => doc({ predicate: { ...example.predicate, ...over } });
const VULN = "https://cosign.sigstore.dev/attestation/vuln/v1";
const vuln = (value: unknown): object => doc({ predicateType: VULN, predicate: value });
const result = (value: unknown): object => vuln({ scanner: { uri: "x", result: value }, metadata: {} });
const bom = (value: unknown): object => doc({ predicateType: "https://cyclonedx.org/bom", predicate: value });
const many = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ name: `a${i}`, digest: { sha256: "a".repeat(64) } }));

describeHostile("in-toto-statement", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ["words behind a signed statement", `${JSON.stringify(example)}\ntrust me\n`, "ingest/text-behind-document"],
  ["a subject twice", JSON.stringify(example).replace('"subject"', '"subject":[],"subject"'), "ingest/duplicate-keys"],
  ["a digest key twice", JSON.stringify(example).replace('"sha256"', `"sha256":"${"b".repeat(64)}","sha256"`), "ingest/duplicate-keys"],
  ["a statement type of version 9", doc({ _type: "https://in-toto.io/Statement/v9" }), "in-toto/type"],
  ["a statement type that only ends alike", doc({ _type: "https://example.org/in-toto.io/Statement/v1" }), "in-toto/type"],
  ["a statement type with a line feed", doc({ _type: "https://in-toto.io/Statement/v1\n" }), "in-toto/type"],
  ["a statement type in capitals", doc({ _type: "HTTPS://IN-TOTO.IO/STATEMENT/V1" }), "in-toto/type"],
  ["a statement type that is a list", doc({ _type: ["https://in-toto.io/Statement/v1"] }), "in-toto/type"],
  ["no statement type", doc({ _type: undefined }), "in-toto/type"],
  ["no predicate type", doc({ predicateType: undefined }), "in-toto/predicate-type"],
  ["a predicate type that is a number", doc({ predicateType: 1 }), "in-toto/predicate-type"],
  ["a predicate type of null", doc({ predicateType: null }), "in-toto/predicate-type"],
  ["an empty predicate type", doc({ predicateType: "" }), "noted:in-toto/empty-predicate-type"],
  ["no subject", doc({ subject: undefined }), "noted:in-toto/no-subject"],
  ["a subject of nothing", doc({ subject: [] }), "noted:in-toto/no-subject"],
  ["a subject that is an object", doc({ subject: {} }), "in-toto/subject"],
  ["a subject that is text", doc({ subject: "app" }), "in-toto/subject"],
  ["a subject of null inside", doc({ subject: [null] }), "in-toto/subject"],
  ["a subject that is a list inside", doc({ subject: [[subject]] }), "in-toto/subject"],
  ["a subject whose digest is text", doc({ subject: [{ name: "a", digest: "a".repeat(64) }] }), "in-toto/subject"],
  ["a subject whose digest is null", doc({ subject: [{ name: "a", digest: null }] }), "in-toto/subject"],
  ["a subject without a digest", doc({ subject: [{ name: "a" }] }), "noted:in-toto/no-sha256"],
  ["a subject of 63 digits", doc({ subject: [{ name: "a", digest: { sha256: "a".repeat(63) } }] }), "noted:in-toto/no-sha256"],
  ["a subject of letters beyond f", doc({ subject: [{ name: "a", digest: { sha256: "g".repeat(64) } }] }), "noted:in-toto/no-sha256"],
  ["a subject whose sha256 is a number", doc({ subject: [{ name: "a", digest: { sha256: 1 } }] }), "noted:in-toto/no-sha256"],
  ["a subject of SHA-1 alone", doc({ subject: [{ name: "a", digest: { sha1: "a".repeat(40) } }] }), "noted:in-toto/no-sha256"],
  ["a subject whose name is a number", doc({ subject: [{ name: 1, digest: subject?.digest }] }), "read"],
  ["a subject whose name is a script", doc({ subject: [{ name: "<script>", digest: subject?.digest }] }), "read"],
  ["the same subject twice", doc({ subject: [subject, subject] }), "read"],
  ["very many subjects", doc({ subject: many(10_000) }), "read"],
  ["more subjects than accepted", doc({ subject: many(10_001) }), "in-toto/too-many"],
  ["provenance that is text", doc({ predicate: "trust me" }), "in-toto/predicate"],
  ["provenance that is a list", doc({ predicate: [] }), "in-toto/predicate"],
  ["provenance of null", doc({ predicate: null }), "in-toto/predicate"],
  ["provenance of nothing", doc({ predicate: {} }), "noted:in-toto/no-builder"],
  ["a builder that is text", predicate({ runDetails: { builder: "me" } }), "noted:in-toto/no-builder"],
  ["a builder of numbers", predicate({ runDetails: { builder: { id: 1 } } }), "noted:in-toto/no-builder"],
  ["a build type that is a list", predicate({ buildDefinition: { buildType: [] } }), "noted:in-toto/no-build-type"],
  ["dependencies that are text", predicate({ buildDefinition: { buildType: "t", resolvedDependencies: "all" } }), "noted:in-toto/no-source"],
  ["dependencies of null", predicate({ buildDefinition: { buildType: "t", resolvedDependencies: [null, 1, { uri: 1 }] } }), "noted:in-toto/no-source"],
  ["a build that ended in the thirteenth month", predicate({ runDetails: { builder: { id: "b" }, metadata: { finishedOn: "2026-13-01T00:00:00Z" } } }), "read"],
  ["a build that began after it ended", predicate({ runDetails: { builder: { id: "b" }, metadata: { startedOn: "2026-12-01T00:00:00Z", finishedOn: "2026-11-01T00:00:00Z" } } }), "read"],
  ["another predicate of nothing", bom(null), "noted:in-toto/no-predicate"],
  ["another predicate that is a number", bom(7), "noted:in-toto/no-predicate"],
  ["another predicate of empty text", bom(""), "noted:in-toto/no-predicate"],
  ["an inventory of text that broke off", bom('{"bomFormat":"CycloneDX",'), "json/truncated"],
  ["an inventory that reaches for the prototype", bom('{"bomFormat":"CycloneDX","__proto__":{}}'), "json/forbidden-key"],
  ["an inventory under Data that broke off", bom({ Data: '{"bomFormat":', Timestamp: "x" }), "json/truncated"],
  ["an inventory that breaks its format", bom({ bomFormat: "CycloneDX", specVersion: "1.5", components: {} }), "cyclonedx/components"],
  ["statements within statements", Array.from({ length: 12 }).reduce<unknown>((inner) => doc({ predicateType: "nested", predicate: inner }), {}), "ingest/too-deep"],
  ["a scan that is null", vuln(null), "noted:in-toto/no-predicate"],
  ["a scan of a list", vuln([]), "read"],
  ["a scan whose scanner is text", vuln({ scanner: "trivy" }), "read"],
  ["a scan without a result", result(null), "noted:in-toto/no-predicate"],
  ["a scan whose result is a number", result(9), "noted:in-toto/no-predicate"],
  ["a scan whose result broke off", result('{"SchemaVersion":2,'), "json/truncated"],
  ["a scan whose report is broken", result({ SchemaVersion: 2, ArtifactName: "a", Results: {} }), "trivy/results"],
  ["a scan of ids alone", result([{ id: "CVE-2026-0001" }]), "noted:in-toto/result-without-packages"],
  ["a scan of no ids", result([]), "noted:in-toto/result-without-packages"],
  ["a scan as text that broke off", vuln('{"scanner":{"result":'), "json/truncated"],
  ["a scan as text that reaches for the prototype", vuln('{"scanner":{"__proto__":1,"result":{}}}'), "json/forbidden-key"],
]);
