import { expect, it } from "vitest";
import { detachedOfAnnotations } from "./registry-layer";

it("a layer without annotations has nothing beside it", () => {
  expect(detachedOfAnnotations({})).toEqual({ signature: null, certificate: null, rekorBundle: null, rfc3161: null });
});
