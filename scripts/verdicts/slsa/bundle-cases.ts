import { readFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { X509Certificate } from "node:crypto";
import { policyWith } from "../../../tests/conformance/forge/alteration";
import { isObject } from "../../../domain/formats/shared/values";
import type { writer } from "../verdict-case";
import type { GivenRoot } from "./ask";
import { BUNDLE_CHANGES, type Bundle } from "./bundle-changes";
import { beside, sha256 } from "./files";
import { answer, parsed, provenanceIn, type Expected } from "./ours";
import { NOW, type SlsaCase } from "./slsa-case";
import { GITHUB, GENERATOR, escaped, signerOf } from "./signers";

/** One bundle of a folder with what it truly is about and says. */
interface Document {
  path: string;
  bytes: Buffer;
  bundle: Bundle;
  artifact: string;
  source: string;
  ref: string | null;
  builder: string;
  signer: string;
}

/** Bundles with SLSA provenance whose artifact lies beside them: as they are, asked for otherwise, and altered. */
export function bundleCases(folder: string, files: readonly string[], write: ReturnType<typeof writer>, root: GivenRoot): SlsaCase[] {
  const documents = files.flatMap((path) => documentOf(path));
  return documents.flatMap((document) => {
    const other = documents.find((one) => one.signer === document.signer && one.path !== document.path && signatureOf(one) !== signatureOf(document));
    return [...asked(folder, document, root), ...(other ? altered(folder, document, other, write, root) : [])];
  });
}

const signatureOf = ({ bundle }: Document): string => bundle.dsseEnvelope.signatures[0]?.sig ?? "";

function documentOf(path: string): Document[] {
  const bytes = readFileSync(path);
  if (bytes.byteLength > 1_000_000 || !bytes.includes('"dsseEnvelope"')) return [];
  const json = parsed(bytes);
  if (!isObject(json) || !("verificationMaterial" in json)) return [];
  const bundle = json as unknown as Bundle;
  const read = provenanceIn(bytes);
  const signer = certified(bundle);
  const source = read?.facts.sourceRepository ?? null;
  const builder = read?.facts.builderId ?? null;
  if (read === null || signer === null || source === null || builder === null) return [];
  const near = beside(dirname(path));
  const artifact = read.subjects.map((digest) => near.get(digest["sha256"] ?? "")).find((one) => one !== undefined);
  return artifact === undefined ? [] : [{ path, bytes, bundle, artifact, source, builder, signer, ref: read.facts.sourceRef }];
}

function certified({ verificationMaterial }: Bundle): string | null {
  const { certificate, x509CertificateChain: chain } = verificationMaterial as { certificate?: { rawBytes: string }; x509CertificateChain?: { certificates: { rawBytes: string }[] } };
  const raw = certificate?.rawBytes ?? chain?.certificates[0]?.rawBytes;
  if (raw === undefined) return null;
  return /URI:([^,]+)/.exec(new X509Certificate(Buffer.from(raw, "base64")).subjectAltName ?? "")?.[1] ?? null;
}

type Question = Partial<Pick<Expected, "source" | "builder" | "ref">>;

function asked(folder: string, document: Document, root: GivenRoot): SlsaCase[] {
  const bare = document.builder.split("@")[0] ?? document.builder;
  const stated = document.ref;
  const questions: [string, Question, string?][] = [
    ["source", {}],
    ["source and builder", { builder: bare }],
    ["source and builder at its ref", { builder: document.builder }],
    ["another builder", { builder: `${bare}x` }],
    ["the builder at another ref", { builder: `${bare}@refs/tags/v9.9.9` }],
    ["another source", { source: `${document.source}A`, builder: bare }],
    ["another host of the source", { source: document.source.replace("github.com", "gitlab.com"), builder: bare }],
    ...(stated === null || !document.signer.startsWith(GENERATOR) || !/^refs\/(?:heads|tags)\//.test(stated) ? [] : [["its ref", { builder: bare, ref: stated }], ["another ref", { builder: bare, ref: `${stated}9` }]] as [string, Question][]),
    ["another file", { builder: bare }, document.path],
  ];
  return questions.map(([name, question, file]) => ask(folder, document, name, document.path, document.bytes, question, root, file));
}

function altered(folder: string, document: Document, other: Document, write: ReturnType<typeof writer>, root: GivenRoot): SlsaCase[] {
  const builder = document.builder.split("@")[0] ?? document.builder;
  return BUNDLE_CHANGES.map(({ name, change }) => {
    const bytes = Buffer.from(JSON.stringify(change(structuredClone(document.bundle), other.bundle)));
    return ask(folder, document, name, write(bytes, ".json"), bytes, { builder }, root);
  });
}

function ask(folder: string, document: Document, name: string, path: string, bytes: Buffer, question: Question, root: GivenRoot, file = document.artifact): SlsaCase {
  const generated = document.signer.startsWith(GENERATOR);
  const expected: Expected = { source: question.source ?? document.source, builder: question.builder ?? null, ref: question.ref ?? null, level: generated ? 3 : 2 };
  const delegated = /\/delegator_/.test(document.signer);
  const subject = generated ? signerOf(GENERATOR) : ({ type: "pattern", value: `^${escaped((question.builder ?? document.builder).split("@")[0] ?? "")}@refs/[A-Za-z0-9._/-]+$` } as const);
  const [kind, short] = /^refs\/(heads|tags)\/(.*)$/.exec(expected.ref ?? "")?.slice(1) ?? [];
  const argv = generated
    ? ["verify-artifact", file, "--provenance-path", path, "--source-uri", bareSource(expected.source), ...(expected.builder === null ? [] : ["--builder-id", expected.builder]), ...(kind === undefined ? [] : [kind === "heads" ? "--source-branch" : "--source-tag", short ?? ""])]
    : ["verify-github-attestation", file, "--attestation-path", path, "--source-uri", bareSource(expected.source), "--builder-id", expected.builder ?? document.builder];
  const artifact = readFileSync(file);
  const policy = policyWith({ signer: { type: "identity", issuer: GITHUB, subject } });
  return {
    group: `${delegated ? "delegated builders" : generated ? "generators" : "workflows' own attestations"}`,
    name: `${relative(folder, document.path) || basename(document.path)}: ${name}`,
    argv,
    ...answer({ bytes, kind: "sigstore-bundle", digest: sha256(artifact), artifact, trust: { policy, root: root.value, now: NOW } }, expected),
  };
}

const bareSource = (source: string | null): string => (source ?? "").replace(/^git\+/, "").replace(/^https:\/\//, "");
