import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [result] = example.results;
const [found] = result?.packages ?? [];
const [row] = found?.vulnerabilities ?? [];
const doc = (over: object): object => ({ ...example, ...over });
const results = (over: object): object => doc({ results: [{ ...result, ...over }] });
const entry = (over: object): object => results({ packages: [{ ...found, ...over }] });
const named = (over: object): object => entry({ package: { ...found?.package, ...over } });
const put = (over: object): object => entry({ vulnerabilities: [{ ...row, ...over }] });

describeHostile("osv-scanner-json", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("the summary", (summary) => put({ summary })),
  ...strangeTexts("the package", (name) => named({ name })),
  ["results as an object", doc({ results: {} }), "opaque"],
  ["results as text", doc({ results: "none" }), "opaque"],
  ["results of nothing", doc({ results: [] }), "opaque"],
  ["results of nothing from an image", { results: [], image_metadata: { os: "Debian" } }, "read"],
  ["results of null from an image", { results: null, image_metadata: {} }, "read"],
  ["results as an object from an image", { results: {}, image_metadata: {} }, "osv-scanner/results"],
  ["results as text from an image", { results: "none", experimental_config: {} }, "osv-scanner/results"],
  ["a result of null", doc({ results: [null] }), "opaque"],
  ["a result of null from an image", { results: [null], image_metadata: {} }, "opaque"],
  ["a second result that is none", doc({ results: [result, 1] }), "opaque"],
  ["a source that is text", results({ source: "/app" }), "opaque"],
  ["a source of nothing", results({ source: {} }), "read"],
  ["a source whose path is a number", results({ source: { path: 1, type: [] } }), "read"],
  ["packages as an object", results({ packages: {} }), "osv-scanner/result"],
  ["packages as text", results({ packages: "many" }), "osv-scanner/result"],
  ["packages as a number", results({ packages: 0 }), "osv-scanner/result"],
  ["packages of null", results({ packages: null }), "read"],
  ["a package of null", results({ packages: [null] }), "osv-scanner/package"],
  ["a package that is text", results({ packages: ["lib"] }), "osv-scanner/package"],
  ["a package that is a list", results({ packages: [[found]] }), "osv-scanner/package"],
  ["no package inside a package", entry({ package: undefined }), "osv-scanner/package"],
  ["a package that is null inside", entry({ package: null }), "osv-scanner/package"],
  ["a package without a name", named({ name: undefined }), "osv-scanner/package"],
  ["a package with an empty name", named({ name: "" }), "osv-scanner/package"],
  ["a package whose name is a number", named({ name: 1 }), "osv-scanner/package"],
  ["a package longer than any", named({ name: "a".repeat(2000) }), "ingest/text-too-long"],
  ["a version longer than any", named({ version: "1".repeat(600) }), "ingest/text-too-long"],
  ["a version that is a number", named({ version: 1 }), "read"],
  ["an ecosystem that is a number", named({ ecosystem: 1 }), "read"],
  ["an ecosystem named constructor", named({ ecosystem: "constructor" }), "read"],
  ["an ecosystem of colons", named({ ecosystem: ":::" }), "read"],
  ["vulnerabilities as an object", entry({ vulnerabilities: {} }), "osv-scanner/package"],
  ["vulnerabilities as text", entry({ vulnerabilities: "none" }), "osv-scanner/package"],
  ["vulnerabilities of null", entry({ vulnerabilities: null }), "read"],
  ["a vulnerability of null", entry({ vulnerabilities: [null] }), "osv-scanner/vulnerability"],
  ["a vulnerability that is text", entry({ vulnerabilities: ["CVE-2026-0001"] }), "osv-scanner/vulnerability"],
  ["a vulnerability without an id", put({ id: undefined }), "osv-scanner/vulnerability"],
  ["a vulnerability with an empty id", put({ id: "" }), "osv-scanner/vulnerability"],
  ["a vulnerability whose id is a number", put({ id: 1 }), "osv-scanner/vulnerability"],
  ["a vulnerability id longer than any", put({ id: "G".repeat(300) }), "ingest/text-too-long"],
  ["another id longer than any", put({ aliases: ["C".repeat(300)] }), "ingest/text-too-long"],
  ["more other ids than one flaw has", put({ aliases: Array.from({ length: 300 }, (_, i) => `CVE-2026-${i + 1000}`) }), "noted:osv-scanner/aliases"],
  ["other ids as text", put({ aliases: "CVE-2026-0001" }), "read"],
  ["other ids of null", put({ aliases: [null, 1, {}] }), "read"],
  ["itself among its other ids", put({ aliases: ["GHSA-aaaa-bbbb-cccc"] }), "read"],
  ["groups as text", entry({ groups: "one" }), "read"],
  ["groups of null", entry({ groups: [null, { ids: null }, { ids: [1] }] }), "read"],
  ["a group of ids that are not there", entry({ groups: [{ ids: ["GHSA-9999-9999-9999"], max_severity: "10.0" }] }), "read"],
  ["a group with a score of words", entry({ groups: [{ ids: ["GHSA-aaaa-bbbb-cccc"], max_severity: "very" }] }), "read"],
  ["a group with a score of eleven", entry({ groups: [{ ids: ["GO-2026-0001"], max_severity: "11" }] }), "read"],
  ["severities as text", put({ severity: "HIGH" }), "read"],
  ["a severity of a type named constructor", put({ severity: [{ type: "constructor", score: "x" }] }), "read"],
  ["a vector that is none", put({ severity: [{ type: "CVSS_V3", score: "9.8" }] }), "read"],
  ["a severity word nobody knows", put({ database_specific: { severity: "APOCALYPTIC" } }), "read"],
  ["database words that are a list", put({ database_specific: [] }), "read"],
  ["affected as text", put({ affected: "all" }), "read"],
  ["affected of null", put({ affected: [null, { package: null, ranges: [null, { events: [null, { fixed: 1 }] }] }] }), "read"],
  ["a date of the thirteenth month", put({ published: "2026-13-01T00:00:00Z" }), "read"],
  ["half a surrogate pair in an id", JSON.stringify(example).replaceAll("GO-2026-0001", "GO-\\ud800"), "noted:json/unstorable-characters"],
]);
