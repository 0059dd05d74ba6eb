import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CursorError } from "../../server/queries/cursor";
import { decodeSegment, firstValues, fromFirstPage, readAsOf, readFilters } from "./page-query";

const filters = z.object({ q: z.string().max(5).optional(), limit: z.coerce.number().max(10).default(3) });

describe("readFilters", () => {
  it("leaves out what the filter does not know instead of failing the page", () => {
    expect(readFilters(filters, { q: "far too long", limit: "9999" })).toEqual({ limit: 3 });
    expect(readFilters(filters, { q: "ok", limit: "5" })).toEqual({ q: "ok", limit: 5 });
  });
});

describe("firstValues", () => {
  it("takes the first of several and drops empty ones", async () => {
    expect(await firstValues(Promise.resolve({ a: ["1", "2"], b: "", c: undefined, d: "x" }))).toEqual({ a: "1", d: "x" });
  });
});

describe("fromFirstPage", () => {
  it("starts again when the cursor was made by another list", async () => {
    const seen: (string | undefined)[] = [];
    const answer = await fromFirstPage({ cursor: "broken" as string | undefined }, async ({ cursor }) => {
      seen.push(cursor);
      if (cursor) throw new CursorError();
      return "first";
    });
    expect([answer, seen]).toEqual(["first", ["broken", undefined]]);
  });

  it("passes every other error on", async () => {
    await expect(fromFirstPage({ cursor: "x" }, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  });
});

describe("readAsOf", () => {
  it("reads an instant, and a day as its last moment", () => {
    expect(readAsOf("2026-11-23T10:00:00+01:00")).toBe("2026-11-23T09:00:00.000Z");
    expect(readAsOf("2026-09-30")).toBe("2026-09-30T23:59:59.000Z");
    expect(readAsOf(undefined)).toBeNull();
  });

  it.each(["yesterday", "2026-13-01", "2026-11-23T10:00:00", "1"])("does not guess what %s means", (text) => expect(readAsOf(text)).toBeUndefined());
});

describe("decodeSegment", () => {
  it("keeps what cannot be decoded", () => expect([decodeSegment("a%2Fb"), decodeSegment("%zz")]).toEqual(["a/b", "%zz"]));
});
