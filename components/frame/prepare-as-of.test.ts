import { expect, test } from "vitest";
import { prepareAsOf } from "./prepare-as-of";

test("looks back from the page it stands on, and carries the rest of its address", () => {
  const choice = prepareAsOf("/s/prod/digests/sha256:ab?tab=controls&image=a%2Fb", "2026-03-01T09:00:00Z");
  expect(choice).toMatchObject({ action: "/s/prod/digests/sha256:ab", carried: [["tab", "controls"], ["image", "a/b"]], today: "2026-03-01" });
  expect(choice.presets.map(({ label, href }) => [label, new URL(href, "http://x").searchParams.get("asOf")])).toEqual([
    ["Yesterday", "2026-02-28"], ["7 days ago", "2026-02-22"], ["30 days ago", "2026-01-30"], ["End of last month, 2026-02-28", "2026-02-28"],
  ]);
  for (const { href } of choice.presets) expect(new URL(href, "http://x").searchParams.get("image")).toBe("a/b");
});

test("a page without filters needs none", () => {
  expect(prepareAsOf("/s/prod/overview", "2026-01-01T00:00:00Z")).toMatchObject({ carried: [], presets: [{ href: "/s/prod/overview?asOf=2025-12-31" }, {}, {}, { label: "End of last month, 2025-12-31" }] });
});
