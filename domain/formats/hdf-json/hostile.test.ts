import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [profile] = example.profiles;
const [control] = profile?.controls ?? [];
const [test] = control?.results ?? [];
const doc = (over: object) => ({ ...example, ...over });
const inProfile = (over: object) => doc({ profiles: [{ ...profile, ...over }] });
const inControl = (over: object) => inProfile({ controls: [{ ...control, ...over }] });
const put = (over: object) => inControl({ results: [{ ...test, ...over }] });

describeHostile("hdf-json", [
  ...brokenBytes(example),
  ...wrongFields("hdf", "test", put, { texts: ["status", "code_desc"] }),
  ...wrongFields("hdf", "control", inControl, { required: ["id"], texts: ["title"], numbers: ["impact"], lists: ["results"] }),
  ...wrongFields("hdf", "profile", inProfile, { texts: ["name"], lists: ["controls"] }),
  ...strangeTexts("the title", (title) => inControl({ title })),
  ["the profiles are an object", doc({ profiles: {} }), "hdf/list"],
  ["the profiles are text", doc({ profiles: "none" }), "hdf/list"],
  ["the profiles are null: nothing was checked", doc({ profiles: null }), "read"],
  ["the profiles are missing", doc({ profiles: undefined }), "opaque"],
  ["a profile is null", doc({ profiles: [null] }), "hdf/row"],
  ["a profile is text", doc({ profiles: ["p"] }), "hdf/row"],
  ["a control is null", inProfile({ controls: [null] }), "hdf/row"],
  ["a control is a list", inProfile({ controls: [[]] }), "hdf/row"],
  ["a test is null", inControl({ results: [null] }), "hdf/row"],
  ["a test is text", inControl({ results: ["passed"] }), "hdf/row"],
  ["the last control is broken", inProfile({ controls: [control, {}] }), "hdf/row"],
  ["a control without tests is no pass", inControl({ results: [] }), "read"],
  ["a control whose tests are missing", inControl({ results: undefined }), "read"],
  ["a status nobody knows is no pass", put({ status: "superb" }), "read"],
  ["a status named constructor", put({ status: "constructor" }), "read"],
  ["a time that is no time", put({ start_time: "noon" }), "noted:hdf/time"],
  ["a time of day 32", put({ start_time: "2026-11-32T09:00:00Z" }), "noted:hdf/time"],
  ["a time that is a number", put({ start_time: 1 }), "hdf/row"],
  ["an impact beyond one", inControl({ impact: 7 }), "read"],
  ["an impact below zero", inControl({ impact: -1 }), "read"],
  ["an id of 10,000 signs", inControl({ id: "c".repeat(10_000) }), "read"],
  ["a title of 100,000 signs", inControl({ title: "t".repeat(100_000) }), "read"],
  ["2,001 controls: one is counted and not listed", inProfile({ controls: Array.from({ length: 2_001 }, () => control) }), "noted:hdf/results-not-listed"],
  ["the same control twice", inProfile({ controls: [control, control] }), "read"],
  ["a platform that is text", doc({ platform: "redhat" }), "opaque"],
  ["a platform without a name", doc({ platform: {} }), "read"],
  ["a platform named by a number", doc({ platform: { name: 7 } }), "read"],
  ["statistics that are null", doc({ statistics: null }), "opaque"],
  ["a version that is a number", doc({ version: 5 }), "read"],
  ["no version", doc({ version: undefined }), "opaque"],
  ["a list around the document", [example], "opaque"],
  ["an empty object", {}, "opaque"],
]);
