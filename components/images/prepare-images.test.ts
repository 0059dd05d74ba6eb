import { expect, test } from "vitest";
import { imageFilters, type ImageFilters } from "../../contracts/image";
import type { ImagesPage } from "../../contracts/pages";
import { facetRows, imagesSentence, isFiltered, nextSort, queryOf } from "./prepare-images";

const filters = (given: Record<string, string> = {}): ImageFilters => imageFilters.parse(given);
const facets: ImagesPage["facets"] = {
  status: [{ value: "needs_evidence", title: null, count: 3 }, { value: "fail", title: null, count: 1 }],
  owner: [{ value: "payments", title: null, count: 4 }],
  environment: [],
  signature: [{ value: "verified", title: null, count: 2 }, { value: "missing", title: null, count: 2 }],
  framework: [{ value: "cis-docker", title: "CIS Docker 1.6.0", count: 1 }],
};

test("a facet has a row where there is something to choose, worst first, with its counts", () => {
  const rows = facetRows({ facets }, filters());
  expect(rows.map(({ facet }) => facet)).toEqual(["status", "signature", "framework"]);
  expect(rows[0]?.links.map(({ label, count, current }) => [label, count, current])).toEqual([["Any", undefined, true], ["Fails", 1, false], ["Needs evidence", 3, false]]);
});

test("a filter in force stays to be seen, and named by its title, also where it leaves nothing", () => {
  const rows = facetRows({ facets }, filters({ framework: "cis-docker", owner: "gone" }));
  expect(rows.find(({ facet }) => facet === "framework")?.links.at(-1)).toEqual({ value: "cis-docker", label: "CIS Docker 1.6.0", count: 1, current: true });
  expect(rows.find(({ facet }) => facet === "owner")?.links.at(-1)).toEqual({ value: "gone", label: "gone", count: 0, current: true });
});

test("the first sentence says how many and in which state", () => {
  expect(imagesSentence({ total: 4, facets }, filters(), 4)).toEqual({ lead: "4 image lines", rest: ": 1 fails, 3 need evidence." });
  expect(imagesSentence({ total: 1, facets }, filters({ status: "fail" }), 9)).toEqual({ lead: "1 of 9 image lines", rest: " matches this filter." });
  expect(imagesSentence({ total: 0, facets: { ...facets, status: [] } }, filters({ q: "x" }), 9)).toEqual({ lead: "0 of 9 image lines", rest: " match this filter." });
});

test("the address keeps filters and order; a second press on a head turns the order round", () => {
  expect(queryOf(filters({ q: "api", owner: "none", sort: "-open", cursor: "x" }))).toMatchObject({ q: "api", owner: "none", sort: "-open" });
  expect(queryOf(filters({ cursor: "x" }))).not.toHaveProperty("cursor");
  expect([nextSort("open", "name"), nextSort("open", "open"), nextSort("open", "-open")]).toEqual(["open", "-open", "open"]);
  expect([isFiltered(filters({ sort: "open" })), isFiltered(filters({ signature: "missing" }))]).toEqual([false, true]);
});
