import { expect, it } from "vitest";
import { carrierOfLayer, detachedOfAnnotations } from "./registry-layer";

it.each([
  ["application/vnd.dsse.envelope.v1+json", "dsse"],
  ["application/vnd.dev.cosign.simplesigning.v1+json", "cosign-simple-signing"],
  ["application/vnd.dev.sigstore.bundle.v0.3+json", "sigstore-bundle"],
  ["application/vnd.dev.sigstore.bundle+json;version=0.2", "sigstore-bundle"],
  ["application/vnd.in-toto+json", "in-toto-statement"],
  ["application/vnd.oci.image.layer.v1.tar+gzip", null],
  ["constructor", null],
])("%s is %s", (mediaType, kind) => {
  expect(carrierOfLayer(mediaType)).toBe(kind);
});

it("a layer without annotations has nothing beside it", () => {
  expect(detachedOfAnnotations({})).toEqual({ signature: null, certificate: null, rekorBundle: null, rfc3161: null });
});
