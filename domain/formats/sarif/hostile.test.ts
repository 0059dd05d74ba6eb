import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [run] = example.runs;
const [result] = run?.results ?? [];
const [rule] = run?.tool.driver.rules ?? [];
const doc = (over: object): object => ({ ...example, ...over });
const runs = (over: object): object => doc({ runs: [{ ...run, ...over }] });
const put = (over: object): object => runs({ results: [{ ...result, ...over }] });
const rules = (value: unknown): object => runs({ tool: { driver: { name: "Trivy", rules: value } } });
const says = (text: string): object => put({ message: { text } });
const unread = "noted:sarif/no-findings-read";

describeHostile("sarif", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("a rule's title", (text) => rules([{ ...rule, shortDescription: { text } }])),
  ["runs as an object", doc({ runs: {} }), "sarif/runs"],
  ["runs as text", doc({ runs: "none" }), "sarif/runs"],
  ["runs of null", doc({ runs: null }), "sarif/runs"],
  ["no run", doc({ runs: [] }), "read"],
  ["a run of null", doc({ runs: [null] }), "sarif/run"],
  ["a run that is a list", doc({ runs: [[run]] }), "sarif/run"],
  ["a run of nothing", doc({ runs: [{}] }), "noted:sarif/no-tool"],
  ["results as an object", runs({ results: {} }), "sarif/results"],
  ["results as text", runs({ results: "none" }), "sarif/results"],
  ["results as a number", runs({ results: 0 }), "sarif/results"],
  ["results of null", runs({ results: null }), "read"],
  ["a result of null", runs({ results: [null] }), "sarif/result"],
  ["a result that is a list", runs({ results: [[result]] }), "sarif/result"],
  ["a result that is text", runs({ results: ["CVE-2026-0001"] }), "sarif/result"],
  ["a result of nothing", runs({ results: [{}] }), unread],
  ["a tool that is text", runs({ tool: "Trivy" }), "noted:sarif/no-tool"],
  ["a tool of null", runs({ tool: null }), "noted:sarif/no-tool"],
  ["a driver that is a list", runs({ tool: { driver: [] } }), "noted:sarif/no-tool"],
  ["a tool whose name is a number", runs({ tool: { driver: { name: 1 } } }), "noted:sarif/no-tool"],
  ["rules as text", rules("none"), "read"],
  ["rules of null", rules([null, 1, "x"]), "read"],
  ["two rules of one id", rules([rule, { ...rule, shortDescription: { text: "other" } }]), "read"],
  ["a rule named like a method", rules([{ id: "constructor" }]), "read"],
  ["an index beyond the rules", put({ ruleIndex: 404 }), "read"],
  ["an index below zero", put({ ruleIndex: -1 }), "read"],
  ["an index that is text", put({ ruleIndex: "0" }), "read"],
  ["an index that points at another rule", put({ ruleId: "CVE-2026-9999", ruleIndex: 0 }), "read"],
  ["no rule at all", put({ ruleId: undefined, ruleIndex: undefined }), unread],
  ["a rule id that is a number", put({ ruleId: 1, ruleIndex: undefined }), unread],
  ["a rule id that is no vulnerability", put({ ruleId: "DS002", ruleIndex: undefined }), unread],
  ["a vulnerability id with a line feed", put({ ruleId: "CVE-2026-0001\nCVE-2026-0002", ruleIndex: undefined }), unread],
  ["a vulnerability id with a script", put({ ruleId: "CVE-2026-0001<script>", ruleIndex: undefined }), unread],
  ["a vulnerability id longer than any", put({ ruleId: `CVE-2026-${"1".repeat(300)}`, ruleIndex: undefined }), unread],
  ["no message", put({ message: undefined }), unread],
  ["a message of null", put({ message: null }), unread],
  ["a message that is a list", put({ message: [] }), unread],
  ["a message of words", says("something is wrong with openssl 3"), unread],
  ["a message without a version", says("Package: openssl\nSeverity: HIGH"), unread],
  ["a message with an empty version", says("Package: openssl\nInstalled Version: \n"), unread],
  ["a message with a version of two words", says("Package: openssl\nInstalled Version: 3 or 4"), unread],
  ["a message with two packages, the first standing", says("Package: a\nPackage: b\nInstalled Version: 1"), "read"],
  ["a message of colons alone", says(":".repeat(5000)), unread],
  ["a message of very many lines", says("a: b\n".repeat(20_000)), unread],
  ["a package longer than any", says(`Package: ${"a".repeat(2000)}\nInstalled Version: 1`), "ingest/text-too-long"],
  ["a purl in the message that is none", says("Package: pkg:\nInstalled Version: 1"), "read"],
  ["a purl in the properties without a version", runs({ results: [{ ruleId: "CVE-2026-0001", message: { text: "x" }, properties: { purl: "pkg:npm/a" } }] }), unread],
  ["purls as text", runs({ results: [{ ruleId: "CVE-2026-0001", message: { text: "x" }, properties: { purls: "pkg:npm/a@1" } }] }), unread],
  ["two purls", runs({ results: [{ ruleId: "CVE-2026-0001", message: { text: "x" }, properties: { purls: ["pkg:npm/a@1", "pkg:npm/b@2"] } }] }), unread],
  ["a level that is a number", put({ level: 1 }), "read"],
  ["a level named constructor", put({ level: "constructor" }), "read"],
  ["a score of eleven", rules([{ ...rule, properties: { "security-severity": "11.0" } }]), "read"],
  ["a score that is no number", rules([{ ...rule, properties: { "security-severity": "high" } }]), "read"],
  ["suppressions as text", put({ suppressions: "all" }), "read"],
  ["a suppression of null", put({ suppressions: [null] }), "noted:sarif/suppressed"],
  ["a suppression that excuses itself", put({ suppressions: [{ kind: "inSource", status: "accepted", justification: "trust me" }] }), "noted:sarif/suppressed"],
  ["places as text", put({ locations: "everywhere" }), "read"],
  ["places of null", put({ locations: [null, { physicalLocation: null, logicalLocations: [null] }] }), "read"],
  ["two images in one run", runs({ properties: {}, results: ["b", "c"].map((sign) => ({ ...result, locations: [{ physicalLocation: { artifactLocation: { uri: `a@sha256_${sign.repeat(64)}` } } }] })) }), "noted:sarif/several-images"],
  ["a digest of 63 digits", runs({ properties: { repoDigests: [`app@sha256:${"a".repeat(63)}`] } }), "read"],
  ["properties that are a list", runs({ properties: [] }), "read"],
  ["an invocation that failed", runs({ invocations: [{ executionSuccessful: false }] }), "noted:sarif/not-successful"],
  ["an invocation of null", runs({ invocations: [null] }), "read"],
  ["version 3", doc({ version: "3.0.0" }), "noted:sarif/version"],
  ["a version that is a number", doc({ version: 2.1 }), "noted:sarif/version"],
  ["neither version nor schema", { runs: example.runs }, "opaque"],
]);
