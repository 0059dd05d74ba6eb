import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.results;
const [flaw] = first?.vulnerabilities ?? [];
const image = (over: object) => ({ results: [{ ...first, ...over }] });
const put = (over: object) => image({ vulnerabilities: [{ ...flaw, ...over }], vulnerabilityDistribution: { total: 1 } });

describeHostile("twistlock-json", [
  ...brokenBytes(example),
  ...wrongFields("twistlock", "row", put, { required: ["id", "packageName"], texts: ["packageVersion", "severity", "status", "link"], numbers: ["cvss"] }),
  ...wrongFields("twistlock", "check", (over) => image({ compliances: [{ title: "t", severity: "high", ...over }] }), { required: ["title"], texts: ["severity"] }),
  ...wrongFields("twistlock", "image", image, { texts: ["name", "distro"], objects: ["complianceDistribution"] }),
  ...strangeTexts("the package", (packageName) => put({ packageName })),
  ["the results are an object", { results: { 0: first } }, "opaque"],
  ["the results are empty", { results: [] }, "opaque"],
  ["the results hold null", { results: [null] }, "opaque"],
  ["the results hold an image and something else", { results: [first, { x: 1 }] }, "opaque"],
  ["an image that names a source, as another scanner does", image({ source: {}, packages: undefined }), "opaque"],
  ["the rows are an object", image({ vulnerabilities: {} }), "twistlock/list"],
  ["the rows are text", image({ vulnerabilities: "none" }), "twistlock/list"],
  ["the checks are an object", image({ compliances: {} }), "twistlock/list"],
  ["the packages are an object", image({ packages: {} }), "twistlock/list"],
  ["a package is null", image({ packages: [null] }), "twistlock/row"],
  ["a package's name is a number", image({ packages: [{ name: 1 }] }), "twistlock/row"],
  ["a row is null", image({ vulnerabilities: [null] }), "twistlock/row"],
  ["rows are missing and the distribution counts two", image({ vulnerabilities: undefined }), "noted:twistlock/fewer-than-counted"],
  ["rows are null and the distribution counts two", image({ vulnerabilities: null }), "noted:twistlock/fewer-than-counted"],
  ["the distribution counts more than is listed", image({ vulnerabilityDistribution: { total: 99 } }), "noted:twistlock/fewer-than-counted"],
  ["the distribution counts fewer than are listed", image({ vulnerabilityDistribution: { total: 0 } }), "read"],
  ["the distribution's total is text", image({ vulnerabilityDistribution: { total: "99" } }), "read"],
  ["an image id that is a placeholder", image({ id: `sha256:${"x".repeat(64)}` }), "noted:twistlock/digest"],
  ["an image id that is a number", image({ id: 7 }), "noted:twistlock/digest"],
  ["a digest of sha512", image({ digest: `sha512:${"a".repeat(128)}` }), "noted:twistlock/digest"],
  ["a digest that is cut", image({ digest: "sha256:abc" }), "noted:twistlock/digest"],
  ["two images: no digest may stand for both", { results: [first, { ...first, id: `sha256:${"d".repeat(64)}` }] }, "noted:twistlock/several-images"],
  ["the same image twice is two results all the same", { results: [first, first] }, "noted:twistlock/several-images"],
  ["a time that is no time", image({ scanTime: "later" }), "noted:twistlock/time"],
  ["a time with day 32", image({ scanTime: "2026-11-32T09:00:00Z" }), "noted:twistlock/time"],
  ["a time that is a number", image({ scanTime: 1 }), "twistlock/row"],
  ["a system of 300 signs", image({ distro: "D".repeat(300) }), "read"],
  ["a system that is only signs", image({ distro: "???" }), "read"],
  ["a score of a hundred", put({ cvss: 100 }), "read"],
  ["a status that never ends", put({ status: "x".repeat(5_000) }), "read"],
  ["a status that fixes nothing", put({ status: "fixed in " }), "read"],
  ["a fix list of commas", put({ status: "fixed in ,,,," }), "read"],
  ["risk factors of another kind", put({ riskFactors: 7 }), "read"],
  ["a package type named constructor", put({ packageType: "constructor" }), "read"],
  ["an id longer than any", put({ id: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", put({ packageName: "a".repeat(2_000) }), "ingest/text-too-long"],
  ["a version longer than any", put({ packageVersion: "1".repeat(600) }), "ingest/text-too-long"],
  ["a check without an id", image({ compliances: [{ title: "t" }] }), "read"],
]);
