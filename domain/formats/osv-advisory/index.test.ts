import { expect, it } from "vitest";
import { noteCodes, readText, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads the flaw's names and what is affected, without taking related ids for it", () => {
  const { facts, counts, observedAt } = readingOf(example);
  expect(facts).toEqual({
    advisory: {
      id: "GHSA-aaaa-bbbb-cccc",
      aliases: ["CVE-2026-0001", "GO-2026-0001"],
      title: "Denial of service",
      modifiedAt: "2026-10-02T00:00:00Z",
      publishedAt: "2026-10-01T00:00:00Z",
      withdrawn: false,
      withdrawnAt: null,
      affectedTotal: 1,
      affected: [{ purl: "pkg:golang/github.com/example/lib", type: "golang", namespace: "github.com/example", name: "lib", fixedVersions: ["1.2.4"], at: "/affected/0" }],
    },
  });
  expect([counts, observedAt]).toEqual([{ id: "GHSA-aaaa-bbbb-cccc", aliases: 2, affected: 1, withdrawn: false }, "2026-10-02T00:00:00Z"]);
});

it("reads the same from YAML", () => {
  const text = "id: PYSEC-2026-1\nmodified: 2026-10-02T00:00:00Z\naliases:\n- CVE-2026-0001\ndetails: crash\naffected:\n- package:\n    ecosystem: PyPI\n    name: lib\n";
  expect(readingOf(text).facts.advisory).toMatchObject({ id: "PYSEC-2026-1", aliases: ["CVE-2026-0001"], affected: [{ type: "pypi", name: "lib" }] });
});

it("does not believe the names of a withdrawn advisory", () => {
  const reading = readingOf({ ...example, withdrawn: "2026-10-05T00:00:00Z" });
  expect([reading.facts.advisory?.aliases, reading.facts.advisory?.withdrawnAt, noteCodes(reading)]).toEqual([[], "2026-10-05T00:00:00Z", ["osv/withdrawn"]]);
});

it("reads withdrawn in any form as withdrawn", () => {
  expect(readingOf({ ...example, withdrawn: "yes" }).facts.advisory).toMatchObject({ withdrawn: true, withdrawnAt: null, aliases: [] });
});

it("names a vector that lacks metrics", () => {
  const reading = readingOf({ ...example, severity: [{}, { type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L" }, { type: "Ubuntu", score: "low" }] });
  expect(reading.notes).toMatchObject([{ code: "osv/severity", count: 2, at: "/severity/0" }]);
});

it("leaves what merely has an id to nobody", () => {
  expect(readText({ id: "ABC-1", modified: "2026-10-01" }).state).toBe("opaque");
});
