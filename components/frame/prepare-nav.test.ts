import { describe, expect, it } from "vitest";
import type { ShellFrame } from "../../contracts/pages";
import { prepareNav, prepareQueue } from "./prepare-nav";
import { nextTheme, readTheme } from "./prepare-theme";

const shell: ShellFrame = {
  system: { name: "default", title: "Default", sample: false },
  systems: [{ name: "default", title: "Default" }],
  person: { name: "Ada", email: "ada@example.test", role: "admin" },
  now: "2026-11-23T09:40:00Z",
  counts: { images: 1208, breached: 0, evidence: 3 },
  queue: { receipts: 0, oldestRecordedAt: null, evaluations: 0, givenUp: 0 },
};

describe("prepareNav", () => {
  it("shows a number only where there is one", () => {
    expect(prepareNav(shell).map((item) => item.note)).toEqual([null, "1,208", null, "3", null]);
  });
});

describe("prepareQueue", () => {
  it("says nothing when nothing waits, and names what does", () => {
    expect(prepareQueue(shell.queue)).toBeNull();
    expect(prepareQueue({ receipts: 1, oldestRecordedAt: null, evaluations: 2, givenUp: 0 })).toBe(
      "1 upload is being read, 2 digests are being evaluated: counts may still move.",
    );
    expect(prepareQueue({ ...shell.queue, givenUp: 1 })).toBe("1 digest could not be evaluated: what is shown of it may be old.");
  });
});

describe("theme", () => {
  it("follows the system for every word but light and dark", () => {
    expect([readTheme("dark"), readTheme("light"), readTheme("'><x"), readTheme(undefined)]).toEqual(["dark", "light", "system", "system"]);
  });

  it("goes round in three", () => {
    expect(nextTheme(nextTheme(nextTheme("system")))).toBe("system");
  });
});
