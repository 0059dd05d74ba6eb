import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, contentSecurityPolicy, proxy } from "./proxy";

const visit = (headers: Record<string, string> = {}) => proxy(new NextRequest("http://127.0.0.1:3000/s/default/overview", { headers }));
const passedOn = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`);

test("each answer has a nonce of its own, in the policy and for the page alike", () => {
  const [first, second] = [visit(), visit()];
  const nonce = passedOn(first, "x-nonce") ?? "";
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(first.headers.get("content-security-policy")).toContain(`script-src 'nonce-${nonce}' 'strict-dynamic'`);
  expect(passedOn(second, "x-nonce")).not.toBe(nonce);
});

test("what a visitor sends as nonce, policy or internal header does not reach the page", () => {
  const hostile = {
    "x-nonce": "chosen", "content-security-policy": "script-src *", "content-security-policy-report-only": "x", "x-middleware-subrequest": "proxy",
    "next-resume": "1", "x-nextjs-data": "1", "x-matched-path": "/admin", "accept-language": "en",
  };
  const response = visit(hostile);
  const kept = response.headers.get("x-middleware-override-headers")?.split(",") ?? [];
  expect(kept.sort()).toEqual(["accept-language", "content-security-policy", "x-nonce"]);
  expect(passedOn(response, "x-nonce")).not.toBe("chosen");
  expect(passedOn(response, "content-security-policy")).toBe(response.headers.get("content-security-policy"));
});

test("nothing runs, loads or frames but what is ours", () => {
  const policy = contentSecurityPolicy("abc", true, false);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("upgrade-insecure-requests");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1);
});

test("the API is never matched: its bodies would be cut", () => {
  const [pattern = ""] = config.matcher;
  const matches = (path: string) => new RegExp(`^${pattern}$`).test(path);
  for (const path of ["/api/v1/systems/one/evidence", "/api/auth/sign-in", "/healthz", "/readyz", "/_next/static/x.js"]) expect(matches(path), path).toBe(false);
  for (const path of ["/", "/sign-in", "/s/one/digests/sha256:00", "/set-up/x", "/apis", "/s/api/overview"]) expect(matches(path), path).toBe(true);
});
