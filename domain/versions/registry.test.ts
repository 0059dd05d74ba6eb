import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVersions, schemeOf, VERSION_ROOMS } from "./registry";
import { MAX_VERSION_LENGTH, type Order, type Version, type VersionRoom } from "./room";
import { randomOf, versionPair, versionText } from "./shared/generate-for-test";
import { sortVersions } from "./sort-versions";

type Row = [string, string, Order | null];

function compare(room: VersionRoom, a: string, b: string): Order | null {
  const [left, right] = [room.parse(a), room.parse(b)];
  return left.ok && right.ok ? room.compare(left.value, right.value) : null;
}

/** Versions close to each other, so that ties and near misses are common. */
function neighbours(room: VersionRoom): fc.Arbitrary<Version[]> {
  return fc.integer().map((seed) => {
    const random = randomOf(seed);
    const texts = Array.from({ length: 6 }, () => versionPair(room.id, random)).flat();
    const [first = ""] = texts;
    return [...texts, ...Array.from({ length: 6 }, () => first.slice(0, 1 + Math.floor(random() * first.length)))].flatMap((text) => {
      const version = room.parse(text);
      return version.ok ? [version.value] : [];
    });
  });
}

/**
 * The first two or three versions that stand in no one line, with the orders found; null where all do. Conditions and not
 * assertions: there are thousands of them in each of the runs.
 */
function outOfLine(room: VersionRoom, versions: readonly Version[]): string | null {
  for (const a of versions) {
    if (room.compare(a, a) !== 0) return `${a.text} is not itself`;
    for (const b of versions) {
      const way = room.compare(a, b);
      const back = room.compare(b, a);
      if (way === null ? back !== null : back === null || way + back !== 0) return `${a.text} and ${b.text}: ${way}, ${back}`;
      if (way === null && room.id !== "generic") return `${a.text} and ${b.text} are not compared`;
      if (way === null || way > 0) continue;
      for (const c of versions) {
        const next = room.compare(b, c);
        if (next === null || next > 0) continue;
        const whole = room.compare(a, c);
        if (whole === null ? way + next !== 0 : whole !== (way + next < 0 ? -1 : 0)) return `${a.text}, ${b.text}, ${c.text}: ${way}, ${next}, ${whole}`;
      }
    }
  }
  return null;
}

describe.each(VERSION_ROOMS.map((room) => [room.id, room] as const))("the room %s", (id, room) => {
  it("orders all versions it reads, in one line", () => {
    fc.assert(fc.property(neighbours(room), (versions) => void expect(outOfLine(room, versions)).toBeNull()), { numRuns: 150 });
  });

  it("sorts the same versions the same way, whatever order they come in", () => {
    const type = [["pep440", "pypi"], ["semver", "npm"]].find(([name]) => name === id)?.[1] ?? id;
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (seed, shuffle) => {
        const random = randomOf(seed);
        const texts = Array.from({ length: 20 }, () => versionText(id, random));
        const other = randomOf(shuffle);
        const shuffled = texts.map((text) => ({ text, at: other() })).sort((a, b) => a.at - b.at).map(({ text }) => text);
        expect(sortVersions(type, shuffled)).toEqual(sortVersions(type, texts));
      }),
      { numRuns: 50 },
    );
  });

  it("answers for any text, and refuses one that is too long", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const read = room.parse(text);
      expect(read.ok ? read.value.text : read.problem.code).toMatch(read.ok ? /^/ : /^versions\/(too-long|not-understood)$/);
    }));
    const long = room.parse("1".repeat(MAX_VERSION_LENGTH + 1));
    expect(long.ok ? null : long.problem).toMatchObject({ code: "versions/too-long", limit: { max: 256, got: 257 } });
  });

  it.each(["", " ", "1 2", "1\u00002", "1\n", "\ud800", "１.２", "1.0\u202e", "{}", "<1.0", "1,2"])("reads no version in %j", (text) => {
    if (id === "pep440" && text === "1\n") return;
    expect(room.parse(text).ok).toBe(false);
  });

  it("compares nothing with a version of another room", () => {
    const [own, other] = [room.parse("1.0.0"), VERSION_ROOMS.find((one) => one !== room)?.parse("1.0.0")];
    if (!own.ok || !other?.ok) throw new Error("1.0.0 is a version everywhere");
    expect(room.compare(own.value, other.value)).toBeNull();
  });
});

describe.each(["deb", "rpm", "apk", "semver", "pep440", "maven", "golang"])("of %s", (id) => {
  const rows = JSON.parse(readFileSync(join(import.meta.dirname, `testdata/${id}.json`), "utf8")) as Row[];
  const room = VERSION_ROOMS.find((one) => one.id === id) as VersionRoom;
  it(`all ${rows.length} pairs stand as the original tool says`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(300);
    expect(rows.map(([a, b]) => [a, b, compare(room, a, b)])).toEqual(rows);
  });
});

describe("a package type", () => {
  it("has its own scheme, and dotted numbers where none of ours is sound", () => {
    const scheme = Object.fromEntries(["deb", "rpm", "apk", "npm", "pypi", "maven", "golang", "cargo", "NPM", "nuget", "gem", "composer", "alpm", "nobody"].map((type) => [type, schemeOf(type).id]));
    expect(scheme).toEqual({
      deb: "deb", rpm: "rpm", apk: "apk", npm: "semver", pypi: "pep440", maven: "maven", golang: "golang", cargo: "semver", NPM: "semver", nuget: "generic", gem: "generic", composer: "generic", alpm: "generic", nobody: "generic",
    });
  });

  it.each<[string, string, string, Order | null]>([
    ["deb", "1.0~rc1-1", "1.0-1", -1],
    ["deb", "1:0.9", "2.0", 1],
    ["rpm", "1.0^git1-1", "1.0-1", 1],
    ["rpm", "1.0-1.el9", "1.0-1.el9_1", -1],
    ["apk", "3.1.4_rc1-r0", "3.1.4-r0", -1],
    ["apk", "3.1.4-r10", "3.1.4-r9", 1],
    ["npm", "1.10.0", "1.9.0", 1],
    ["pypi", "1.0.dev1", "1.0a1", -1],
    ["pypi", "1.0", "1.0.0", 0],
    ["maven", "1.0-SNAPSHOT", "1.0", -1],
    ["maven", "32.1.2-jre", "32.1.2", 1],
    ["golang", "v0.0.0-20260101000000-aaaaaaaaaaaa", "v0.0.0-20260201000000-aaaaaaaaaaaa", -1],
    ["golang", "1.21.3", "v1.21.3", 0],
    ["golang", "go1.21rc2", "1.21.0", -1],
    ["gem", "1.10", "1.9", 1],
    ["gem", "1.0", "1.0.0", null],
    ["gem", "1.0.beta2", "1.0", null],
    ["nuget", "anything at all", "anything at all", 0],
  ])("%s has %s and %s in the order %s", (type, a, b, order) => {
    expect(compareVersions(type, a, b)).toBe(order);
  });

  it("has its versions sorted by scheme, those nobody understands last", () => {
    expect(sortVersions("deb", ["1.10-1", "?", "1.9-1", "1.9-1", "1.10~rc1-1"])).toEqual(["1.9-1", "1.10~rc1-1", "1.10-1", "?"]);
  });
});

describe("Maven's order", () => {
  it("is freed of its circles: what stands before and after the release keeps doing so", () => {
    expect([compareVersions("maven", "1-alpha", "1"), compareVersions("maven", "1", "1.x.1"), compareVersions("maven", "1-alpha", "1.x.1")]).toEqual([-1, -1, -1]);
  });
});
