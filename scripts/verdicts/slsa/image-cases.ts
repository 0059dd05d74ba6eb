import { cpSync, existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { policyWith } from "../../../tests/conformance/forge/alteration";
import { cosignLayers } from "../../../tests/conformance/oci-layout";
import { alterAnnotation, ANNOTATION_CHANGES, attestationIn } from "../layout-cases";
import type { GivenRoot } from "./ask";
import type { LoopbackRegistry } from "./loopback-registry";
import { answer, provenanceIn, type Expected } from "./ours";
import { GENERATOR, GITHUB, signerOf } from "./signers";
import { NOW, type SlsaCase } from "./slsa-case";

interface Image {
  layout: string;
  name: string;
  digest: string;
  source: string;
  builder: string;
  ref: string | null;
}

type Question = Partial<Pick<Expected, "source" | "builder" | "ref">>;

/** Image layouts with keyless provenance beside the image, served to slsa-verifier by a registry on the loopback. */
export function imageCases(folder: string, files: readonly string[], scratch: string, registry: LoopbackRegistry, root: GivenRoot): SlsaCase[] {
  const layouts = files.filter((path) => path.endsWith("/oci-layout") && existsSync(join(dirname(path), "index.json"))).map((path) => dirname(path));
  return layouts.flatMap((layout, number) => imageIn(folder, layout).flatMap((image) => casesOf(image, join(scratch, `image-${number}`), registry, root)));
}

function imageIn(folder: string, layout: string): Image[] {
  const { manifests } = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")) as { manifests: { digest: string; annotations?: Record<string, string> }[] };
  const image = manifests.find(({ annotations }) => /cosign\/image(?:Index)?$/.test(annotations?.["kind"] ?? ""));
  const attested = manifests.some(({ annotations }) => annotations?.["kind"] === "dev.cosignproject.cosign/atts");
  const layer = image && attested ? layerOf(layout) : undefined;
  const facts = layer === undefined ? undefined : provenanceIn(layer.bytes)?.facts;
  if (!image || !facts?.sourceRepository || !facts.builderId?.startsWith(GENERATOR)) return [];
  return [{ layout, name: relative(folder, layout), digest: image.digest, source: facts.sourceRepository, builder: facts.builderId, ref: facts.sourceRef }];
}

const layerOf = (layout: string) => cosignLayers(layout, attestationIn(layout).digest.slice("sha256:".length))[0];

function casesOf(image: Image, scratch: string, registry: LoopbackRegistry, root: GivenRoot): SlsaCase[] {
  const builder = image.builder.split("@")[0] ?? image.builder;
  const other = [...image.digest].reverse().join("").slice(0, 64);
  const questions: [string, Question][] = [
    ["source", {}],
    ["source and builder", { builder }],
    ["source and builder at its ref", { builder: image.builder }],
    ["another builder", { builder: `${builder}x` }],
    ["the builder at another ref", { builder: `${builder}@refs/tags/v9.9.9` }],
    ["another source", { source: `${image.source}A` }],
    ["another host of the source", { source: image.source.replace("github.com", "gitlab.com") }],
    ...(image.ref === null ? [] : [["its ref", { ref: image.ref }], ["another ref", { ref: `${image.ref}9` }]] as [string, Question][]),
  ];
  return [
    ...questions.map(([name, question]) => ask(image, name, image.layout, question, image.digest, registry, root)),
    ask(image, "another image", image.layout, {}, `sha256:${other.replace(/[^0-9a-f]/g, "0").padEnd(64, "0")}`, registry, root),
    ...ANNOTATION_CHANGES.map(([name, key, change], number) => {
      const copy = `${scratch}-${number}`;
      cpSync(image.layout, copy, { recursive: true });
      alterAnnotation(copy, `dev.sigstore.cosign/${key}`, change);
      return ask(image, name, copy, {}, image.digest, registry, root);
    }),
  ];
}

function ask(image: Image, name: string, layout: string, question: Question, digest: string, registry: LoopbackRegistry, root: GivenRoot): SlsaCase {
  const expected: Expected = { source: question.source ?? image.source, builder: question.builder ?? null, ref: question.ref ?? null, level: 3 };
  const [kind, short] = /^refs\/(heads|tags)\/(.*)$/.exec(expected.ref ?? "")?.slice(1) ?? [];
  const layer = layerOf(layout);
  if (!layer) throw new Error(`${layout} has no attestation`);
  const policy = policyWith({ signer: { type: "identity", issuer: GITHUB, subject: signerOf(GENERATOR) } });
  return {
    group: "images in a registry",
    name: `${image.name}: ${name}`,
    argv: [
      "verify-image", `{registry}/${registry.add(layout)}@${digest}`, "--source-uri", (expected.source ?? "").replace(/^https:\/\//, ""),
      ...(expected.builder === null ? [] : ["--builder-id", expected.builder]), ...(kind === undefined ? [] : [kind === "heads" ? "--source-branch" : "--source-tag", short ?? ""]),
    ],
    ...answer({ bytes: layer.bytes, detached: layer.detached, kind: "dsse", digest: digest.slice("sha256:".length), trust: { policy, root: root.value, now: NOW } }, expected),
  };
}
