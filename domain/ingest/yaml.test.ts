import { describe, expect, it } from "vitest";
import { readText } from "../formats/shared/read-for-test";
import { DEFAULT_READ_LIMITS } from "./limits";
import { prepare } from "./prepare";
import { parseYaml } from "./yaml";
import { yamlShape, yamlStretches } from "./yaml-shape";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const prepared = (text: string): ReturnType<typeof prepare> => prepare({ bytes: bytes(text), sha256: "", hint: null }, DEFAULT_READ_LIMITS);
const code = (text: string): string => {
  const parsed = parseYaml(text);
  return parsed.ok ? "ok" : `${parsed.problem.code} ${parsed.problem.at ?? ""}`.trim();
};

describe("parseYaml", () => {
  it("reads the core schema alone: no dates, no yes, no merge keys", () => {
    expect(parseYaml("a: 2026-01-01\nb: yes\nc: 0x10\nd: .nan\ne: ~\nf: [1.5, true]\n<<: {x: 1}\n1: n\n")).toEqual({
      ok: true,
      value: { value: { a: "2026-01-01", b: "yes", c: 16, d: ".nan", e: null, f: [1.5, true], "<<": { x: 1 }, "1": "n" }, unstorable: false, numbers: new Map([["/c", "0x10"], ["/d", ".nan"]]) },
    });
  });

  it.each([
    ["an alias", "a: &x [1]\nb: *x\n", "yaml/alias /b"],
    ["an alias as key", "a: &x k\n*x : 1\n", "yaml/alias"],
    ["aliases that multiply", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml/alias /b/0"],
    ["a key twice", "a:\n  b: 1\n  b: 2\n", "yaml/duplicate-keys /a/b"],
    ["a prototype key", "a:\n  __proto__: 1\n", "yaml/forbidden-key /a/__proto__"],
    ["a list as key", "? [a, b]\n: 1\n", "yaml/key"],
    ["a null key", "~: 1\n", "yaml/key"],
    ["brackets without end", `a: ${"[".repeat(100_000)}`, "yaml/limit"],
    ["brackets without end, far apart", `a: ${`[${" ".repeat(200)}\n `.repeat(300)}`, "yaml/limit"],
    ["depth", `a: ${"[".repeat(100)}${"]".repeat(100)}`, `yaml/limit /a${"/0".repeat(64)}`],
    ["broken flow", "a: 1\nb: [1, 2\nc: 3\n", "yaml/syntax line 3"],
    ["a tab as indent", "a:\n\tb: 1\n", "yaml/syntax line 2"],
  ])("refuses %s", (_name, text, refusal) => {
    expect(code(text)).toBe(refusal);
  });

  it("refuses text over the limit by name", () => {
    expect(parseYaml(`a: ${"x".repeat(100)}`, { maxChars: 50, maxDepth: 5, maxNodes: 5, maxKeysPerMap: 5, maxKeyChars: 5 })).toMatchObject({ ok: false, problem: { code: "yaml/limit", limit: { max: 50, got: 103 } } });
    expect(parseYaml("a: [1, 2, 3, 4, 5, 6]", { maxChars: 50, maxDepth: 5, maxNodes: 5, maxKeysPerMap: 5, maxKeyChars: 5 })).toMatchObject({ ok: false, problem: { limit: { name: "values" } } });
  });

  it("keeps no half of a surrogate pair and no NUL", () => {
    expect(parseYaml('a: "\\ud800x\\0"')).toEqual({ ok: true, value: { value: { a: "\ufffdx\ufffd" }, unstorable: true, numbers: new Map() } });
  });
});

describe("yamlShape", () => {
  it.each([
    ["maybe", "a: 1\nb:\n- x\n- y\n"],
    ["maybe", "# note\n---\n'quoted key': |\n  text\n"],
    ["says-so", "apiVersion: v1\nkind: Pod\nbroken"],
    ["no", "SPDXVersion: SPDX-2.3\nPackageName: a\nPackageName: b\n"],
    ["no", "SPDXVersion: SPDX-2.3\nSPDXID: x\nPackageName: a\nSPDXID: y\n"],
    ["no", "# tags\nSPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n"],
    ["no", "# Manual\nWrite this:\n\napiVersion: v1\n\nand go on\n"],
    ["no", "Once upon a time\nthere was a scan: it ran.\n"],
    ["no", "CVE,Package\nCVE-1,openssl\n"],
    ["no", ""],
  ])("answers %s", (shape, text) => {
    expect(yamlShape(text)).toBe(shape);
  });
});

describe("YAML on its way in", () => {
  it("hands one document to rooms that ask for it and leaves JSON rooms untouched", () => {
    expect(prepared("a: 1\n").raw).toMatchObject({ json: undefined, yaml: { a: 1 } });
    expect(prepared('{"a": 1}').raw.yaml).toBeUndefined();
    expect(readText("bomFormat: CycloneDX\nspecVersion: '1.5'\ncomponents: []\n").state).toBe("opaque");
  });

  it("parts several documents at their markers, whatever stands around them", () => {
    const text = "# head\n---\nkind: A\n--- # next\nkind: B\ntext: |\n  --- not a marker\n---\n# nothing\n...\n";
    expect(yamlStretches(bytes(text)).map(({ start, end }) => text.slice(start, end).split("\n")[1])).toEqual(["kind: A", "kind: B"]);
    expect(prepared(text).carrier).toMatchObject({ kind: "yaml-documents", parts: [{ path: "document/1" }, { path: "document/2" }] });
  });

  it("refuses by name what says it is YAML and is broken, and keeps other text as unknown", () => {
    expect(readText("apiVersion: v1\nkind: [Pod\n")).toMatchObject({ state: "refused", problem: { code: "yaml/syntax" } });
    expect(readText("apiVersion: v1\nkind: Pod\nkind: Job\n")).toMatchObject({ state: "refused", problem: { code: "yaml/duplicate-keys", at: "/kind" } });
    expect(readText("words: and\nmore words\n---\nand more")).toMatchObject({ state: "opaque", children: [] });
  });
});
