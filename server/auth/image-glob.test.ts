import { expect, test } from "vitest";
import { globAllows } from "./tokens";

test("a token without a limit may speak about any image and about none", () => {
  expect(globAllows(null, "docker.io/library/x")).toBe(true);
  expect(globAllows(null, null)).toBe(true);
});

test("a limited token may not speak without naming an image", () => {
  expect(globAllows("*", null)).toBe(false);
});

test("the star stands for any text and everything else for itself", () => {
  const glob = "registry.example/pay*/api";
  expect(globAllows(glob, "registry.example/payments/api")).toBe(true);
  expect(globAllows(glob, "registry.example/payments/api2")).toBe(false);
  expect(globAllows(glob, "evil.example/registry.example/payments/api")).toBe(false);
  expect(globAllows("a*a", "a")).toBe(false);
  expect(globAllows("a.c", "abc")).toBe(false);
  expect(globAllows("a*b*c", "a-b-b-c")).toBe(true);
});

test("a long hostile pattern answers at once", () => {
  expect(globAllows("*a".repeat(200) + "b", "a".repeat(20_000))).toBe(false);
});
