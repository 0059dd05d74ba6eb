import { brokenBytes, STRANGE_TEXTS } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { example } from "./example";

const doc = (over: object): object => ({ ...example, ...over });
const put = (over: object): object => doc({ config: { ...example.config, ...over } });
const rootfs = (over: object): object => doc({ rootfs: { ...example.rootfs, ...over } });
const digests = (count: number): string[] => Array.from({ length: count }, () => `sha256:${"e".repeat(64)}`);
const WRONG: readonly [string, unknown][] = [["text", "x"], ["a list", [{}]], ["a number", 0]];

describeHostile("oci-config", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ["words behind a config", `${JSON.stringify(example)}\ndone\n`, "ingest/text-behind-document"],
  ["two users", JSON.stringify(example).replace('"User"', '"User":"root","User"'), "ingest/duplicate-keys"],
  ["no os", doc({ os: undefined }), "oci-config/os"],
  ["an os of null", doc({ os: null }), "oci-config/os"],
  ["an os that is a list", doc({ os: ["linux"] }), "oci-config/os"],
  ["no architecture", doc({ architecture: undefined }), "oci-config/architecture"],
  ["an architecture that is a number", doc({ architecture: 64 }), "oci-config/architecture"],
  ["an empty os", doc({ os: "" }), "noted:oci-config/no-platform"],
  ["no root file system", doc({ rootfs: undefined }), "opaque"],
  ["a root file system of null", doc({ rootfs: null }), "opaque"],
  ["a root file system that is a list", doc({ rootfs: [] }), "opaque"],
  ["a root file system of nothing", doc({ rootfs: {} }), "opaque"],
  ["layers without diff ids", rootfs({ diff_ids: undefined }), "oci-config/diff-ids"],
  ["diff ids of null", rootfs({ diff_ids: null }), "oci-config/diff-ids"],
  ["diff ids that are text", rootfs({ diff_ids: digests(1)[0] }), "oci-config/diff-ids"],
  ["diff ids that are an object", rootfs({ diff_ids: { 0: digests(1)[0] } }), "oci-config/diff-ids"],
  ["a diff id of null", rootfs({ diff_ids: [null] }), "oci-config/diff-ids"],
  ["a diff id of 63 signs", rootfs({ diff_ids: [`sha256:${"e".repeat(63)}`] }), "oci-config/diff-ids"],
  ["a diff id of another algorithm", rootfs({ diff_ids: [`sha512:${"e".repeat(128)}`] }), "oci-config/diff-ids"],
  ["a diff id that is a path", rootfs({ diff_ids: ["../../etc/passwd"] }), "oci-config/diff-ids"],
  ["a second diff id that is a number", rootfs({ diff_ids: [...digests(1), 7] }), "oci-config/diff-ids"],
  ["10,000 diff ids", rootfs({ diff_ids: digests(10_000) }), "noted:oci-config/history"],
  ["10,001 diff ids", rootfs({ diff_ids: digests(10_001) }), "oci-config/too-many"],
  ["no layers", rootfs({ diff_ids: [] }), "noted:oci-config/history"],
  ["settings that are text", doc({ config: "root" }), "oci-config/config"],
  ["settings that are a list", doc({ config: [] }), "oci-config/config"],
  ["no settings", doc({ config: undefined }), "read"],
  ["a user that is a number", put({ User: 0 }), "oci-config/user"],
  ["a user that is a list", put({ User: ["root"] }), "oci-config/user"],
  ["a user that is an object", put({ User: { uid: 0 } }), "oci-config/user"],
  ["a user that is false", put({ User: false }), "oci-config/user"],
  ["a user that is empty", put({ User: "" }), "read"],
  ["a user of 100,000 signs", put({ User: "x".repeat(100_000) }), "read"],
  ...["Env", "Entrypoint", "Cmd"].flatMap((key) => [
    [`${key} that is text`, put({ [key]: "x" }), "oci-config/command"],
    [`${key} that is an object`, put({ [key]: { 0: "x" } }), "oci-config/command"],
    [`${key} that holds a number`, put({ [key]: ["x", 7] }), "oci-config/command"],
    [`${key} that holds null`, put({ [key]: [null] }), "oci-config/command"],
  ] satisfies HostileCase[]),
  ...["ExposedPorts", "Volumes", "Labels", "Healthcheck"].flatMap((key) => WRONG.map(([what, value]): HostileCase => [`${key} that is ${what}`, put({ [key]: value }), "oci-config/config"])),
  ["a health check whose test is text", put({ Healthcheck: { Test: "CMD /app health" } }), "oci-config/config"],
  ["a health check whose test holds numbers", put({ Healthcheck: { Test: ["CMD", 7] } }), "oci-config/config"],
  ["a health check without a test", put({ Healthcheck: {} }), "read"],
  ["a health check every never", put({ Healthcheck: { Test: ["NONE"], Interval: -1e300 } }), "read"],
  ["labels of other kinds", put({ Labels: { a: 1, b: null, c: {} } }), "read"],
  ["a variable without a name", put({ Env: ["=x", "", "=", "A"] }), "read"],
  ["a port beyond measure", put({ ExposedPorts: { "99999/tcp": {}, "-1/udp": null, x: 7 } }), "read"],
  ["a history that is text", doc({ history: "COPY . ." }), "oci-config/history"],
  ["a history that is an object", doc({ history: {} }), "oci-config/history"],
  ["a history of null inside", doc({ history: [null] }), "oci-config/history"],
  ["a history of texts", doc({ history: ["COPY . ."] }), "oci-config/history"],
  ["a command of the history that is a list", doc({ history: [{ created_by: ["COPY", "."] }] }), "oci-config/history"],
  ["a history of more layers than there are", doc({ history: [{}, {}, {}] }), "noted:oci-config/history"],
  ["a history whose emptiness is text", doc({ history: [{ empty_layer: "true" }] }), "read"],
  ["made on a day that is none", doc({ created: "2026-02-31T25:61:00Z" }), "read"],
  ["made in year one", doc({ created: "0001-01-01T00:00:00Z" }), "read"],
  ["made at a number", doc({ created: 1_793_786_400 }), "read"],
  ["config and manifest at once", doc({ schemaVersion: 2, layers: [] }), "opaque"],
  ...STRANGE_TEXTS.map(([what, text]): HostileCase => [`the user is ${what}`, put({ User: text }), "read"]),
]);
