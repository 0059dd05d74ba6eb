import { afterEach, expect, test, vi } from "vitest";
import { findingsUrl } from "./findings";
import { ApiProblem, getJson } from "./http";

afterEach(() => vi.unstubAllGlobals());

const answer = (body: string, status: number) => vi.stubGlobal("fetch", async () => new Response(body, { status }));

test("a problem document becomes an error that keeps it, anything else its status", async () => {
  answer(JSON.stringify({ type: "urn:x", title: "Not found", status: 404, detail: "Nothing here.", code: "access/not-found" }), 404);
  await expect(getJson("/x", (value) => value)).rejects.toMatchObject({ message: "Nothing here.", problem: { code: "access/not-found" } });
  await expect(getJson("/x", (value) => value)).rejects.toBeInstanceOf(ApiProblem);
  answer("<html>", 502);
  await expect(getJson("/x", (value) => value)).rejects.toThrow("502");
});

test("filters and cursor go into the address, encoded", () => {
  const url = findingsUrl("de fault", "sha256:aa", { q: "a&b", limit: 5 }, "c=");
  expect(url).toBe("/api/v1/systems/de%20fault/digests/sha256:aa/findings?q=a%26b&limit=5&cursor=c%3D");
});
