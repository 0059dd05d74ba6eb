import { expect, test } from "vitest";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";

test("a cursor reads back what it was made of", () => {
  const cursor = encodeCursor("findings", [2, "CVE-2026-1", null]);
  expect(decodeCursor("findings", cursor, 3)).toEqual({ ok: true, value: [2, "CVE-2026-1", null] });
  expect(decodeCursor("findings", undefined, 3)).toEqual({ ok: true, value: null });
});

test("a cursor of another list, an edited one and a hostile one are refused", () => {
  const bad = [
    encodeCursor("components", [1, "a", "b"]),
    encodeCursor("findings", [1]),
    "%%%",
    Buffer.from('{"a":1}').toString("base64url"),
    Buffer.from('["findings",{"gt":""},1,2]').toString("base64url"),
    Buffer.from('["findings","a\\u0000",1,2]').toString("base64url"),
  ];
  for (const cursor of bad) {
    const read = decodeCursor("findings", cursor, 3);
    expect(read.ok).toBe(false);
  }
});

test("the extra row becomes the next cursor and is not shown", () => {
  const page = pageFrom([1, 2, 3], 2, (n) => n * 10, (n) => `after-${n}`);
  expect(page).toEqual({ items: [10, 20], nextCursor: "after-2" });
  expect(pageFrom([1, 2], 2, (n) => n, String).nextCursor).toBeNull();
});
