import { expect, test } from "vitest";
import { checkHost, checkSameSite } from "./same-origin";

const ORIGIN = "https://proofmark.example";
const LOCAL = "http://127.0.0.1:3000";
const site = (headers: Record<string, string>, origin = ORIGIN) => checkSameSite(new Headers(headers), origin).ok;
const host = (name: string, origin = ORIGIN) => checkHost(new Headers({ host: name }), origin).ok;

test("a change from our own page passes, from another site it does not", () => {
  expect(site({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(site({ origin: ORIGIN })).toBe(true);
  const refused: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { "sec-fetch-site": "cross-site", origin: ORIGIN },
    { origin: "https://evil.example" }, { origin: "http://proofmark.example" }, { origin: "null" },
    { origin: "https://proofmark.example.evil.example" }, { origin: "https://proofmark.example:444" }, {},
  ];
  for (const headers of refused) expect(site(headers), JSON.stringify(headers)).toBe(false);
});

test("this machine may be called by any of its names on our port, and only there", () => {
  expect(host("localhost:3000", LOCAL)).toBe(true);
  expect(host("[::1]:3000", LOCAL)).toBe(true);
  expect(host("localhost:3001", LOCAL)).toBe(false);
  expect(host("rebound.example:3000", LOCAL)).toBe(false);
  expect(site({ origin: "http://localhost:3000" }, LOCAL)).toBe(true);
});

test("another host name is refused", () => {
  expect(host("proofmark.example")).toBe(true);
  expect(host("PROOFMARK.example")).toBe(true);
  for (const name of ["evil.example", "proofmark.example:8443", "localhost", "", "a b"]) expect(host(name), name).toBe(false);
});
