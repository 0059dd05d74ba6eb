import { afterEach, expect, test, vi } from "vitest";
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
