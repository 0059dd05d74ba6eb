import { expect, test } from "vitest";
import type { SearchAnswer } from "../../contracts/search";
import { prepareGroups } from "./prepare-palette";

const DIGEST = `sha256:${"a".repeat(64)}`;
const answer: SearchAnswer = {
  q: "CVE-2026-1", kind: "vulnerability", says: { lead: "In 1 current image, 1 digest; 1 open.", rest: "" }, searched: "", known: { digests: 1, evidenceRecordedAt: null, scanRecordedAt: null, sbomRecordedAt: null },
  ids: ["CVE-2026-1"], counts: null, versions: [], packages: [], images: [], digests: [], nextCursor: null,
  items: [{
    digest: DIGEST, image: "registry.example/api", tags: ["1.4"], current: "tag", package: { key: "deb/debian/openssl", type: "deb", name: "openssl", version: "3" },
    vulnerability: "CVE-2026-1", status: "open", severity: "high", fixedVersion: null, firstObservedAt: null, vex: null, exception: null,
  }],
};
const given = { system: "prod", q: "", asOf: null, recent: [{ digest: DIGEST, title: "api 1.4" }], answer: null };

test("without text it offers digests looked at before and the pages", () => {
  expect(prepareGroups(given).map(({ title }) => title)).toEqual(["Digests looked at", "Go to"]);
});

test("with text it offers the search first, then places, and only pages that fit", () => {
  const groups = prepareGroups({ ...given, q: "CVE-2026-1", answer });
  expect(groups.map(({ title }) => title)).toEqual(["Search", "Places"]);
  expect(groups[1]?.items[0]).toMatchObject({ label: "registry.example/api:1.4", note: "openssl 3, open, current, named by a tag" });
});

test("the as-of stays in every link but to settings: pages that show now hand it on to the digests behind them", () => {
  const hrefs = prepareGroups({ ...given, asOf: "2026-09-30" }).flatMap(({ items }) => items.map(({ href }) => href));
  expect(hrefs.filter((href) => href !== null && !href.includes("/settings/") && !href.includes("asOf=2026-09-30"))).toEqual([]);
  expect(hrefs).toContain(`/s/prod/digests/${DIGEST}?asOf=2026-09-30`);
});
