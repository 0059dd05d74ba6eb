import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.results;
const [control] = first?.controls ?? [];
const doc = (over: object) => ({ ...example, ...over });
const resource = (over: object) => doc({ results: [{ ...first, ...over }] });
const put = (over: object) => resource({ controls: [{ ...control, ...over }] });

describeHostile("kubescape-json", [
  ...brokenBytes(example),
  ...wrongFields("kubescape", "control", put, { required: ["controlID"], texts: ["name"], lists: ["rules"] }),
  ...wrongFields("kubescape", "resource", resource, { required: ["resourceID"], lists: ["controls"] }),
  ...strangeTexts("the control's name", (name) => put({ name })),
  ["the summary is a list", doc({ summaryDetails: [] }), "kubescape/summary"],
  ["the summary is null", doc({ summaryDetails: null }), "kubescape/summary"],
  ["the summary is text", doc({ summaryDetails: "fine" }), "kubescape/summary"],
  ["the results are an object", doc({ results: {} }), "kubescape/list"],
  ["the results are text", doc({ results: "none" }), "kubescape/list"],
  ["the results are null", doc({ results: null }), "read"],
  ["the results are empty: nothing was checked", doc({ results: [] }), "read"],
  ["a resource is null", doc({ results: [null] }), "kubescape/row"],
  ["a resource is a list", doc({ results: [[first]] }), "kubescape/row"],
  ["a control is null", resource({ controls: [null] }), "kubescape/row"],
  ["a control is text", resource({ controls: ["C-0017"] }), "kubescape/row"],
  ["a rule is null: no pass", put({ rules: [null] }), "read"],
  ["a rule is text: no pass", put({ rules: ["passed"] }), "read"],
  ["a control without rules and status: no pass", put({ rules: [] }), "read"],
  ["a rule's status nobody knows: no pass", put({ rules: [{ status: "superb" }] }), "read"],
  ["a status named constructor", put({ rules: [], status: { status: "constructor" } }), "read"],
  ["a status that is a number", put({ rules: [], status: 1 }), "read"],
  ["a control that says passed over a rule that failed", put({ status: { status: "passed" } }), "read"],
  ["controls of the summary as a list", doc({ summaryDetails: { controls: [1] } }), "read"],
  ["a control named like an object's own method", put({ controlID: "toString" }), "read"],
  ["a score factor beyond measure", doc({ summaryDetails: { controls: { "C-0017": { scoreFactor: 1e300 } } } }), "read"],
  ["a score factor that is text", doc({ summaryDetails: { controls: { "C-0017": { scoreFactor: "9" } } } }), "read"],
  ["a time that is no time", doc({ generationTime: "later" }), "noted:kubescape/time"],
  ["a time that is a number", doc({ generationTime: 1 }), "noted:kubescape/time"],
  ["no time and no resources", { results: [], summaryDetails: {} }, "opaque"],
  ["no summary", { generationTime: "2026-11-03T09:00:00Z", results: [] }, "opaque"],
  ["a cluster's name that is a number", doc({ clusterName: 7 }), "read"],
  ["a resource id of 10,000 signs", resource({ resourceID: "r".repeat(10_000) }), "read"],
  ["the same resource twice", doc({ results: [first, first] }), "read"],
  ["2,001 results: one is counted and not listed", resource({ controls: Array.from({ length: 2_001 }, () => control) }), "noted:kubescape/results-not-listed"],
  ["an empty object", {}, "opaque"],
]);
