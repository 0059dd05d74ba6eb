import { expect, test } from "vitest";
import { makeToken, parseToken, sha256Of } from "./token-text";

test("a made token reads back and only the hash of its secret is kept", () => {
  const made = makeToken();
  const parsed = parseToken(made.text);
  expect(parsed?.id).toBe(made.id);
  expect(sha256Of(parsed?.secret ?? "")).toBe(made.sha256);
  expect(made.text).toMatch(/^pmk_[0-9A-Za-z]{16}_[0-9A-Za-z]{43}_[0-9a-f]{8}$/);
});

test("one changed letter is refused before any database is asked", () => {
  const { text } = makeToken();
  for (let at = 4; at < text.length; at += 7) {
    const other = text[at] === "a" ? "b" : "a";
    expect(parseToken(text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
  }
});

test("what is no token at all is refused", () => {
  for (const text of ["", "pmk_", "Bearer x", `${makeToken().text} `, `${makeToken().text}\n`, "pmk_a_b_c"]) {
    expect(parseToken(text)).toBeNull();
  }
});

test("a thousand tokens are all different", () => {
  const all = new Set(Array.from({ length: 1000 }, () => makeToken().text));
  expect(all.size).toBe(1000);
});
