import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const { report } = example;
const [first] = report.vulnerabilities;
const doc = (over: object, more: object = {}) => ({ ...example, report: { ...report, ...over }, ...more });
const put = (over: object) => doc({ vulnerabilities: [{ ...first, ...over }] });

describeHostile("neuvector-json", [
  ...brokenBytes(example),
  ...wrongFields("neuvector", "row", put, { required: ["name", "package_name"], texts: ["package_version", "fixed_version", "severity", "vectors_v3", "link"], numbers: ["score", "score_v3", "published_timestamp"] }),
  ...wrongFields("neuvector", "report", doc, { texts: ["registry", "base_os"], lists: ["checks", "secrets"] }),
  ...strangeTexts("the description", (description) => put({ description })),
  ["the report is null", { report: null }, "opaque"],
  ["the report is a list", { report: [report] }, "opaque"],
  ["the report is text", { report: "none" }, "opaque"],
  ["the report without rows", { report: { modules: [] } }, "opaque"],
  ["rows that nothing marks as NeuVector's", { report: { vulnerabilities: [] } }, "opaque"],
  ["the rows are an object", doc({ vulnerabilities: {} }), "neuvector/list"],
  ["the rows are text", doc({ vulnerabilities: "none" }), "neuvector/list"],
  ["the rows are a number", doc({ vulnerabilities: 0 }), "neuvector/list"],
  ["the rows are null", doc({ vulnerabilities: null }), "read"],
  ["a row is null", doc({ vulnerabilities: [null] }), "neuvector/row"],
  ["a row is a list", doc({ vulnerabilities: [[first]] }), "neuvector/row"],
  ["the second row is broken", doc({ vulnerabilities: [first, { name: "CVE-2026-0002" }] }), "neuvector/row"],
  ["the scanner reports an error", { ...example, error_message: "image not found" }, "noted:neuvector/error"],
  ["the error is no text", { ...example, error_message: { x: 1 } }, "read"],
  ["an image id that is cut", doc({ image_id: "abc" }), "noted:neuvector/digest"],
  ["an image id that is a number", doc({ image_id: 7 }), "neuvector/row"],
  ["a digest of sha512", doc({ digest: `sha512:${"a".repeat(128)}` }), "noted:neuvector/digest"],
  ["a digest that is an object", doc({ digest: {} }), "noted:neuvector/digest"],
  ["digests of nothing", doc({ digest: "", image_id: "" }), "read"],
  ["a database's time that is no time", doc({ cvedb_create_time: "recently" }), "noted:neuvector/time"],
  ["a database's time with hour 25", doc({ cvedb_create_time: "2026-11-02T25:00:00Z" }), "noted:neuvector/time"],
  ["a publication beyond the year 9999", put({ published_timestamp: 1e18 }), "read"],
  ["a publication below zero", put({ published_timestamp: -1 }), "read"],
  ["scores over ten", put({ score: 11, score_v3: 1e300 }), "read"],
  ["scores of zero beside no vector", put({ score: 0, score_v3: 0, vectors: "", vectors_v3: "" }), "read"],
  ["a vector that is prose", put({ vectors_v3: "very bad" }), "read"],
  ["a system that is only signs", doc({ base_os: ":::" }), "read"],
  ["a system named constructor", doc({ base_os: "constructor:1" }), "read"],
  ["a system of 300 signs", doc({ base_os: "d".repeat(300) }), "read"],
  ["an id longer than any", put({ name: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", put({ package_name: "a".repeat(2_000) }), "ingest/text-too-long"],
  ["a version longer than any", put({ package_version: "1".repeat(600) }), "ingest/text-too-long"],
  ["a fix of commas", put({ fixed_version: ",,," }), "read"],
  ["labels as a list", doc({ labels: ["a"] }), "read"],
]);
