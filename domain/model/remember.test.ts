import { expect, it } from "vitest";
import { remember } from "./remember";

it("asks once for each text, and again for what was forgotten", () => {
  const asked: string[] = [];
  const length = remember((text: string) => (asked.push(text), { length: text.length }), 2);
  expect(length("a")).toBe(length("a"));
  length("bb");
  length("ccc");
  expect(length("bb").length).toBe(2);
  expect(length("a").length).toBe(1);
  expect(asked).toEqual(["a", "bb", "ccc", "a"]);
});
