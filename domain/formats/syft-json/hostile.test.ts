import { brokenBytes, strangeTexts } from "../shared/exports/hostile-for-test";
import { strangeBytes } from "../shared/hostile-bytes-for-test";
import { describeHostile } from "../shared/hostile-for-test";
import { example } from "./example";

const [first] = example.artifacts;
const doc = (over: object): object => ({ ...example, ...over });
const put = (over: object): object => doc({ artifacts: [{ ...first, ...over }] });
const source = (over: object): object => doc({ source: { ...example.source, metadata: { ...example.source.metadata, ...over } } });

describeHostile("syft-json", [
  ...brokenBytes(example),
  ...strangeBytes(example),
  ...strangeTexts("the name", (name) => put({ name, purl: undefined })),
  ["artifacts as an object", doc({ artifacts: {} }), "syft/artifacts"],
  ["artifacts as text", doc({ artifacts: "none" }), "syft/artifacts"],
  ["artifacts as a number", doc({ artifacts: 7 }), "syft/artifacts"],
  ["artifacts of null", doc({ artifacts: null }), "read"],
  ["no artifact", doc({ artifacts: [] }), "read"],
  ["an artifact of null", doc({ artifacts: [null] }), "syft/artifact"],
  ["an artifact that is a list", doc({ artifacts: [[first]] }), "syft/artifact"],
  ["an artifact that is text", doc({ artifacts: ["openssl"] }), "syft/artifact"],
  ["an artifact without a name", put({ name: undefined }), "syft/artifact"],
  ["an artifact with an empty name", put({ name: "" }), "syft/artifact"],
  ["an artifact whose name is a number", put({ name: 1 }), "syft/artifact"],
  ["an artifact whose name is a list", put({ name: ["a"] }), "syft/artifact"],
  ["a name longer than any", put({ name: "a".repeat(2000), purl: undefined }), "ingest/text-too-long"],
  ["a version longer than any", put({ version: "1".repeat(600) }), "ingest/text-too-long"],
  ["a version that is a number", put({ version: 3 }), "read"],
  ["a type that is a number", put({ type: 3, purl: undefined }), "read"],
  ["a type named constructor", put({ type: "constructor", purl: undefined }), "read"],
  ["a purl that is none", put({ purl: "openssl@3" }), "noted:syft/bad-purl"],
  ["a purl with a broken escape", put({ purl: "pkg:deb/debian/openssl@%zz" }), "noted:syft/bad-purl"],
  ["a purl longer than any", put({ purl: `pkg:deb/${"a".repeat(9000)}` }), "ingest/text-too-long"],
  ["a purl that is a number", put({ purl: 1 }), "read"],
  ["a CPE of two parts", put({ cpes: ["cpe:2.3:a"] }), "noted:syft/bad-cpe"],
  ["a CPE that is an object without one", put({ cpes: [{ source: "x" }] }), "read"],
  ["CPEs that are text", put({ cpes: "cpe:2.3:a" }), "read"],
  ["licences as a number", put({ licenses: 1 }), "read"],
  ["licences of null and numbers", put({ licenses: [null, 1, {}] }), "read"],
  ["places as text", put({ locations: "/etc" }), "read"],
  ["places of null", put({ locations: [null, 1] }), "read"],
  ["a place above the root", put({ locations: [{ path: "../../etc/passwd" }] }), "read"],
  ["a layer that is no digest", put({ locations: [{ path: "/x", layerID: "latest" }] }), "read"],
  ["the same id twice", doc({ artifacts: [first, first] }), "read"],
  ["relationships to what is not there", doc({ artifactRelationships: [{ parent: "1", child: "404", type: "contains" }] }), "read"],
  ["relationships in a circle", doc({ artifactRelationships: [{ parent: "1", child: "1", type: "contains" }] }), "read"],
  ["relationships as text", doc({ artifactRelationships: "none" }), "read"],
  ["a source that is text", doc({ source: "app:1" }), "read"],
  ["a source of null", doc({ source: null }), "read"],
  ["a source whose target is text", doc({ source: { type: "file", target: "go.mod" } }), "read"],
  ["a source of a type nobody knows", doc({ source: { ...example.source, type: "moon" } }), "read"],
  ["a digest of 63 digits", source({ manifestDigest: `sha256:${"b".repeat(63)}` }), "read"],
  ["a digest that is a number", source({ imageID: 1 }), "read"],
  ["repository digests as text", source({ repoDigests: "app@sha256:x" }), "read"],
  ["a repository digest without a digest", source({ repoDigests: ["app:1", null, 1] }), "read"],
  ["a distribution that is text", doc({ distro: "debian" }), "read"],
  ["a descriptor of another tool", doc({ descriptor: { name: "other" }, schema: {} }), "opaque"],
  ["a descriptor of null and no schema", doc({ descriptor: null, schema: null }), "opaque"],
  ["a time that is none", doc({ descriptor: { ...example.descriptor, timestamp: "yesterday" } }), "read"],
  ["an empty list of matches beside the artifacts", doc({ matches: [] }), "read"],
  ["matches beside the artifacts", doc({ matches: [{ vulnerability: { id: "CVE-2024-1" }, artifact: { name: "x" } }] }), "opaque"],
]);
