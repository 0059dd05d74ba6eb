import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.resources;
const [flaw] = first?.vulnerabilities ?? [];
const doc = (over: object) => ({ ...example, ...over });
const resource = (over: object) => doc({ resources: [{ ...first, ...over }] });
const put = (over: object) => resource({ vulnerabilities: [{ ...flaw, ...over }] });
const old = (over: object, more: object = {}) => ({ status: "SCANNED", image_name: "app:1", disallowed: false, cves: [{ file: "curl", name: "CVE-2026-0001", severity: "medium", ...over }], ...more });

describeHostile("aqua-json", [
  ...brokenBytes(example),
  ...wrongFields("aqua", "row", put, { required: ["name"], texts: ["nvd_severity_v3", "vendor_severity", "fix_version"], numbers: ["nvd_score_v3"] }),
  ...wrongFields("aqua", "resource", (over) => resource({ resource: { ...first?.resource, ...over } }), { texts: ["name", "version", "format"] }),
  ...wrongFields("aqua", "old row", old, { required: ["name", "file"], texts: ["severity"] }),
  ...strangeTexts("the package", (name) => resource({ resource: { ...first?.resource, name } })),
  ["the resources are an object", doc({ resources: {} }), "aqua/list"],
  ["the resources are text", doc({ resources: "none" }), "aqua/list"],
  ["the resources are null and the summary counts one", doc({ resources: null }), "noted:aqua/fewer-than-counted"],
  ["a resource is null", doc({ resources: [null] }), "aqua/row"],
  ["a resource is a list", doc({ resources: [[first]] }), "aqua/row"],
  ["a resource's package is text", resource({ resource: "openssl" }), "aqua/row"],
  ["a resource's rows are an object", resource({ vulnerabilities: {} }), "aqua/row"],
  ["a row is null", resource({ vulnerabilities: [null] }), "aqua/row"],
  ["vulnerabilities of a resource without a name", resource({ resource: { format: "deb" } }), "aqua/row"],
  ["vulnerabilities of a resource that is missing", resource({ resource: null }), "aqua/row"],
  ["a resource without a name and without rows", doc({ resources: [first, { resource: {}, vulnerabilities: null }] }), "read"],
  ["a file named by its path", resource({ resource: { path: "/usr/bin/app", format: "binary" } }), "read"],
  ["a summary that counts more than is listed", doc({ vulnerability_summary: { total: 24 } }), "noted:aqua/fewer-than-counted"],
  ["a summary that counts beyond measure", doc({ vulnerability_summary: { total: 1e308 } }), "noted:aqua/fewer-than-counted"],
  ["a summary that counts below zero", doc({ vulnerability_summary: { total: -5 } }), "read"],
  ["a summary as a list", doc({ vulnerability_summary: [1] }), "read"],
  ["a digest that is a placeholder", doc({ digest: `sha256:${"x".repeat(64)}` }), "noted:aqua/digest"],
  ["a digest that is cut", doc({ digest: "54bc57e4" }), "noted:aqua/digest"],
  ["a digest that is a list", doc({ digest: [example.digest] }), "noted:aqua/digest"],
  ["a digest that is empty", doc({ digest: "" }), "read"],
  ["a start beyond the year 9999", doc({ scan_started: { seconds: 1e15 } }), "read"],
  ["a start below zero", doc({ scan_started: { seconds: -1 } }), "read"],
  ["a start that is text", doc({ scan_started: "2026-11-03" }), "read"],
  ["a duration that is text", doc({ scan_duration: "10" }), "read"],
  ["a system named constructor", doc({ os: "constructor" }), "read"],
  ["a format named constructor", resource({ resource: { name: "a", format: "constructor" } }), "read"],
  ["an id longer than any", put({ name: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", resource({ resource: { name: "a".repeat(2_000), format: "deb" } }), "ingest/text-too-long"],
  ["nothing that says it is a scan", { image: "app:1", resources: [] }, "opaque"],
  ["signs of a scan that are lists", { resources: [], image_assurance_results: [], scan_options: "x" }, "opaque"],
  ["a pipeline's list of two", [{ results: example }, { results: example }], "opaque"],
  ["a pipeline's list without resources", [{ results: {} }], "opaque"],
  ["a pipeline's list with a broken row", [{ results: { ...example, resources: [{ ...first, vulnerabilities: [{}] }] } }], "aqua/row"],
  ["old: the list is an object", old({}, { cves: {} }), "aqua/list"],
  ["old: the scanner reports an error", old({}, { errorMsg: "no such image" }), "noted:aqua/error"],
  ["old: a score that is no number", old({ score: "very high" }), "read"],
  ["old: no image named", { cves: [], cves_counts: {} }, "opaque"],
  ["both layouts in one document: two readings of one file would differ, the older wins by its own name", { ...example, ...old({}) }, "read"],
]);
