import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [control] = example.Controls;
const [group] = control?.tests ?? [];
const [first] = group?.results ?? [];
const doc = (over: object) => ({ ...example, ...over });
const inControl = (over: object) => doc({ Controls: [{ ...control, ...over }], Totals: {} });
const inGroup = (over: object) => inControl({ tests: [{ ...group, ...over }] });
const put = (over: object) => inGroup({ results: [{ ...first, ...over }] });
const docker = (over: object, more: object = {}) => ({ dockerbenchsecurity: "1.6.0", tests: [{ id: "1", results: [{ id: "1.1", desc: "a", result: "PASS", ...over }] }], ...more });

describeHostile("cis-bench-json", [
  ...brokenBytes(example),
  ...wrongFields("cis-bench", "result", put, { required: ["test_number", "status"], texts: ["test_desc"] }),
  ...wrongFields("cis-bench", "control", inControl, { texts: ["id", "version", "node_type"], lists: ["tests"] }),
  ...wrongFields("cis-bench", "docker result", docker, { required: ["id", "result"], texts: ["desc"] }),
  ...strangeTexts("the description", (test_desc) => put({ test_desc })),
  ["the controls are an object", doc({ Controls: {} }), "opaque"],
  ["the controls are null", doc({ Controls: null }), "opaque"],
  ["a control is null", doc({ Controls: [null] }), "opaque"],
  ["a control and something else", doc({ Controls: [control, {}] }), "opaque"],
  ["totals that are a list", doc({ Totals: [] }), "opaque"],
  ["an empty bare list", [], "opaque"],
  ["no control at all: nothing was checked", doc({ Controls: [], Totals: {} }), "read"],
  ["no control and totals that count", doc({ Controls: [] }), "noted:cis-bench/totals"],
  ["totals beyond measure", doc({ Totals: { total_pass: 1e300 } }), "noted:cis-bench/totals"],
  ["totals below zero", doc({ Totals: { total_pass: -5 } }), "read"],
  ["totals of texts", doc({ Totals: { total_pass: "9" } }), "read"],
  ["a group is null", inControl({ tests: [null] }), "cis-bench/row"],
  ["a group's results are an object", inGroup({ results: {} }), "cis-bench/row"],
  ["a result is null", inGroup({ results: [null] }), "cis-bench/row"],
  ["a result is text", inGroup({ results: ["PASS"] }), "cis-bench/row"],
  ["a status nobody knows is no pass", put({ status: "GREAT" }), "read"],
  ["a status named constructor", put({ status: "constructor" }), "read"],
  ["a test number of 10,000 signs", put({ test_number: "1".repeat(10_000) }), "read"],
  ["a description of 100,000 signs", put({ test_desc: "x".repeat(100_000) }), "read"],
  ["2,001 results: one is counted and not listed", inGroup({ results: Array.from({ length: 2_001 }, () => first) }), "noted:cis-bench/results-not-listed"],
  ["docker: the tests are an object", docker({}, { tests: {} }), "cis-bench/list"],
  ["docker: the tests are text", docker({}, { tests: "none" }), "cis-bench/list"],
  ["docker: the tests are null", docker({}, { tests: null }), "read"],
  ["docker: more checks than are listed", docker({}, { checks: 117 }), "noted:cis-bench/totals"],
  ["docker: a number of checks that is text", docker({}, { checks: "117" }), "read"],
  ["docker: an end beyond the year 9999", docker({}, { end: 1e15 }), "read"],
  ["docker: an end that is text", docker({}, { end: "now" }), "read"],
  ["docker: a version that is a number", docker({}, { dockerbenchsecurity: 1 }), "read"],
  ["both layouts in one document: docker's is read", { ...example, ...docker({}) }, "read"],
  ["an empty object", {}, "opaque"],
]);
