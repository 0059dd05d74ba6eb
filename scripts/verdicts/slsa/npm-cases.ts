import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { attestationList } from "../../../domain/formats/attestation-list";
import { isObject, listAt, textAt } from "../../../domain/formats/shared/values";
import { policyWith } from "../../../tests/conformance/forge/alteration";
import { verifyDocument } from "../../../domain/verification/verify-document";
import { answered } from "../verdict-case";
import { npmKeys, type GivenRoot } from "./ask";
import { sha256 } from "./files";
import { answer, parsed, payloadOf, provenanceIn, type Answer, type Expected } from "./ours";
import { escaped, GENERATOR, GITHUB, signerOf } from "./signers";
import { NOW, type SlsaCase } from "./slsa-case";

interface Package {
  name: string;
  version: string;
  path: string;
  tarball: string;
  bundles: Uint8Array[];
  source: string;
  builder: string;
}

type Question = Partial<Pick<Expected, "source" | "builder">>;

/**
 * npm's lists of attestations beside their tarballs. Both attestations must hold on our side too: the provenance signed by
 * any workflow of the source's repository or by the generator, as slsa-verifier has it, and the publishing signed by a key of the registry.
 */
export function npmCases(files: readonly string[], root: GivenRoot): SlsaCase[] {
  return files.filter((path) => path.endsWith(".tgz.json") && existsSync(path.slice(0, -".json".length))).flatMap(packageOf).flatMap((one) => {
    const questions: [string, Question, string?][] = [
      ["source and builder", {}],
      ["another source", { source: `${one.source}A` }],
      ["another owner of the source", { source: one.source.replace(/github\.com\/[^/]+/, "github.com/somebody-else") }],
      ["another builder", { builder: `${one.builder}2` }],
      ["a self-hosted builder", { builder: "https://github.com/actions/runner/self-hosted" }],
      ["another file", {}, one.path],
    ];
    return questions.map(([name, question, file]) => ask(one, name, question, file ?? one.tarball, root));
  });
}

function packageOf(path: string): Package[] {
  const bytes = readFileSync(path);
  const json = parsed(bytes);
  if (!isObject(json) || !attestationList.sniff({ json } as Parameters<typeof attestationList.sniff>[0])) return [];
  const bundles = listAt(json, "attestations").flatMap((one) => (isObject(one) && isObject(one["bundle"]) ? [Buffer.from(JSON.stringify(one["bundle"]))] : []));
  const read = bundles.map((bundle) => provenanceIn(bundle)?.facts).find((facts) => facts !== undefined);
  const statement = bundles.map((bundle) => parsed(payloadOf(bundle) ?? Buffer.alloc(0))).find((one) => /npm\/attestation/.test(textAt(one, "predicateType") ?? ""));
  const [, name, version] = /^pkg:npm\/(.+)@([^@]+)$/.exec(textAt(listAt(statement, "subject")[0], "name") ?? "") ?? [];
  if (!read?.sourceRepository || read.builderId === null || name === undefined || version === undefined) return [];
  return [{ name: decodeURIComponent(name), version, path, tarball: path.slice(0, -".json".length), bundles, source: read.sourceRepository, builder: read.builderId }];
}

function ask(one: Package, name: string, question: Question, file: string, root: GivenRoot): SlsaCase {
  const expected: Expected = { source: question.source ?? one.source, builder: question.builder ?? one.builder, ref: null, level: 2 };
  return {
    group: "npm packages",
    name: `${basename(one.path)}: ${name}`,
    argv: [
      "verify-npm-package", file, "--attestations-path", one.path, "--package-name", one.name, "--package-version", one.version,
      "--source-uri", (expected.source ?? "").replace(/^https:\/\//, ""), "--builder-id", expected.builder ?? "",
    ],
    ...both(one, expected, readFileSync(file), root),
  };
}

function both(one: Package, expected: Expected, artifact: Buffer, root: GivenRoot): Answer {
  const workflow = { type: "pattern", value: `^https://github\\.com/${escaped((expected.source ?? "").replace(/^https:\/\/github\.com\//, ""))}/\\.github/workflows/[A-Za-z0-9._-]+@refs/[A-Za-z0-9._/-]+$` } as const;
  const answers = one.bundles.map((bytes): Answer => {
    const request = { bytes, kind: "sigstore-bundle", digest: sha256(artifact), artifact } as const;
    if (provenanceIn(bytes) !== null) {
      const rules = [workflow, signerOf(GENERATOR)].flatMap((subject, i) => policyWith({ id: `github-${i}`, signer: { type: "identity", issuer: GITHUB, subject } }).rules);
      return answer({ ...request, trust: { policy: { ...policyWith({}), rules }, root: root.value, now: NOW } }, expected);
    }
    const rules = npmKeys().flatMap((pem, i) => policyWith({ id: `npm-${i}`, signer: { type: "key", pem, requireLog: true } }).rules);
    return answered(verifyDocument({ ...request, trust: { policy: { ...policyWith({}), rules }, root: root.value, now: NOW } }));
  });
  return answers.find(({ ours }) => !ours) ?? { ours: answers.length > 1, step: answers.length > 1 ? null : "two attestations" };
}
