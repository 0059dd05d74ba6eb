import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.results;
const doc = (over: object) => ({ ...example, ...over });
const put = (over: object) => doc({ results: [{ ...first, ...over }], summary: undefined });
const list = (items: unknown, over: object = {}) => ({ apiVersion: "v1", kind: "List", items, ...over });
const yaml = (rest: string) => `apiVersion: wgpolicyk8s.io/v1alpha2\nkind: PolicyReport\n${rest}`;

describeHostile("policy-report", [
  ...brokenBytes(example),
  ...wrongFields("policy-report", "result", put, { required: ["policy"], texts: ["rule", "message", "result", "severity", "source"], objects: ["timestamp", "properties"], lists: ["resources"] }),
  ...wrongFields("policy-report", "report", doc, { objects: ["scope", "summary"], lists: ["results"] }),
  ...strangeTexts("the message", (message) => put({ message })),
  ["no version of an API", { kind: "PolicyReport", results: [] }, "opaque"],
  ["an API that is a number", doc({ apiVersion: 1 }), "opaque"],
  ["an API of another group", doc({ apiVersion: "evil.example/v1" }), "opaque"],
  ["an API that only begins like the group", doc({ apiVersion: "wgpolicyk8s.io.example/v1" }), "opaque"],
  ["a kind of another group", doc({ kind: "ClusterReport" }), "opaque"],
  ["a kind in small letters", doc({ kind: "policyreport" }), "opaque"],
  ["a kind named constructor", doc({ kind: "constructor" }), "opaque"],
  ["a kind that is a list", doc({ kind: ["PolicyReport"] }), "opaque"],
  ["no results: nothing was decided", doc({ results: undefined, summary: undefined }), "read"],
  ["results that are null", doc({ results: null, summary: undefined }), "read"],
  ["results that the summary counts and nobody lists", doc({ results: [] }), "noted:policy-report/fewer-than-counted"],
  ["a summary beyond measure", doc({ summary: { pass: 1e300 } }), "noted:policy-report/fewer-than-counted"],
  ["a summary below zero", doc({ summary: { pass: -5, fail: -1 } }), "read"],
  ["a summary of texts", doc({ summary: { pass: "9" } }), "read"],
  ["a result that is null", doc({ results: [null] }), "policy-report/row"],
  ["a result that is text", doc({ results: ["pass"] }), "policy-report/row"],
  ["the last result is broken", doc({ results: [first, {}] }), "policy-report/row"],
  ["a word nobody knows is no pass", put({ result: "great" }), "noted:policy-report/result"],
  ["a word in capitals is no pass", put({ result: "PASS" }), "noted:policy-report/result"],
  ["a word of the vocabulary of others", put({ result: "passed" }), "noted:policy-report/result"],
  ["a word named constructor", put({ result: "constructor" }), "noted:policy-report/result"],
  ["no word", put({ result: null }), "noted:policy-report/result"],
  ["a severity nobody knows", put({ severity: "gigantic" }), "read"],
  ["a time beyond the year 9999", put({ timestamp: { seconds: 1e15 } }), "read"],
  ["a time below zero", put({ timestamp: { seconds: -1 } }), "read"],
  ["a time that is text", put({ timestamp: { seconds: "now" } }), "read"],
  ["a resource that is null", put({ resources: [null] }), "read"],
  ["a policy of 10,000 signs", put({ policy: "p".repeat(10_000) }), "read"],
  ["a message of 100,000 signs", put({ message: "m".repeat(100_000) }), "read"],
  ["2,001 results: one is counted and not listed", doc({ results: Array.from({ length: 2_001 }, () => first) }), "noted:policy-report/results-not-listed"],
  ["owners that are no list", doc({ scope: undefined, metadata: { ownerReferences: {} } }), "read"],
  ["an empty list could be of anything", list([]), "opaque"],
  ["a list with something else in it", list([example, { kind: "Pod" }]), "opaque"],
  ["a list that holds null", list([null]), "opaque"],
  ["a list whose items are an object", list({ 0: example }), "opaque"],
  ["a list of which one report is broken", list([example, doc({ results: [{}] })]), "policy-report/row"],
  ["a list in a list", list([list([example])]), "opaque"],
  ["YAML with an alias", yaml("results: &a\n- policy: p\n  result: pass\nagain: *a\n"), "yaml/alias"],
  ["YAML whose results are a map", yaml("results:\n  policy: p\n"), "policy-report/row"],
  ["YAML whose policy is a number", yaml("results:\n- policy: 7\n  result: pass\n"), "policy-report/row"],
  ["YAML with a result that YAML takes for true", yaml("results:\n- policy: p\n  result: true\n"), "policy-report/row"],
]);
