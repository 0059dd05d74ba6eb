import { describe, expect, it } from "vitest";
import { paths, withQuery } from "./prepare-paths";

const hex = "a".repeat(64);

describe("paths", () => {
  it("addresses a digest by its full value, with or without the prefix given", () => {
    expect(paths.digest("default", hex)).toBe(`/s/default/digests/sha256:${hex}`);
    expect(paths.digest("default", `sha256:${hex}`, { tab: "controls" })).toBe(`/s/default/digests/sha256:${hex}?tab=controls`);
  });

  it("keeps the slashes of an image name and encodes the rest", () => {
    expect(paths.image("default", "registry.test:5000/a b/c")).toBe("/s/default/images/registry.test:5000/a%20b/c");
  });

  it("leaves empty values out of a query", () => {
    expect(withQuery("/x", { a: "", b: null, c: "1&2" })).toBe("/x?c=1%262");
  });
});
