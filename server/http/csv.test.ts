import { expect, test } from "vitest";
import { allPages, csvCell, csvStream } from "./csv";

const HOSTILE = [
  "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "\t=1", "\r=1", "\n=1", " =1", "  +cmd|' /C calc'!A0",
  "＝1+1", "＋1", "－1", "＠x", "\u200b=1", "\ufeff=1", "\u00a0=1", "−1", "\tx", "\rx",
];

test("a cell that a spreadsheet could run starts with an apostrophe", () => {
  for (const text of HOSTILE) expect(csvCell(text).startsWith(`"'`), JSON.stringify(text)).toBe(true);
});

test("an ordinary cell keeps its text and its quotes are doubled", () => {
  expect(csvCell('say "a, b"')).toBe('"say ""a, b"""');
  expect(csvCell("libc6 2.36-9+deb12u10")).toBe('"libc6 2.36-9+deb12u10"');
  expect(csvCell(-4)).toBe('"-4"');
  expect(csvCell(null)).toBe('""');
  expect(csvCell("a\r\nb")).toBe('"a\r\nb"');
});

test("a list is streamed page by page until there is no next cursor", async () => {
  const asked: (string | undefined)[] = [];
  const pages = allPages(async (cursor) => {
    asked.push(cursor);
    return cursor === "b" ? { items: [{ n: "z" }], nextCursor: null } : { items: [{ n: "=a" }], nextCursor: "b" };
  });
  const text = await new Response(csvStream([["name", (row: { n: string }) => row.n]], pages)).text();
  expect(text).toBe('"name"\r\n"\'=a"\r\n"z"\r\n');
  expect(asked).toEqual([undefined, "b"]);
});
