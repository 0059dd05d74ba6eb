import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const MIME = "application/vnd.security.vulnerability.report; version=1.1";
const report = example[MIME];
const [first] = report.vulnerabilities;
const other = `sha256:${"b".repeat(64)}`;
const doc = (over: object) => ({ [MIME]: { ...report, ...over } });
const put = (over: object) => doc({ vulnerabilities: [{ ...first, ...over }] });

describeHostile("harbor-json", [
  ...brokenBytes(example),
  ...wrongFields("harbor", "row", put, { required: ["id", "package"], texts: ["version", "fix_version", "severity"], lists: ["links", "artifact_digests"], objects: ["preferred_cvss", "vendor_attributes"] }),
  ...strangeTexts("the description", (description) => put({ description })),
  ["the report is null", { [MIME]: null }, "harbor/report"],
  ["the report is a list", { [MIME]: [report] }, "harbor/report"],
  ["the report is text", { [MIME]: "none" }, "harbor/report"],
  ["the list is an object", doc({ vulnerabilities: { 0: first } }), "harbor/list"],
  ["the list is text", doc({ vulnerabilities: "none" }), "harbor/list"],
  ["the list is null", doc({ vulnerabilities: null }), "read"],
  ["a row is null", doc({ vulnerabilities: [null] }), "harbor/row"],
  ["a row is a number", doc({ vulnerabilities: [1] }), "harbor/row"],
  ["the second row is broken", doc({ vulnerabilities: [first, {}] }), "harbor/row"],
  ["a digest of sha512", put({ artifact_digests: [`sha512:${"a".repeat(128)}`] }), "noted:harbor/digest"],
  ["a digest that is cut", put({ artifact_digests: [`sha256:${"a".repeat(63)}`] }), "noted:harbor/digest"],
  ["a digest that is a number", put({ artifact_digests: [7] }), "noted:harbor/digest"],
  ["a digest that is an object", put({ artifact_digests: [{}] }), "noted:harbor/digest"],
  ["a digest with a line break in it", put({ artifact_digests: [`sha256:${"a".repeat(32)}\n${"a".repeat(32)}`] }), "noted:harbor/digest"],
  ["rows of two images: no digest may stand for both", doc({ vulnerabilities: [first, { ...first, artifact_digests: [other] }] }), "noted:harbor/several-images"],
  ["one row of two images", put({ artifact_digests: [first?.artifact_digests[0], other] }), "noted:harbor/several-images"],
  ["no digest at all", put({ artifact_digests: [] }), "read"],
  ["a time that is no time", doc({ generated_at: "yesterday" }), "noted:harbor/time"],
  ["a time that is a number", doc({ generated_at: 1793696400 }), "noted:harbor/time"],
  ["a month 13", doc({ generated_at: "2026-13-03T09:00:00Z" }), "noted:harbor/time"],
  ["a time before there were computers", doc({ generated_at: "1066-10-14T09:00:00Z" }), "noted:harbor/time"],
  ["the scanner is text", doc({ scanner: "Trivy" }), "read"],
  ["scores far over ten", put({ vendor_attributes: { CVSS: { nvd: { V3Score: 1e300 } } } }), "read"],
  ["scores below zero", put({ vendor_attributes: { CVSS: { nvd: { V3Score: -1 } } } }), "read"],
  ["scores as a list", put({ vendor_attributes: { CVSS: [1, 2] } }), "read"],
  ["a vendor named constructor", put({ vendor_attributes: { CVSS: { constructor: { V3Score: 7 } } } }), "read"],
  ["links of other kinds than text", put({ links: [1, null, {}] }), "read"],
  ["a link that runs a script", put({ links: ["javascript:alert(1)"] }), "read"],
  ["an id longer than any", put({ id: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", put({ package: "a".repeat(2_000) }), "ingest/text-too-long"],
  ["a version longer than any", put({ version: "1".repeat(600) }), "ingest/text-too-long"],
  ["a second member beside the report", { ...example, extra: 1 }, "opaque"],
  ["a media type that is none of Harbor's", { "application/vnd.example+json": report }, "opaque"],
  ["a version of the report that nobody knows", { "application/vnd.security.vulnerability.report; version=9": report }, "opaque"],
  ["the bare report without its scanner", { generated_at: report.generated_at, severity: "High", vulnerabilities: [] }, "opaque"],
  ["an empty object", {}, "opaque"],
]);
