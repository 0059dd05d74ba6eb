import { expect, it } from "vitest";
import { readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const A = "a".repeat(64);

it("keeps a BuildKit attestation out of the platforms and links it to what it attests", () => {
  const reading = readingOf(example);
  expect(reading.facts.index?.manifests.map(({ role, platform, attests }) => [role, platform, attests])).toEqual([
    ["platform", { os: "linux", architecture: "arm64", variant: "v8" }, null],
    ["attestation", null, A],
  ]);
  expect(reading.edges.map((edge) => edge.type)).toEqual(["index-has-manifest", "referrer-of"]);
  expect(reading.summary).toBe("OCI image index, 1 platform");
});

it("is about itself: the hash of its exact bytes", () => {
  const reading = readingOf(example);
  expect(reading.identities).toEqual([{ type: "index", sha256: reading.facts.index?.sha256, at: "" }]);
});

it("reads a Docker manifest list, also one that states its type only in its entries", () => {
  const entry = { mediaType: "application/vnd.docker.distribution.manifest.v2+json", digest: `sha256:${A}`, platform: { os: "linux", architecture: "amd64" } };
  const reading = readingOf({ schemaVersion: 2, manifests: [entry] });
  expect(reading.facts.index?.mediaType).toBe("application/vnd.docker.distribution.manifest.list.v2+json");
});

it("links an index that refers to a subject", () => {
  const reading = readingOf({ ...example, manifests: [], artifactType: "application/example", subject: { digest: `sha256:${A}` } });
  expect(reading.edges).toMatchObject([{ type: "referrer-of", subject: A, artifactType: "application/example" }]);
});

it("says which entry it cannot follow", () => {
  const reading = readingOf({ ...example, manifests: [{ digest: `sha512:${"a".repeat(128)}` }] });
  expect(reading.notes).toMatchObject([{ level: "ignored", code: "oci-index/digest-algorithm", at: "/manifests/0/digest" }]);
});

it.each([
  [{ ...example, schemaVersion: 1 }, "oci-index/schema-version /schemaVersion"],
  [{ ...example, manifests: {} }, "oci-index/manifests /manifests"],
  [{ ...example, manifests: [{}] }, "oci-index/entry /manifests/0/digest"],
  [{ schemaVersion: 2, mediaType: "text/plain", manifests: [] }, "oci-index/media-type /mediaType"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
