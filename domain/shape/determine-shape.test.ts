import { describe, expect, it } from "vitest";
import { evaluateDigest } from "../evaluation/evaluate-digest";
import { component, config, evidence, facts, sbom, scan } from "../evaluation/test-facts";
import type { ComponentFact } from "../model/document";
import type { DigestFacts, Shape } from "../model/evaluation";

const shape = (given: Partial<DigestFacts>): Shape => evaluateDigest(facts(given)).shape;
const listed = (names: string[], type: string, os: string | null): Partial<DigestFacts> => ({
  sboms: [sbom(names.map((name): ComponentFact => component(name, type)), { os: os === null ? null : { id: os, version: "1" } })],
  scans: [scan({ os: os === null ? null : { id: os, version: "1", supported: true } })],
});
const run = { created: null, createdBy: "RUN /bin/sh -c make # buildkit", comment: null, emptyLayer: false };

describe("the shape of an image", () => {
  it("is a full operating system with shell, package manager and general tools", () => {
    expect(shape(listed(["bash", "dash", "apt", "dpkg", "coreutils", "libc6"], "deb", "debian")).kind).toBe("full-os");
    expect(shape(listed(["bash", "microdnf", "rpm", "coreutils-single"], "rpm", "rhel")).kind).toBe("full-os");
  });
  it("is minimal with a shell for Alpine, and where the package manager is gone", () => {
    expect(shape(listed(["busybox", "apk-tools", "musl"], "apk", "alpine")).kind).toBe("minimal-with-shell");
    expect(shape(listed(["bash", "coreutils-single", "glibc"], "rpm", "rhel")).kind).toBe("minimal-with-shell");
  });
  it("is distroless with packages of a system and no shell, and says what that rests on", () => {
    const found = shape(listed(["base-files", "libc6", "tzdata"], "deb", "debian"));
    expect(shape(listed(["wolfi-baselayout", "ca-certificates-bundle"], "apk", "wolfi")).kind).toBe("distroless");
    expect(found.kind).toBe("distroless");
    expect(found.reasons.map((one) => one.points)).toContain("absence of a shell is what the package list shows, not proof");
  });
  it("is scratch with an application alone", () => {
    expect(shape(listed(["app", "golang.org/x/net"], "golang", null)).kind).toBe("scratch-static");
    expect(shape({ ...listed(["app"], "golang", null), config: null }).kind).toBe("undetermined");
  });
  it("is undetermined without an SBOM, with an empty one, or with one that is only claimed", () => {
    expect(shape({ sboms: [] }).kind).toBe("undetermined");
    expect(shape({ sboms: [sbom([])] }).kind).toBe("undetermined");
    const claimed = facts().evidence.map((ref) => (ref.kind === "sbom" ? evidence(ref.id, "sbom", { binding: "claimed", accepted: null }) : ref));
    expect(shape({ evidence: claimed }).kind).toBe("undetermined");
  });
  it("is undetermined where the sources contradict each other", () => {
    expect(shape({ ...listed(["libc6"], "deb", "debian"), config: config({ history: [run] }) }).kind).toBe("undetermined");
    expect(shape({ ...listed(["app"], "golang", null), scans: [scan()] }).kind).toBe("undetermined");
    expect(shape(listed(["dpkg", "libc6"], "deb", "debian")).kind).toBe("undetermined");
  });
  it("is undetermined where the list may be only part of an image", () => {
    expect(shape(listed(["libssl3", "libc6"], "deb", "debian")).kind).toBe("undetermined");
    expect(shape(listed(["base-files", "libc6"], "deb", null)).kind).toBe("undetermined");
    expect(shape({ sboms: [sbom([component("base-files"), component("libc6")], { complete: false })] }).kind).toBe("undetermined");
  });
  it("flags debug variants, which put the shell back", () => {
    const debug = shape({ ...listed(["base-files"], "deb", "debian"), config: config({ entrypoint: ["/busybox/sh"], env: [{ name: "PATH", value: "/usr/bin:/busybox" }] }) });
    expect(debug).toMatchObject({ kind: "minimal-with-shell", debug: true, title: "Minimal with a shell (debug variant)" });
    expect(shape({ ...listed(["base-files"], "deb", "debian"), tags: [{ image: "x", tag: "1.2-debug", from: "2026-11-01T00:00:00Z", to: null }] }).debug).toBe(true);
  });
  it("does not take a language package called bash for a shell", () => {
    expect(shape({ sboms: [sbom([component("base-files"), component("bash", "npm")])] }).kind).toBe("distroless");
  });
  it("fills in the seven rows of the comparison", () => {
    const table = shape({}).table;
    expect(table.map((row) => row.dimension)).toEqual(["Primary goal", "Shell, package manager", "CVE reduction", "SBOM, provenance", "Signing", "Compliance mapping", "Best when"]);
    expect(table.every((row) => row.observed.length > 5)).toBe(true);
  });
});
