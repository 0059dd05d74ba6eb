import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [first] = example.matches;
const doc = (over: object): object => ({ ...example, ...over });
const put = (over: object): object => doc({ matches: [{ ...first, ...over }] });
const vulnerability = (over: object): object => put({ vulnerability: { ...first?.vulnerability, ...over } });
const artifact = (over: object): object => put({ artifact: { ...first?.artifact, ...over } });
const descriptor = (over: object): object => doc({ descriptor: { ...example.descriptor, ...over } });

describeHostile("grype-json", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("the package", (name) => artifact({ name, purl: undefined })),
  ...strangeTexts("the description", (description) => vulnerability({ description })),
  ["matches as an object", doc({ matches: {} }), "grype/matches"],
  ["matches as text", doc({ matches: "none" }), "grype/matches"],
  ["matches of null", doc({ matches: null }), "grype/matches"],
  ["matches as a number", doc({ matches: 0 }), "grype/matches"],
  ["a match of null", doc({ matches: [null] }), "grype/match"],
  ["a match that is text", doc({ matches: ["CVE-2026-0001"] }), "grype/match"],
  ["a match that is a list", doc({ matches: [[first]] }), "grype/match"],
  ["no vulnerability", put({ vulnerability: undefined }), "grype/match"],
  ["a vulnerability of null", put({ vulnerability: null }), "grype/match"],
  ["a vulnerability that is text", put({ vulnerability: "CVE-2026-0001" }), "grype/match"],
  ["a vulnerability without an id", vulnerability({ id: undefined }), "grype/match"],
  ["a vulnerability with an empty id", vulnerability({ id: "" }), "grype/match"],
  ["a vulnerability whose id is a number", vulnerability({ id: 1 }), "grype/match"],
  ["a vulnerability id longer than any", vulnerability({ id: "C".repeat(300) }), "ingest/text-too-long"],
  ["no artifact", put({ artifact: undefined }), "grype/match"],
  ["an artifact of null", put({ artifact: null }), "grype/match"],
  ["an artifact that is a list", put({ artifact: [] }), "grype/match"],
  ["an artifact without a name", artifact({ name: undefined }), "grype/match"],
  ["an artifact whose name is a number", artifact({ name: 1 }), "grype/match"],
  ["an artifact whose name is longer than any", artifact({ name: "a".repeat(2000), purl: undefined }), "ingest/text-too-long"],
  ["an artifact whose version is longer than any", artifact({ version: "1".repeat(600) }), "ingest/text-too-long"],
  ["an artifact whose version is a number", artifact({ version: 1 }), "read"],
  ["an artifact whose type is a number", artifact({ type: 1, purl: undefined }), "read"],
  ["a purl that is none", artifact({ purl: "lib" }), "read"],
  ["a severity that is a number", vulnerability({ severity: 9 }), "read"],
  ["a severity nobody knows", vulnerability({ severity: "Apocalyptic" }), "read"],
  ["fixed versions as text", vulnerability({ fix: { versions: "1.2.4", state: "fixed" } }), "read"],
  ["a fix that is text", vulnerability({ fix: "yes" }), "read"],
  ["a fix of a state nobody knows", vulnerability({ fix: { versions: [null, 1], state: "constructor" } }), "read"],
  ["scores as text", vulnerability({ cvss: "9.8" }), "read"],
  ["a score of text", vulnerability({ cvss: [{ version: "3.1", metrics: { baseScore: "9.8" } }] }), "read"],
  ["a score without a version", vulnerability({ cvss: [{ vector: "x" }, null] }), "read"],
  ["old scores of null", vulnerability({ cvss: null, cvssV2: null, cvssV3: { baseScore: "x" } }), "read"],
  ["other ids that are no text", put({ relatedVulnerabilities: [null, 1, { id: 1 }] }), "read"],
  ["other ids as an object", put({ relatedVulnerabilities: {} }), "read"],
  ["another id longer than any", put({ relatedVulnerabilities: [{ id: "C".repeat(300) }] }), "ingest/text-too-long"],
  ["matches that the scanner was told to hide", doc({ ignoredMatches: [{}, {}] }), "noted:grype/ignored-matches"],
  ["hidden matches as text", doc({ ignoredMatches: "none" }), "read"],
  ["a database that was not valid", descriptor({ db: { valid: false } }), "noted:grype/database"],
  ["a database with an error", descriptor({ db: { error: "could not load" } }), "noted:grype/database"],
  ["a database that is text", descriptor({ db: "new" }), "read"],
  ["a database built in the thirteenth month", descriptor({ db: { built: "2026-13-01T00:00:00Z" } }), "read"],
  ["a descriptor of null", doc({ descriptor: null }), "opaque"],
  ["a descriptor that is text", doc({ descriptor: "grype" }), "opaque"],
  ["no source", doc({ source: undefined }), "opaque"],
  ["a source of null", doc({ source: null }), "read"],
  ["a digest of 63 digits", doc({ source: { type: "image", target: { ...example.source.target, manifestDigest: `sha256:${"b".repeat(63)}` } } }), "read"],
  ["repository digests as text", doc({ source: { type: "image", target: { ...example.source.target, repoDigests: "x" } } }), "read"],
  ["only matches", { matches: example.matches }, "noted:grype/no-descriptor"],
  ["only matches, one of them no match", { matches: [first, {}] }, "opaque"],
  ["only matches, and none", { matches: [] }, "opaque"],
]);
