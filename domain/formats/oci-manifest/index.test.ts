import { expect, it } from "vitest";
import { readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("links an image to its config and layers", () => {
  const reading = readingOf(example);
  expect(reading.edges).toMatchObject([{ type: "manifest-has-config", config: "c".repeat(64) }, { type: "manifest-has-layers", layers: ["d".repeat(64)] }]);
  expect(reading.facts.manifest?.annotations).toEqual({ "org.opencontainers.image.base.name": "docker.io/library/debian:12" });
  expect(reading.identities).toMatchObject([{ type: "manifest", at: "" }]);
});

it("reads an artifact as evidence about its subject, without image edges", () => {
  const reading = readingOf({
    ...example,
    artifactType: "application/vnd.example.sbom",
    config: { mediaType: "application/vnd.oci.empty.v1+json", digest: `sha256:${"4".repeat(64)}`, size: 2 },
    subject: { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: `sha256:${"a".repeat(64)}`, size: 1 },
  });
  expect(reading.edges).toMatchObject([{ type: "referrer-of", subject: "a".repeat(64), artifactType: "application/vnd.example.sbom" }]);
  expect(reading.identities).toEqual([{ type: "subject", sha256: "a".repeat(64), at: "/subject/digest" }]);
});

it.each(["application/vnd.in-toto+json", "application/vnd.dsse.envelope.v1+json", "application/vnd.dev.cosign.simplesigning.v1+json"])("takes a manifest of %s for an artifact, though its config says image", (mediaType) => {
  const reading = readingOf({ ...example, layers: [{ mediaType, digest: `sha256:${"d".repeat(64)}`, size: 1 }] });
  expect([reading.edges, reading.summary]).toEqual([[], "Artifact manifest, 1 layer"]);
});

it.each([
  [{ ...example, config: {} }, "oci-manifest/config /config/digest"],
  [{ ...example, config: { digest: `sha256:${"C".repeat(63)}` } }, "oci-manifest/config /config/digest"],
  [{ ...example, layers: "none" }, "oci-manifest/layers /layers"],
  [{ ...example, layers: [{ digest: "x" }] }, "oci-manifest/layer /layers/0/digest"],
  [{ ...example, subject: { digest: "x" } }, "oci-manifest/subject /subject/digest"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
