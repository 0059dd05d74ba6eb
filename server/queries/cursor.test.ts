import { expect, test } from "vitest";
import { CursorError, decodeCursor, encodeCursor, offsetOf, pageFrom } from "./cursor";

const KINDS = ["whole", "text", "uuid"] as const;
const ID = "0f5b7a30-4f1e-4d7a-9b1c-2a3b4c5d6e7f";

test("a cursor reads back what it was made of", () => {
  expect(decodeCursor("findings", encodeCursor("findings", [2, "CVE-2026-1", ID]), KINDS)).toEqual([2, "CVE-2026-1", ID]);
  expect(decodeCursor("findings", undefined, KINDS)).toBeNull();
  expect(decodeCursor("evidence", encodeCursor("evidence", ["2026-11-23T09:00:00.000Z"]), ["instant"])).toEqual(["2026-11-23T09:00:00.000Z"]);
});

test("a cursor of another list, an edited one and a hostile one are refused", () => {
  const raw = (text: string) => Buffer.from(text).toString("base64url");
  const bad = [
    encodeCursor("components", [1, "a", ID]), encodeCursor("findings", [1]), "%%%", raw('{"a":1}'),
    raw(`["findings",{"gt":""},"a","${ID}"]`), raw(`["findings",1,"a\\u0000","${ID}"]`), raw('["findings",1,"a","x"]'),
    raw(`["findings",1e99,"a","${ID}"]`), raw(`["findings",1.5,"a","${ID}"]`),
  ];
  for (const cursor of bad) expect(() => decodeCursor("findings", cursor, KINDS), cursor).toThrow(CursorError);
  expect(() => decodeCursor("t", encodeCursor("t", ["2026-13-45T99:00:00.000Z"]), ["instant"])).toThrow(CursorError);
  expect(() => offsetOf("t", encodeCursor("t", [-1]))).toThrow(CursorError);
});

test("the extra row becomes the next cursor and is not shown", () => {
  const page = pageFrom([1, 2, 3], 2, (n) => n * 10, (n) => `after-${n}`);
  expect(page).toEqual({ items: [10, 20], nextCursor: "after-2" });
  expect(pageFrom([1, 2], 2, (n) => n, String).nextCursor).toBeNull();
});
