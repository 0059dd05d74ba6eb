import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.items;
const doc = (over: object) => ({ ...example, ...over });
const put = (over: object) => doc({ items: [{ ...first, ...over }] });

describeHostile("neuvector-compliance", [
  ...brokenBytes(example),
  ...wrongFields("neuvector-compliance", "item", put, { required: ["test_number", "level"], texts: ["category", "type", "profile", "description"] }),
  ...wrongFields("neuvector-compliance", "document", doc, { texts: ["docker_cis_version"], lists: ["items"] }),
  ...strangeTexts("the description", (description) => put({ description })),
  ["the items are null", doc({ items: null }), "read"],
  ["the items are empty: nothing was checked, nothing passed", doc({ items: [] }), "read"],
  ["the items are missing", { docker_cis_version: "1.6.0" }, "opaque"],
  ["no version of a benchmark", { run_at: example.run_at, items: example.items }, "opaque"],
  ["an item is null", doc({ items: [null] }), "neuvector-compliance/row"],
  ["an item is a list", doc({ items: [[first]] }), "neuvector-compliance/row"],
  ["an item is text", doc({ items: ["PASS"] }), "neuvector-compliance/row"],
  ["an item is a number", doc({ items: [1] }), "neuvector-compliance/row"],
  ["an item is true", doc({ items: [true] }), "neuvector-compliance/row"],
  ["an item is empty", doc({ items: [{}] }), "neuvector-compliance/row"],
  ["the last of many items is broken", doc({ items: [...Array.from({ length: 50 }, () => first), {}] }), "neuvector-compliance/row"],
  ["a level nobody knows is no pass", put({ level: "GREAT" }), "read"],
  ["a level named constructor", put({ level: "constructor" }), "read"],
  ["a level named __proto__", put({ level: "__proto__" }), "read"],
  ["a level in small letters", put({ level: "pass" }), "read"],
  ["a level of 1,000 signs", put({ level: "PASS".repeat(250) }), "read"],
  ["a test number of 1,000 signs", put({ test_number: "1.".repeat(500) }), "read"],
  ["a description of 100,000 signs", put({ description: "x".repeat(100_000) }), "read"],
  ["a time that is no time", doc({ run_at: "noon" }), "noted:neuvector-compliance/time"],
  ["a time that is a number", doc({ run_at: 1793696400 }), "noted:neuvector-compliance/time"],
  ["a time that is a list", doc({ run_at: [] }), "noted:neuvector-compliance/time"],
  ["a time of the year 1", doc({ run_at: "0001-01-01T00:00:00Z" }), "read"],
  ["no time", doc({ run_at: undefined }), "read"],
  ["a time stamp that is text", doc({ run_timestamp: "1" }), "read"],
  ["2,001 items: one is counted and not listed", doc({ items: Array.from({ length: 2_001 }, () => first) }), "noted:neuvector-compliance/results-not-listed"],
  ["the same test twice", doc({ items: [first, first] }), "read"],
  ["messages of another kind", put({ message: 7 }), "read"],
  ["tags of another kind", put({ tags: { a: 1 } }), "read"],
  ["a list around the document", [example], "opaque"],
  ["an empty object", {}, "opaque"],
]);
