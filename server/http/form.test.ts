import { expect, test } from "vitest";
import { safeNext } from "./form";

test("only a path of our own is gone on to", () => {
  expect(safeNext("/s/default/overview?x=1#y")).toBe("/s/default/overview?x=1#y");
  for (const bad of [undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "/a\\b", "/\n"]) {
    expect(safeNext(bad), String(bad)).toBe("/");
  }
});
