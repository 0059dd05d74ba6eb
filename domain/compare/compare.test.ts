import { describe, expect, it } from "vitest";
import type { ImageConfigFacts } from "../model/document";
import { choosePlatform, type Asked } from "./choose-platform";
import { sbomWarnings, scanWarnings } from "./comparability";
import { compareConfig, compareProvenance } from "./compare-facts";
import { compareFindings } from "./compare-findings";
import { comparePackages } from "./compare-packages";
import type { ComparedFinding, ProvenanceSide, ScanBasis } from "./model";
import { compareSentence } from "./sentence";
import { FINDING_CHANGES, PACKAGE_CHANGES, tally } from "./tally";

const scan = (scanner: string, day: string | null, counts = true): ScanBasis => ({
  scanner, version: null, databaseUpdatedAt: day && `${day}T00:00:00.000Z`, scannedAt: day && `${day}T04:00:00.000Z`, counts, why: counts ? null : "it is not verified, and no policy accepts it from this uploader",
});
const found = (vulnerability: string, more: Partial<ComparedFinding> = {}): ComparedFinding => ({
  vulnerability, aliases: [], packageKey: "deb/debian/openssl", packageName: "openssl", version: "3.0.1", fixedVersion: "3.0.2", severity: "high", status: "open", scanners: ["trivy"],
  seenAs: [[vulnerability, ...(more.aliases ?? [])]], ...more,
});
const changes = (a: ComparedFinding[], b: ComparedFinding[], scansA: ScanBasis[], scansB: ScanBasis[]) =>
  compareFindings(a, b, scansA, scansB).map(({ change, vulnerability }) => [vulnerability, change]);
const same = [scan("trivy", "2026-11-20")];

describe("findings of two digests", () => {
  it("are fixed, new, unchanged or decided otherwise, whatever the version of the package", () => {
    const a = [found("CVE-2026-1"), found("CVE-2026-2"), found("CVE-2026-3")];
    const b = [found("CVE-2026-2", { version: "3.0.2" }), found("CVE-2026-3", { status: "vex_not_affected" }), found("CVE-2026-4")];
    expect(changes(a, b, same, same)).toEqual([["CVE-2026-4", "new"], ["CVE-2026-1", "fixed"], ["CVE-2026-3", "status"], ["CVE-2026-2", "unchanged"]]);
  });

  it("are one finding under two names of the flaw", () => {
    expect(changes([found("GHSA-aaaa-bbbb-cccc", { aliases: ["CVE-2026-1"] })], [found("CVE-2026-1")], same, same)).toEqual([["CVE-2026-1", "unchanged"]]);
  });

  it("cannot be told to be one where only an alias without standing unites them", () => {
    const [a, b] = [[found("CVE-2026-1")], [found("CVE-2026-1", { aliases: ["GHSA-aaaa-bbbb-cccc"], seenAs: [["GHSA-aaaa-bbbb-cccc"]] })]];
    for (const [x, y] of [[a, b], [b, a]] as const) {
      expect(compareFindings(x, y, same, same)).toMatchObject([{ change: "unknown", why: "it was seen under other names, and nobody trusted says that they are one flaw" }]);
    }
    expect(compareFindings(b, b, same, same)).toMatchObject([{ change: "unchanged" }]);
  });

  it("are never fixed where the newer digest was not scanned, not by that scanner, or only by a scan without standing, and the reason is told", () => {
    const a = [found("CVE-2026-1")];
    for (const scansB of [[], [scan("grype", "2026-11-20")], [scan("trivy", "2026-11-20", false)]]) {
      expect(changes(a, [], same, scansB)).toEqual([["CVE-2026-1", "unknown"]]);
    }
    const [silent] = compareFindings(a, [], same, [scan("trivy", "2026-11-20", false), scan("grype", "2026-11-20")]);
    expect(silent?.why).toBe("the scan of b by trivy does not count: it is not verified, and no policy accepts it from this uploader");
  });

  it("are new also where only a scan without standing shows them", () => {
    expect(changes([], [found("CVE-2026-1")], same, [scan("trivy", "2026-11-20", false)])).toEqual([["CVE-2026-1", "new"]]);
  });

  it("are never fixed by a scan with an older database, and never new against one", () => {
    const [older, newer] = [[scan("trivy", "2026-10-28")], [scan("trivy", "2026-11-20")]];
    expect(changes([found("CVE-2026-1")], [], newer, older)).toEqual([["CVE-2026-1", "unknown"]]);
    expect(changes([found("CVE-2026-1")], [], older, newer)).toEqual([["CVE-2026-1", "fixed"]]);
    expect(changes([], [found("CVE-2026-1")], older, newer)).toEqual([["CVE-2026-1", "unknown"]]);
    expect(changes([], [found("CVE-2026-1")], newer, older)).toEqual([["CVE-2026-1", "new"]]);
    expect(changes([], [found("CVE-2026-1")], [scan("trivy", null)], newer)).toEqual([["CVE-2026-1", "unknown"]]);
  });

  it("need only one scanner that saw it on both sides", () => {
    const both = [scan("grype", "2026-11-20"), scan("trivy", "2026-11-20")];
    expect(changes([found("CVE-2026-1", { scanners: ["grype"] })], [], both, same)).toEqual([["CVE-2026-1", "unknown"]]);
    expect(changes([found("CVE-2026-1", { scanners: ["grype", "trivy"] })], [], both, same)).toEqual([["CVE-2026-1", "fixed"]]);
  });

  it("count as not there when the newest scan no longer sees them", () => {
    expect(changes([found("CVE-2026-1")], [found("CVE-2026-1", { status: "gone" })], same, same)).toEqual([["CVE-2026-1", "fixed"]]);
    expect(changes([found("CVE-2026-1", { status: "gone" })], [found("CVE-2026-1", { status: "gone" })], same, same)).toEqual([]);
  });

  it("take the worst of several versions of a package that stand side by side", () => {
    const b = [found("CVE-2026-1", { version: "1", status: "vex_fixed" }), found("CVE-2026-1", { version: "2" })];
    expect(compareFindings([found("CVE-2026-1")], b, same, same)).toMatchObject([{ change: "unchanged", b: { version: "2", status: "open" } }]);
  });
});

describe("packages of two bills of materials", () => {
  const pkg = (name: string, version: string | null) => ({ key: `deb/debian/${name}`, type: "deb", name, version });
  const order = (_type: string, a: string, b: string) => (a === "odd" || b === "odd" ? null : Number(a) - Number(b));

  it("are added, removed, up, down or the same, and changed where no rule orders the versions", () => {
    const rows = comparePackages(
      [pkg("gone", "1"), pkg("up", "9"), pkg("down", "10"), pkg("same", "1"), pkg("odd", "odd"), pkg("bare", null)],
      [pkg("fresh", "1"), pkg("up", "10"), pkg("down", "9"), pkg("same", "1"), pkg("odd", "2"), pkg("bare", null)],
      order,
    );
    expect(rows.map(({ name, change }) => [name, change])).toEqual([
      ["fresh", "added"], ["gone", "removed"], ["up", "up"], ["down", "down"], ["odd", "changed"], ["bare", "same"], ["same", "same"],
    ]);
  });

  it("with several versions of one name are a set, in any order", () => {
    expect(comparePackages([pkg("x", "1"), pkg("x", "2")], [pkg("x", "2"), pkg("x", "1")], order)).toMatchObject([{ change: "same" }]);
    expect(comparePackages([pkg("x", "1"), pkg("x", "2")], [pkg("x", "2")], order)).toMatchObject([{ change: "changed", a: ["1", "2"], b: ["2"] }]);
  });
});

describe("configurations", () => {
  const config = (more: Partial<ImageConfigFacts> = {}): ImageConfigFacts => ({
    sha256: "0".repeat(64), platform: { os: "linux", architecture: "amd64" }, created: null, user: "1000", env: [], entrypoint: ["/app"], cmd: null, workingDir: null,
    exposedPorts: ["8080/tcp"], volumes: [], labels: {}, healthcheck: null, stopSignal: null, diffIds: ["a".repeat(64)], history: [], ...more,
  });
  const row = (rows: ReturnType<typeof compareConfig>, field: string, name: string | null = null) => rows.find((one) => one.field === field && one.name === name);

  it("say what changed, and that a value of the environment changed without saying what it is", () => {
    const rows = compareConfig(config({ env: [{ name: "TOKEN", value: "hunter2" }] }), config({ user: null, env: [{ name: "TOKEN", value: "hunter3" }], exposedPorts: [] }));
    expect(row(rows, "User")).toMatchObject({ change: "removed", a: "1000", b: null });
    expect(row(rows, "Environment", "TOKEN")).toMatchObject({ change: "changed", a: "value hidden", b: "value hidden" });
    expect(row(rows, "Exposed port", "8080/tcp")).toMatchObject({ change: "removed" });
    expect(row(rows, "Layer", "1")).toMatchObject({ change: "same" });
    expect(JSON.stringify(rows)).not.toContain("hunter");
  });

  it("tell nothing where one is not held", () => {
    expect(new Set(compareConfig(null, config()).map(({ change }) => change))).toEqual(new Set(["unknown"]));
  });
});

describe("provenance", () => {
  const side = (more: Partial<ProvenanceSide> = {}): ProvenanceSide => ({ builder: "https://ci.example/1", source: "git+https://git.example/a", revision: "abc", bases: [], verification: "unsigned", signer: null, ...more });

  it("compares builder, source and commit, and says what is verified on each side", () => {
    const rows = compareProvenance(side(), side({ revision: "def", verification: "verified", signer: "ci@example.test" }), "debian:12", "debian:13");
    expect(rows.filter(({ change }) => change === "changed").map(({ field, b }) => [field, b])).toEqual([
      ["Source commit", "def"], ["Verification", "verified, ci@example.test"], ["Base image, by annotation", "debian:13"],
    ]);
  });

  it("tells nothing where a side has none", () => {
    expect(compareProvenance(side(), null, null, null).every(({ change }) => change === "unknown")).toBe(true);
  });
});

describe("the first sentence", () => {
  const findings = (more: object) => ({ ...tally(FINDING_CHANGES, []), ...more });
  const packages = (more: object) => ({ ...tally(PACKAGE_CHANGES, []), ...more });

  it("counts findings, then packages", () => {
    expect(compareSentence(findings({ fixed: 12, new: 1, unchanged: 30 }), true, packages({ up: 4, added: 1, same: 90 }))).toEqual({
      lead: "Fixed 12, new 1, unchanged 30.", rest: "4 packages up, 1 added.",
    });
    expect(compareSentence(findings({ unknown: 3 }), true, packages({ same: 2 }))).toEqual({ lead: "Fixed 0, new 0, unchanged 0, 3 that cannot be told.", rest: "The same packages." });
  });

  it("never says fixed where a side was not scanned", () => {
    const says = compareSentence(findings({ unknown: 12, unchanged: 2 }), false, null);
    expect(says).toEqual({ lead: "Cannot tell what was fixed or is new; 2 on both.", rest: "Cannot tell what packages changed." });
  });
});

describe("warnings", () => {
  it("are none for the same scanner with databases a day apart", () => {
    expect(scanWarnings(same, [scan("trivy", "2026-11-21")])).toEqual([]);
  });

  it("name missing scans, other scanners, other databases and claims", () => {
    expect(scanWarnings([], same)).toEqual(["a has no complete scan: what was fixed or is new cannot be told."]);
    expect(scanWarnings(same, [scan("grype", "2026-11-20")])).toHaveLength(2);
    expect(scanWarnings(same, [scan("trivy", "2026-10-28")])[0]).toContain("2026-11-20 for a and of 2026-10-28 for b");
    expect(scanWarnings(same, [scan("trivy", "2026-11-20", false)])[0]).toBe("The scan of b by trivy does not count (it is not verified, and no policy accepts it from this uploader): its silence proves nothing.");
    expect(scanWarnings([...same, scan("grype", "2026-11-20")], [...same, scan("grype", "2026-11-20", false)])).toHaveLength(1);
    expect(scanWarnings([scan("trivy", null)], same)[0]).toContain("does not say");
  });

  it("name missing and differing bills of materials", () => {
    const sbom = { format: "cyclonedx-json", tool: "trivy", observedAt: null, componentCount: 3, counts: true, why: null };
    expect(sbomWarnings(sbom, sbom)).toEqual([]);
    expect(sbomWarnings(null, sbom)[0]).toBe("a has no bill of materials: what packages changed cannot be told.");
    expect(sbomWarnings(null, null)[0]).toContain("Neither side");
    expect(sbomWarnings(sbom, { ...sbom, tool: "syft", counts: false, why: "its signature is invalid" })).toHaveLength(2);
  });
});

describe("indexes", () => {
  const platform = (architecture: string) => ({ os: "linux", architecture });
  const index = (name: string, ...architectures: string[]): Asked => ({ digest: name, kind: "index", platform: null, platforms: architectures.map((one) => ({ digest: `${name}-${one}`, platform: platform(one) })) });
  const manifest: Asked = { digest: "m", kind: "manifest", platform: platform("arm64"), platforms: [] };

  it("are compared by the only platform both have, by the one asked for, or not at all", () => {
    expect(choosePlatform(index("a", "amd64", "arm64"), manifest, null)).toEqual({ ok: true, a: "a-arm64", b: "m", platform: "linux/arm64" });
    expect(choosePlatform(index("a", "amd64", "arm64"), index("b", "amd64", "arm64"), "linux/amd64")).toMatchObject({ ok: true, a: "a-amd64", b: "b-amd64" });
    expect(choosePlatform(index("a", "amd64", "arm64"), index("b", "amd64", "arm64"), null)).toMatchObject({ ok: false, platforms: ["linux/amd64", "linux/arm64"] });
    expect(choosePlatform(index("a", "amd64"), index("b", "s390x"), null)).toMatchObject({ ok: false, platforms: [] });
    expect(choosePlatform(index("a", "amd64"), index("b", "amd64"), "linux/riscv64")).toMatchObject({ ok: false });
    expect(choosePlatform(manifest, { ...manifest, digest: "n", platform: null }, null)).toMatchObject({ ok: true, a: "m", b: "n", platform: null });
  });
});
