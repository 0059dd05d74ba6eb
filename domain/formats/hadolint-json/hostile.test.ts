import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example;
const put = (over: object) => [{ ...first, ...over }];

describeHostile("hadolint-json", [
  ...brokenBytes(example),
  ...wrongFields("hadolint", "row", put, { texts: ["message", "file"], numbers: ["line", "column"] }),
  ...strangeTexts("the message", (message) => put({ message })),
  ...strangeTexts("the file", (file) => put({ file })),
  ["the list is empty: it could be of any tool", [], "opaque"],
  ["the list holds null", [null], "opaque"],
  ["the list holds text", ["DL3008"], "opaque"],
  ["the list holds a row and something else", [first, {}], "opaque"],
  ["a list in a list", [example], "opaque"],
  ["a row alone", first, "opaque"],
  ["an object around the list", { results: example }, "opaque"],
  ["a rule of another tool", put({ code: "KSV001" }), "opaque"],
  ["a rule with one digit too many", put({ code: "DL30081" }), "opaque"],
  ["a rule with one digit too few", put({ code: "DL300" }), "opaque"],
  ["a rule in small letters", put({ code: "dl3008" }), "opaque"],
  ["a rule behind a blank", put({ code: " DL3008" }), "opaque"],
  ["a rule before a line break", put({ code: "DL3008\n" }), "opaque"],
  ["a rule that is a number", put({ code: 3008 }), "opaque"],
  ["a rule that is missing", put({ code: undefined }), "opaque"],
  ["no level", put({ level: undefined }), "opaque"],
  ["no line", put({ line: undefined }), "opaque"],
  ["no file", put({ file: undefined }), "opaque"],
  ["a level that is null", put({ level: null }), "hadolint/row"],
  ["a level that is empty", put({ level: "" }), "hadolint/row"],
  ["a level that is a number", put({ level: 1 }), "hadolint/row"],
  ["a level that is a list", put({ level: ["error"] }), "hadolint/row"],
  ["a level nobody knows is still a broken rule", put({ level: "fabulous" }), "read"],
  ["a level named constructor", put({ level: "constructor" }), "read"],
  ["a level in capitals", put({ level: "ERROR" }), "read"],
  ["a line below zero", put({ line: -1 }), "read"],
  ["a line beyond measure", put({ line: 1e300 }), "read"],
  ["a line between lines", put({ line: 1.5 }), "read"],
  ["a message of 100,000 signs", put({ message: "x".repeat(100_000) }), "read"],
  ["a message that is null", put({ message: null }), "read"],
  ["a file that is empty", put({ file: "" }), "read"],
  ["two files", [first, { ...first, file: "other/Dockerfile" }], "read"],
  ["the same row twice", [first, first], "read"],
  ["2,001 rows: one is counted and not listed", Array.from({ length: 2_001 }, () => first), "noted:hadolint/results-not-listed"],
  ["members that hadolint does not write", put({ severity: { deep: [1] } }), "read"],
]);
