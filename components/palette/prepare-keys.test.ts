import { describe, expect, it } from "vitest";
import { actionOf, type Pressed } from "./prepare-keys";

const press = (key: string, more: Partial<Pressed> = {}) => actionOf({ key, ctrl: false, meta: false, alt: false, typing: false, waiting: false, single: true, ...more });

describe("keys", () => {
  it("open the palette with Ctrl or Cmd and K, also while typing and with single keys off", () => {
    for (const more of [{ ctrl: true }, { meta: true, typing: true }, { ctrl: true, single: false }]) expect(press("k", more)).toEqual({ do: "palette" });
  });

  it("do nothing alone while somebody types, or when they are turned off", () => {
    for (const key of ["/", "?", "j", "k", "x", "c", "g"]) {
      expect(press(key)).not.toBeNull();
      expect(press(key, { typing: true })).toBeNull();
      expect(press(key, { single: false })).toBeNull();
      expect(press(key, { alt: true })).toBeNull();
    }
  });

  it("leave the browser its own: Ctrl-C copies, Ctrl-J is the browser's", () => {
    expect(press("c", { ctrl: true })).toBeNull();
    expect(press("j", { meta: true })).toBeNull();
    expect(press("a")).toBeNull();
  });

  it("go to a page by g and its letter, and only then", () => {
    expect(press("s", { waiting: true })).toEqual({ do: "go", to: "sla" });
    expect(press("c", { waiting: true })).toEqual({ do: "go", to: "compare" });
    expect(press("s")).toBeNull();
    expect(press("z", { waiting: true })).toBeNull();
  });
});
