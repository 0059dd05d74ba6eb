import { describe, expect, test } from "vitest";
import { parseImageName } from "./image-name";
import { unwrapOk } from "./problem";

describe("an image name", () => {
  test.each([
    ["nginx", "docker.io/library/nginx", null],
    ["nginx:1.27", "docker.io/library/nginx", "1.27"],
    ["bitnami/redis", "docker.io/bitnami/redis", null],
    ["index.docker.io/library/nginx:latest", "docker.io/library/nginx", "latest"],
    ["docker://ghcr.io/acme/api:v2", "ghcr.io/acme/api", "v2"],
    ["localhost:5000/api", "localhost:5000/api", null],
    ["localhost/api:dev", "localhost/api", "dev"],
    ["Registry.Example/Pay/api", "registry.example/pay/api", null],
    ["registry.example:443/a/b/c:1", "registry.example:443/a/b/c", "1"],
  ])("%s is %s with tag %s", (text, name, tag) => {
    expect(unwrapOk(parseImageName(text))).toEqual({ name, tag, sha256: null });
  });

  test("keeps a digest written behind it", () => {
    const sha256 = "a".repeat(64);
    expect(unwrapOk(parseImageName(`ghcr.io/acme/api:1@sha256:${sha256}`))).toEqual({ name: "ghcr.io/acme/api", tag: "1", sha256 });
  });

  test.each(["", " ", "a b", "-x", "a//b", "a:", "a:?", "x@sha256:12", "../etc", "ghcr.io/", "a".repeat(600)])("%j is refused", (text) => {
    expect(parseImageName(text).ok).toBe(false);
  });
});
