import { expect, it } from "vitest";
import { workDone } from "../../../tests/setup/work-done";
import { readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads rows, with the ids of their group as aliases", () => {
  const rows = readingOf(example).facts.scan?.detections;
  expect(rows).toMatchObject([
    { vulnerability: "GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-0001", "GO-2026-0001"], severity: "medium", severityWord: "MODERATE", severitySource: "ghsa", fixedVersions: ["1.2.4"], cvss: [{ version: "3.1" }] },
    { vulnerability: "GO-2026-0001", aliases: ["GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"], severity: "high", severityWord: "7.5", severitySource: "cvss", fixedVersions: [] },
  ]);
  expect(rows?.[0]?.package).toEqual({ purl: null, type: "golang", namespace: "github.com/example", name: "lib", version: "1.2.3" });
});

it("tells a checkout, which has a commit and no name, by its directory", () => {
  const checkout = { source: { path: "/srv/vendored/", type: "git" }, packages: [{ package: { name: "", version: "", ecosystem: "", commit: "f5f3c22f" }, vulnerabilities: [{ id: "CVE-2026-0002" }] }] };
  expect(readingOf({ results: [checkout] }).facts.scan?.detections).toMatchObject([{ vulnerability: "CVE-2026-0002", package: { type: "git", name: "/srv/vendored/", version: "f5f3c22f" } }]);
});

it("names no image", () => {
  expect(readingOf(example).identities).toEqual([]);
});

it("takes an empty result only from the tool itself", () => {
  expect(readText({ results: [] }).state).toBe("opaque");
  expect(readingOf({ results: [], experimental_config: {} }).facts.scan).toMatchObject({ status: "complete", detections: [] });
});

it.each([
  [{ results: [{ source: {}, packages: {} }] }, "osv-scanner/result /results/0/packages"],
  [{ results: [{ source: {}, packages: [{}] }] }, "osv-scanner/package /results/0/packages/0/package/name"],
  [{ results: [{ source: {}, packages: [{ package: { name: "", commit: "f5f3c22f" } }] }] }, "osv-scanner/package /results/0/packages/0/package/name"],
  [{ results: [{ source: {}, packages: [{ package: { name: "a" }, vulnerabilities: [{}] }] }] }, "osv-scanner/vulnerability /results/0/packages/0/vulnerabilities/0/id"],
  [{ results: {}, experimental_config: {} }, "osv-scanner/results /results"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});

it("stays linear when one group names every row", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `GO-${i}`);
  const packages = [{ package: { name: "a", ecosystem: "Go" }, vulnerabilities: ids.map((id) => ({ id })), groups: [{ ids }] }];
  const work = workDone(() => {
    expect(readingOf({ results: [{ source: {}, packages }] }).notes).toMatchObject([{ level: "ignored", code: "osv-scanner/aliases", count: 20_000 }]);
  });
  expect(work).toBeLessThan(5_000);
});
