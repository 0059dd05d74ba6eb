import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads what controls ask of an image", () => {
  const { facts, identities, edges, observedAt } = readingOf(example);
  expect(facts.config).toMatchObject({
    platform: { os: "linux", architecture: "amd64" },
    user: "65532:65532",
    env: [{ name: "PATH", value: "/usr/bin" }, { name: "MODE", value: "a=b" }],
    entrypoint: ["/app"],
    cmd: null,
    exposedPorts: ["8080/tcp"],
    healthcheck: { test: ["CMD", "/app", "health"], interval: 30000000000 },
    diffIds: ["e".repeat(64)],
    history: [{ createdBy: "COPY app /app", emptyLayer: false }, { createdBy: "USER 65532", emptyLayer: true }],
  });
  expect(observedAt).toBe("2026-11-01T10:00:00Z");
  expect(identities).toMatchObject([{ type: "image-id" }]);
  expect(edges).toMatchObject([{ type: "config-has-diff-ids", diffIds: ["e".repeat(64)] }]);
});

it("knows no user from an empty one", () => {
  expect(readingOf({ ...example, config: { User: "" } }).facts.config?.user).toBeNull();
  expect(readingOf({ ...example, config: null }).facts.config?.user).toBeNull();
});

it("says when history and layers disagree", () => {
  expect(noteCodes(readingOf({ ...example, history: [{}, {}] }))).toEqual(["oci-config/history"]);
});

it.each([
  [{ ...example, os: 1 }, "oci-config/os /os"],
  [{ ...example, architecture: undefined }, "oci-config/architecture /architecture"],
  [{ ...example, rootfs: { type: "layers", diff_ids: "x" } }, "oci-config/diff-ids /rootfs/diff_ids"],
  [{ ...example, rootfs: { diff_ids: ["x"] } }, "oci-config/diff-ids /rootfs/diff_ids/0"],
  [{ ...example, config: { User: 0 } }, "oci-config/user /config/User"],
  [{ ...example, config: { Env: "A=b" } }, "oci-config/command /config/Env"],
  [{ ...example, config: { ExposedPorts: ["80"] } }, "oci-config/config /config/ExposedPorts"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
