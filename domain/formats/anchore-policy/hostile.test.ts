import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const DIGEST = `sha256:${"a".repeat(64)}`;
const IMAGE = "c".repeat(64);
const HEADER = ["Gate", "Trigger", "Check_Output", "Gate_Action"];
const ROW = ["dockerfile", "instruction", "no HEALTHCHECK", "warn"];
const table = (inner: unknown, image = IMAGE) => [{ [DIGEST]: { "app:1": [{ detail: { result: { result: { [image]: { result: inner } } } }, last_evaluation: "2026-11-03T09:00:00Z" }] } }];
const byTag = (value: unknown) => [{ [DIGEST]: { "app:1": value } }];
const ctlRow = { digest: DIGEST, tag: "app:1", finalAction: "stop", status: "fail", lastEvaluation: "2026-11-03T09:00:00Z", detail: [{ gate: "dockerfile", triggerName: "user", status: "warn", description: "CRITICAL root" }] };
const ctl = (over: object) => [{ ...ctlRow, ...over }];

describeHostile("anchore-policy", [
  ...brokenBytes(example),
  ...wrongFields("anchore-policy", "anchorectl", ctl, { texts: ["tag", "status", "policyId"], lists: ["detail"] }),
  ...wrongFields("anchore-policy", "detail", (over) => ctl({ detail: [{ ...ctlRow.detail[0], ...over }] }), { required: ["gate", "status"], texts: ["description", "triggerName"] }),
  ...strangeTexts("the output", (text) => table({ header: HEADER, rows: [["g", "t", text, "warn"]] })),
  ["the list is empty: it could be of any tool", [], "opaque"],
  ["the list holds null", [null], "opaque"],
  ["an evaluation alone, without its list", example[0], "opaque"],
  ["a digest that is cut as key", [{ "sha256:abc": {} }], "opaque"],
  ["a digest of another algorithm as key", [{ [`sha512:${"a".repeat(128)}`]: {} }], "opaque"],
  ["a digest and another key", [{ [DIGEST]: {}, x: {} }], "opaque"],
  ["a digest that holds a list", [{ [DIGEST]: [] }], "opaque"],
  ["no key at all", [{}], "opaque"],
  ["two layouts in one list", [example[0], ctlRow], "opaque"],
  ["a digest without a tag: nothing was evaluated", [{ [DIGEST]: {} }], "read"],
  ["evaluations as an object", byTag({}), "anchore-policy/list"],
  ["evaluations as text", byTag("pass"), "anchore-policy/list"],
  ["evaluations that are null", byTag(null), "read"],
  ["an evaluation that is null", byTag([null]), "anchore-policy/row"],
  ["an evaluation without detail", byTag([{}]), "anchore-policy/evaluation"],
  ["an evaluation whose detail is text", byTag([{ detail: "x" }]), "anchore-policy/row"],
  ["an evaluation without its result", byTag([{ detail: { result: {} } }]), "anchore-policy/evaluation"],
  ["a result under another name", byTag([{ detail: { result: { results: { [IMAGE]: {} } } } }]), "anchore-policy/evaluation"],
  ["a result as a list", byTag([{ detail: { result: { result: [] } } }]), "anchore-policy/evaluation"],
  ["a result without an image id", byTag([{ detail: { result: { result: { policy_data: [] } } } }]), "anchore-policy/evaluation"],
  ["an image id that is cut", table({ header: HEADER, rows: [ROW] }, "c1d974a"), "anchore-policy/evaluation"],
  ["a table that is null", table(null), "anchore-policy/evaluation"],
  ["a table without a header", table({ rows: [ROW] }), "anchore-policy/evaluation"],
  ["a table without rows", table({ header: HEADER }), "anchore-policy/evaluation"],
  ["a header that lacks a column", table({ header: HEADER.slice(1), rows: [] }), "anchore-policy/evaluation"],
  ["a header of numbers", table({ header: [1, 2, 3, 4], rows: [] }), "anchore-policy/evaluation"],
  ["no rows: no trigger fired", table({ header: HEADER, rows: [] }), "read"],
  ["a row that is null", table({ header: HEADER, rows: [null] }), "anchore-policy/row"],
  ["a row that is text", table({ header: HEADER, rows: ["dockerfile"] }), "anchore-policy/row"],
  ["a row that is an object", table({ header: HEADER, rows: [{ 0: "a", 1: "b", 2: "c", 3: "d" }] }), "anchore-policy/row"],
  ["a row that is too short", table({ header: HEADER, rows: [ROW.slice(0, 3)] }), "anchore-policy/row"],
  ["a row with a number for its action", table({ header: HEADER, rows: [["a", "b", "c", 1]] }), "anchore-policy/row"],
  ["an action nobody knows is no pass", table({ header: HEADER, rows: [["a", "b", "c", "constructor"]] }), "read"],
  ["two digests: none may stand for both", [{ ...example[0], [`sha256:${"b".repeat(64)}`]: example[0]?.[DIGEST] }], "noted:anchore-policy/several-images"],
  ["a time that is no time", byTag([{ last_evaluation: "soon", detail: { result: { result: { [IMAGE]: { result: { header: HEADER, rows: [] } } } } } }]), "noted:anchore-policy/time"],
  ["an image id of the evaluation that is none", byTag([{ detail: { result: { image_id: "abc", result: { [IMAGE]: { result: { header: HEADER, rows: [] } } } } } }]), "noted:anchore-policy/digest"],
  ["anchorectl: a digest that is cut", ctl({ digest: "sha256:abc" }), "noted:anchore-policy/digest"],
  ["anchorectl: a digest that is a number", ctl({ digest: 7 }), "noted:anchore-policy/digest"],
  ["anchorectl: a final action that is null", ctl({ finalAction: null }), "anchore-policy/row"],
  ["anchorectl: a detail that is null", ctl({ detail: [null] }), "anchore-policy/row"],
  ["anchorectl: two images", [ctlRow, { ...ctlRow, digest: `sha256:${"b".repeat(64)}` }], "noted:anchore-policy/several-images"],
]);
