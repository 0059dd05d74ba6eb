import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads artifacts with licence, layer and path", () => {
  const { facts, tool, formatVersion } = readingOf(example);
  expect(facts.sbom).toMatchObject({ os: { id: "debian", version: "12" }, components: [{ name: "openssl", type: "deb", licences: ["Apache-2.0"], layer: "e".repeat(64), paths: ["/var/lib/dpkg/status"] }] });
  expect([tool, formatVersion]).toEqual([{ name: "syft", version: "1.14.0" }, "16.0.17"]);
});

it("tells the digest of the registry from the one computed locally", () => {
  expect(readingOf(example).identities.map(({ type, sha256, at }) => [type, sha256[0], at])).toEqual([
    ["repo-digest", "a", "/source/metadata/repoDigests/0"],
    ["manifest-local", "b", "/source/metadata/manifestDigest"],
    ["image-id", "c", "/source/metadata/imageID"],
  ]);
});

it("reads a source that is a file or directory as about no image", () => {
  expect(readingOf({ ...example, source: { type: "directory", target: "go.mod" } }).identities).toEqual([]);
});

it("reads the first schema: image under target, distro by name, places and licences as text", () => {
  const first = {
    artifacts: [{ name: "libc", version: "2.31", type: "dpkg", foundBy: ["dpkg"], locations: ["/var/lib/dpkg/status"], licenses: ["GPL-2.0"], metadata: { architecture: "amd64" } }],
    source: { type: "image", target: { userInput: "app:1", imageID: `sha256:${"c".repeat(64)}`, manifestDigest: `sha256:${"b".repeat(64)}`, tags: ["app:1"] } },
    distro: { name: "debian", version: "12", idLike: "" },
    descriptor: { name: "syft", version: "[not provided]" },
    schema: { version: "1.0.0", url: "https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-1.0.0.json" },
  };
  const { facts, identities, tool } = readingOf(first);
  expect(facts.sbom).toMatchObject({ os: { id: "debian", version: "12" }, components: [{ type: "deb", name: "libc", paths: ["/var/lib/dpkg/status"], licences: ["GPL-2.0"], purl: null }] });
  expect([identities.map(({ type, at }) => `${type} ${at}`), tool]).toEqual([["manifest-local /source/target/manifestDigest", "image-id /source/target/imageID"], { name: "syft", version: null }]);
});

it("warns of broken purls and CPEs", () => {
  const reading = readingOf({ ...example, artifacts: [{ name: "a", purl: "x", cpes: ["cpe:2.3:a"], licenses: ["MIT"] }] });
  expect(noteCodes(reading)).toEqual(["syft/bad-purl", "syft/bad-cpe"]);
  expect(reading.facts.sbom?.components[0]?.licences).toEqual(["MIT"]);
});

it.each([
  [{ ...example, artifacts: {} }, "syft/artifacts /artifacts"],
  [{ ...example, artifacts: [{ version: "1" }] }, "syft/artifact /artifacts/0/name"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
