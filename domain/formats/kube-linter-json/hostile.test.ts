import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [check] = example.Checks;
const [report] = example.Reports;
const doc = (over: object) => ({ ...example, ...over });
const put = (over: object) => doc({ Reports: [{ ...report, ...over }] });
const summary = (over: object) => doc({ Summary: { ...example.Summary, ...over } });

describeHostile("kube-linter-json", [
  ...brokenBytes(example),
  ...wrongFields("kube-linter", "report", put, { required: ["Check"], objects: ["Diagnostic", "Object"] }),
  ...wrongFields("kube-linter", "check", (over) => doc({ Checks: [{ ...check, ...over }] }), { required: ["name"], texts: ["description"] }),
  ...wrongFields("kube-linter", "summary", summary, { texts: ["KubeLinterVersion"] }),
  ...strangeTexts("the message", (Message) => put({ Diagnostic: { Message } })),
  ["the status is null", summary({ ChecksStatus: null }), "kube-linter/row"],
  ["the status is a number", summary({ ChecksStatus: 1 }), "kube-linter/row"],
  ["the status is empty", summary({ ChecksStatus: "" }), "kube-linter/row"],
  ["the status is another word", summary({ ChecksStatus: "Fine" }), "kube-linter/summary"],
  ["the status is in small letters", summary({ ChecksStatus: "passed" }), "kube-linter/summary"],
  ["the status is missing", doc({ Summary: {} }), "opaque"],
  ["the summary is null", doc({ Summary: null }), "opaque"],
  ["the summary is a list", doc({ Summary: ["Passed"] }), "opaque"],
  ["passed over a report of a failure", summary({ ChecksStatus: "Passed" }), "noted:kube-linter/contradiction"],
  ["failed without a failure", doc({ Reports: null }), "noted:kube-linter/contradiction"],
  ["failed with an empty list", doc({ Reports: [] }), "noted:kube-linter/contradiction"],
  ["passed and empty", { ...example, Reports: null, Summary: { ...example.Summary, ChecksStatus: "Passed" } }, "read"],
  ["the reports are an object", doc({ Reports: {} }), "kube-linter/list"],
  ["the reports are text", doc({ Reports: "none" }), "kube-linter/list"],
  ["the reports are false", doc({ Reports: false }), "kube-linter/list"],
  ["a report is null", doc({ Reports: [null] }), "kube-linter/row"],
  ["a report is a list", doc({ Reports: [[]] }), "kube-linter/row"],
  ["the checks are an object", doc({ Checks: {} }), "kube-linter/list"],
  ["the checks are null", doc({ Checks: null }), "read"],
  ["a check is null", doc({ Checks: [null] }), "kube-linter/row"],
  ["a check is text", doc({ Checks: ["latest-tag"] }), "kube-linter/row"],
  ["no checks", { Reports: [], Summary: example.Summary }, "opaque"],
  ["no reports", { Checks: [], Summary: example.Summary }, "opaque"],
  ["a report about nothing", put({ Object: {}, Diagnostic: {} }), "read"],
  ["an object that is named by a number", put({ Object: { K8sObject: { Name: 7 } } }), "read"],
  ["a time that is no time", summary({ CheckEndTime: "noon" }), "noted:kube-linter/time"],
  ["a time that is a number", summary({ CheckEndTime: 1 }), "noted:kube-linter/time"],
  ["no time", summary({ CheckEndTime: undefined }), "read"],
  ["a check of 10,000 signs", put({ Check: "c".repeat(10_000) }), "read"],
  ["a message of 100,000 signs", put({ Diagnostic: { Message: "m".repeat(100_000) } }), "read"],
  ["2,001 reports: one is counted and not listed", doc({ Reports: Array.from({ length: 2_001 }, () => report) }), "noted:kube-linter/results-not-listed"],
  ["the same report twice", doc({ Reports: [report, report] }), "read"],
  ["an empty object", {}, "opaque"],
]);
