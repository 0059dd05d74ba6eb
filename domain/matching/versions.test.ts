import { describe, expect, it } from "vitest";
import { finding, policy, vex, DIGEST } from "../evaluation/test-facts";
import type { DetectionFact, VexProduct } from "../model/document";
import { decideVex } from "./decide-vex";
import { orderFixedVersions } from "./fixed-versions";
import { foldDetections } from "./fold-detections";
import { installedPackages, matchProducts } from "./match-products";
import { installedVersion, scopeOfPurl, speaksOf } from "./package-versions";

const packageOf = (type: string, version: string | null, purl: string | null = null): DetectionFact["package"] => ({ purl, type, namespace: null, name: "x", version });

describe("fixed versions", () => {
  const order = (type: string, installed: string | null, fixedVersions: string[]) => orderFixedVersions({ package: packageOf(type, installed), fixedVersions });
  it("begin with the smallest that is later than the installed one, by the scheme of the package", () => {
    expect(order("deb", "1.9-1", ["1.10-1", "1.9-1+deb12u1"])).toEqual({ versions: ["1.9-1+deb12u1", "1.10-1"], note: null });
    expect(order("npm", "5.0.1", ["4.17.5", "5.0.3", "10.0.0"])).toEqual({ versions: ["5.0.3", "10.0.0", "4.17.5"], note: null });
    expect(order("npm", "5.0.1", ["next", "5.0.3"])).toEqual({ versions: ["5.0.3", "next"], note: null });
  });
  it("that are not later than the installed one are said to contradict it", () => {
    expect(order("deb", "1.10-1", ["1.9-1"]).note).toBe("Reported as fixed in 1.9-1, but 1.10-1 is installed, which is later: the report contradicts itself.");
    expect(order("apk", "3.1.4-r0", ["3.1.4-r0"]).note).toContain("the same version");
    expect(order("apk", null, ["3.1.4-r0"]).note).toBeNull();
    expect(order("gem", "2.0.beta", ["1.0"]).note).toBeNull();
    expect(order("npm", "1.0.0", []).note).toBeNull();
  });
  it("are held against the epoch that a purl states apart", () => {
    const pkg = packageOf("rpm", "1.2-3", "pkg:rpm/x@1.2-3?epoch=1");
    expect(installedVersion(pkg)).toBe("1:1.2-3");
    expect(orderFixedVersions({ package: pkg, fixedVersions: ["1:1.2-2"] }).note).toContain("later");
  });
  it("contradict nothing while one of several installed versions is earlier", () => {
    expect(orderFixedVersions({ package: packageOf("npm", "1.0.0"), installedVersions: ["1.0.0", "2.0.0"], fixedVersions: ["1.5.0"] }).note).toBeNull();
  });
});

describe("a scope", () => {
  it.each<[string, string | null, string | null, boolean | null]>([
    ["pkg:npm/x", null, "1.0.0", true],
    ["pkg:npm/x", null, null, true],
    ["pkg:npm/x@1.0.0", null, "1.0.0", true],
    ["pkg:npm/x@1.0.0", null, "1.0.1", false],
    ["pkg:npm/x@1.0.0", null, null, null],
    ["pkg:pypi/x@1.0", null, "1.0.0", true],
    ["pkg:rpm/x@1.0-1?epoch=0", null, "1.0-1", true],
    ["pkg:rpm/x@1.0-1?epoch=1", null, "1.0-1", false],
    ["pkg:golang/x@v1.0.0", null, "1.0.0", true],
    ["pkg:gem/x@1.0.beta", null, "1.0.rc", null],
    ["pkg:npm/x?vers=vers%3Anpm%2F%3E%3D1.0.0%7C%3C2.0.0", null, "1.5.0", true],
    ["pkg:npm/x?vers=vers%3Anpm%2F%3E%3D1.0.0%7C%3C2.0.0", null, "2.0.0", false],
    ["pkg:npm/x@1.0.0", "vers:npm/<2.0.0", "1.5.0", true],
    ["pkg:npm/x", "before 2", "1.5.0", null],
    ["pkg:npm/x", "", "1.5.0", null],
  ])("%s with range %s and %s installed: %s", (purl, range, installed, answer) => {
    expect(speaksOf(scopeOfPurl(purl, range), /pkg:([a-z]+)/.exec(purl)?.[1] ?? "", installed)).toBe(answer);
  });
});

describe("products of a statement", () => {
  const packages = installedPackages([packageOf("npm", "1.0.0", "pkg:npm/x@1.0.0"), packageOf("npm", "2.0.0", "pkg:npm/x@2.0.0"), packageOf("npm", "1.0.0", "pkg:npm/app@1.0.0")]);
  const product = (rest: Partial<VexProduct>): VexProduct => ({ id: "p", purl: null, sha256: null, subcomponents: [], ...rest });
  const match = (...products: VexProduct[]) => matchProducts(products, DIGEST, { digest: DIGEST, parents: ["f".repeat(64)], packages });
  it("without a version are about every version", () => {
    expect(match(product({ purl: "pkg:npm/x" }))).toEqual({ productMatch: "package", packageKeys: ["npm/x"], packageVersions: [{ packageKey: "npm/x", version: null, range: null }] });
  });
  it("that name other versions than the installed are other products", () => {
    expect(match(product({ purl: "pkg:npm/x@3.0.0" })).productMatch).toBe("unmatched");
    expect(match(product({ purl: "pkg:npm/app@2.0.0", subcomponents: [{ id: "x", purl: "pkg:npm/x" }] })).productMatch).toBe("unmatched");
    expect(match(product({ purl: "pkg:npm/x", range: "vers:npm/>=3.0.0" })).productMatch).toBe("unmatched");
  });
  it("keep the versions of their parts, also where the digest is named", () => {
    expect(match(product({ sha256: DIGEST, subcomponents: [{ id: "x", purl: "pkg:npm/x@1.0.0" }] }))).toMatchObject({ productMatch: "digest", packageKeys: ["npm/x"], packageVersions: [{ version: "1.0.0" }] });
    expect(match(product({ sha256: "f".repeat(64) }))).toMatchObject({ productMatch: "index", packageKeys: [] });
  });
  it("that are limited to parts which nothing names are not taken for the whole", () => {
    const nameless = { id: "cpe:2.3:a:x:x:1:*:*:*:*:*:*:*", purl: null };
    expect(match(product({ sha256: DIGEST, subcomponents: [nameless] }))).toMatchObject({ productMatch: "unmatched", packageKeys: [] });
    expect(match(product({ sha256: DIGEST, subcomponents: [nameless, { id: "x", purl: "pkg:npm/x" }] }))).toMatchObject({ productMatch: "digest", packageKeys: ["npm/x"] });
  });
});

describe("a statement about versions", () => {
  const about = (version: string | null, range: string | null = null) => vex({ packageKeys: ["deb/debian/libssl3"], packageVersions: [{ packageKey: "deb/debian/libssl3", version, range }] });
  const why = (record: ReturnType<typeof vex>, installedVersions?: (string | null)[]) => {
    const { winner, decision } = decideVex(finding(installedVersions === undefined ? {} : { installedVersions }), [record], new Map(), policy());
    return winner === null ? decision.ignored[0]?.why : "won";
  };
  it("has effect on the versions it names and on no others", () => {
    expect(why(about("3.0.1"))).toBe("won");
    expect(why(about(null))).toBe("won");
    expect(why(about(null, "vers:deb/<3.0.2"))).toBe("won");
    expect(why(about("3.0.2"))).toBe("it speaks of other versions than the installed 3.0.1");
    expect(why(about(null, "vers:deb/>=3.0.2"))).toBe("it speaks of other versions than the installed 3.0.1");
  });
  it("has none where it cannot be told, or where another installed version has the flaw too", () => {
    expect(why(about(null, "before 3.0.2"))).toBe("it cannot be told whether it speaks of the installed version 3.0.1");
    expect(why(about("3.0.1"), ["3.0.1", "3.1.0"])).toBe("it speaks of other versions than the installed 3.1.0");
    expect(why(about("3.0.1"), ["3.0.1", null])).toBe("it cannot be told whether it speaks of the installed version (none stated)");
  });
});

it("a finding of several versions shows the lowest and knows them all", () => {
  const detection = (version: string): DetectionFact => ({
    vulnerability: "CVE-2026-1", aliases: [], package: packageOf("npm", version, `pkg:npm/x@${version}`), fixedVersions: ["1.10.0", "1.11.0"], fixState: null,
    severity: "high", severityWord: null, severitySource: null, cvss: [], publishedAt: null, title: null, url: null, at: "",
  });
  const sightings = ["1.10.0", "1.9.0"].map((version) => ({ evidence: "E-1", digest: DIGEST, observedAt: null, recordedAt: "2026-11-01T00:00:00Z", detection: detection(version) }));
  expect(foldDetections({ digest: DIGEST, sightings, latestCompleteScan: null })).toMatchObject([{ package: { version: "1.9.0" }, installedVersions: ["1.9.0", "1.10.0"], fixedVersions: ["1.11.0", "1.10.0"] }]);
});
