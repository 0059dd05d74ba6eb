import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FRAMEWORKS } from "./registry";

describe("the framework registry", () => {
  it("holds every framework folder", () => {
    const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true }).filter((one) => one.isDirectory() && one.name !== "basis").map((one) => one.name);
    expect(FRAMEWORKS.map((one) => one.text.id).sort()).toEqual(folders.sort());
  });
  it("has a rule for every text and a text for every rule", () => {
    for (const { text, rules } of FRAMEWORKS) expect(Object.keys(rules).sort()).toEqual(text.controls.map((one) => one.id).sort());
  });
  it("counts 12, 5 and 10 controls", () => {
    expect(FRAMEWORKS.map((one) => one.text.controls.length)).toEqual([12, 5, 10]);
  });
  it("claims nothing beyond support for controls of a system", () => {
    const fedramp = FRAMEWORKS.find((one) => one.text.id === "fedramp-rev5-moderate");
    expect(fedramp?.text.controls.every((one) => one.claim === "supports")).toBe(true);
  });
});
