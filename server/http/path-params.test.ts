import { expect, test } from "vitest";
import { pathParams } from "./path-params";

const TEMPLATE = "/api/v1/systems/{system}/images/{image}";

test("an image name with encoded slashes is one value", () => {
  expect(pathParams(TEMPLATE, "/api/v1/systems/default/images/docker.io%2Flibrary%2Fx")).toEqual({ system: "default", image: "docker.io/library/x" });
});

test("a broken escape or another path gives nothing", () => {
  expect(pathParams(TEMPLATE, "/api/v1/systems/default/images/%E0%A4%A")).toBeNull();
  expect(pathParams(TEMPLATE, "/api/v1/systems/default/images")).toBeNull();
  expect(pathParams(TEMPLATE, "/api/v2/systems/default/images/x")).toBeNull();
});

test("the .csv form is the same path", () => {
  expect(pathParams("/a/{d}/findings", "/a/x/findings.csv")).toEqual({ d: "x" });
});
