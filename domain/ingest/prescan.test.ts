import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workDone } from "../../tests/setup/work-done";
import { DEFAULT_SCAN_LIMITS } from "./limits";
import { prescan } from "./prescan";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const scan = (text: string) => prescan(utf8(text));
const code = (text: string): string => {
  const result = scan(text);
  return result.ok ? "ok" : result.problem.code;
};

describe("prescan", () => {
  it("accepts every kind of value and counts them", () => {
    const result = scan(' {"a":[1,-0.5e+3,true,false,null,"x\\u00e9\\n"],"b":{}} ');
    expect(result).toEqual({ ok: true, value: { end: 54, tokens: 9, duplicateKeys: [], duplicateCount: 0, unstorableEscapes: false } });
  });

  it.each(["", " ", "{", "[", '{"a"', '{"a":', '{"a":1', '"abc', "[1,", "tru", '"\\u12'])("says that %j broke off", (text) => {
    expect(code(text)).toBe("json/truncated");
  });

  it.each(["{a:1}", "[1,]", '{"a":1,}', "[01]", "[+1]", "[.5]", "[1.]", "NaN", "'a'", "[1 2]", '{"a" 1}', '["\\x41"]', '["\u0001"]', "]", "// x\n1", "[-]", '{"a":1 "b":2}'])("refuses %j as no JSON", (text) => {
    expect(code(text)).toBe("json/syntax");
  });

  it("names the place of what follows a document", () => {
    expect(scan('{"a":1}\nmore')).toMatchObject({ ok: false, problem: { code: "json/trailing-data", at: "byte 8" } });
  });

  it("stops at 64 levels and says so", () => {
    expect(code("[".repeat(64) + "]".repeat(64))).toBe("ok");
    expect(scan("[".repeat(5_000_000))).toMatchObject({ ok: false, problem: { code: "json/limit", limit: { name: "depth", max: 64, got: 65 } } });
  });

  it("points at the string that is too long, but lets a payload be large", () => {
    const long = "x".repeat(1024 * 1024 + 1);
    expect(scan(`{"a":[{"name":"${long}"}]}`)).toMatchObject({ ok: false, problem: { at: "/a/0/name", limit: { name: "bytes in a string" } } });
    expect(code(`{"payload":"${long}"}`)).toBe("ok");
  });

  it("limits numbers, keys, items and values", () => {
    expect(code(`[${"1".repeat(65)}]`)).toBe("json/limit");
    const limits = { ...DEFAULT_SCAN_LIMITS, maxKeysPerObject: 2, maxItemsPerArray: 2, maxTokens: 5 };
    const names = ['{"a":1,"b":2,"c":3}', "[1,2,3]", "[[1,2],[1,2]]"].map((text) => {
      const result = prescan(utf8(text), 0, true, limits);
      return result.ok ? "ok" : result.problem.limit?.name;
    });
    expect(names).toEqual(["keys in an object", "items in an array", "values"]);
  });

  it("refuses keys that reach for prototypes, however they are spelled", () => {
    expect(code('{"__proto__":1}')).toBe("json/forbidden-key");
    expect(code('{"\\u005f_proto__":1}')).toBe("json/forbidden-key");
    expect(scan('{"a":{"constructor":{"prototype":{}}}}')).toMatchObject({ ok: false, problem: { at: "/a/constructor/prototype" } });
    expect(code('{"constructor":1,"prototype":2}')).toBe("ok");
  });

  it("finds duplicate keys in small and large objects, escaped or not", () => {
    const many = Array.from({ length: 40 }, (_, i) => `"k${i}":0`).join(",");
    const result = scan(`{"a":{"x":1,"x":2},"m":{${many},"k3":1},"q/~":[{"p":1,"\\u0070":2}]}`);
    expect(result).toMatchObject({ ok: true, value: { duplicateKeys: ["/a/x", "/m/k3", "/q~1~0/0/p"], duplicateCount: 3 } });
  });

  it("notices NUL and half a surrogate pair", () => {
    expect(["\\u0000", "\\ud800", "\\udc00", "\\ud800\\u0041", "\\ud83d\\ude00", "a"].map((inner) => scan(`["${inner}"]`)).map((result) => result.ok && result.value.unstorableEscapes)).toEqual([true, true, true, true, false, false]);
  });

  it("is linear: 20 MB take a second or so, not minutes", () => {
    const bytes = utf8(`[${'{"name":"package","version":"1.2.3"},'.repeat(500_000)}{}]`);
    expect(workDone(() => expect(prescan(bytes).ok).toBe(true))).toBeLessThan(10_000);
  });

  it("accepts exactly what JSON.parse accepts, within the limits", () => {
    const near = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('"', "{", "}", "[", "]", ",", ":", "0", "-", "e", "\\", " ", "\u0000", "x")).map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + (at % 2));
    });
    fc.assert(
      fc.property(fc.oneof(fc.json(), near, fc.string({ unit: "binary" })), (text) => {
        const result = scan(text);
        const parsed = parses(text.toWellFormed());
        if (result.ok) expect(parsed).toBe(true);
        else if (["json/syntax", "json/truncated", "json/trailing-data"].includes(result.problem.code)) expect(parsed).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("never throws on bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void prescan(bytes)), { numRuns: 2000 });
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
