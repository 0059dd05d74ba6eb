import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { gcbProvenance } from "../../../domain/formats/gcb-provenance";
import { digestOfReference, isObject, objectAt, textAt } from "../../../domain/formats/shared/values";
import { sha256 as hash } from "./files";
import { policyWith } from "../../../tests/conformance/forge/alteration";
import { answer, parsed, provenanceIn, type Answer, type Expected } from "./ours";
import { NOW, type SlsaCase } from "./slsa-case";

const BUILDER = "https://cloudbuild.googleapis.com/GoogleHostedWorker";
const LIST = "/provenance_summary/provenance";
/** Where the build's Git repository is not said by what is signed, a source that is right for none. */
const NOBODY = "https://example.org/nobody";

/**
 * Answers of Google Cloud Build with Google's public keys (`materials/*.key`) of the same folder. A text beside the
 * envelope that differs from it is a warning with us and not read; slsa-verifier refuses it, so that it counts as refused.
 */
export function cloudBuildCases(folder: string, files: readonly string[]): SlsaCase[] {
  const rules = files.filter((path) => /materials\/[^/]+\.key$/.test(path)).flatMap((path, i) => policyWith({ id: `google-${i}`, signer: { type: "key", pem: readFileSync(path, "utf8"), requireLog: false } }).rules);
  if (rules.length === 0) return [];
  const policy = { ...policyWith({}), rules };
  return files.filter((path) => path.endsWith(".json")).flatMap((path): SlsaCase[] => {
    const bytes = readFileSync(path);
    if (!bytes.includes('"provenance_summary"')) return [];
    const json = parsed(bytes);
    const summary = objectAt(json, "image_summary");
    const digest = /^sha256:([0-9a-f]{64})$/.exec(textAt(summary, "digest") ?? "")?.[1] ?? digestOfReference(summary["fully_qualified_digest"])?.sha256;
    if (digest === undefined) return [];
    const stated = statedSource(bytes, json);
    const ask = (name: string, expected: Expected, about = digest): SlsaCase => ({
      group: "Google Cloud Build", name: `${relative(folder, path)}: ${name}`,
      argv: ["verify-image", `registry.invalid/image@sha256:${about}`, "--provenance-path", path, "--source-uri", (expected.source ?? NOBODY).replace(/^https:\/\//, ""), "--builder-id", expected.builder ?? BUILDER],
      ...ours(bytes, json, about, expected, policy),
    });
    const base: Expected = { source: stated, builder: BUILDER, ref: null, level: 2 };
    return [ask("source and builder", base), ask("another source", { ...base, source: `${stated ?? NOBODY}A` }), ask("another builder", { ...base, builder: `${BUILDER}@v0.9` }), ask("another image", base, hash(bytes))];
  });
}

/** The envelopes of an answer, each with the first warning about it or about the summary. */
function children(bytes: Uint8Array, json: unknown): { bytes: Uint8Array; warned: string | null }[] | null {
  if (!isObject(json)) return null;
  const read = gcbProvenance.read({ bytes, sha256: hash(bytes), json, text: Buffer.from(bytes).toString("utf8") } as Parameters<typeof gcbProvenance.read>[0]);
  if (!read.ok) return null;
  const warnings = read.value.notes.filter(({ level }) => level === "warning");
  const about = (at: string | undefined, i: number): boolean => at === undefined || !at.startsWith(`${LIST}/`) || at.startsWith(`${LIST}/${i}/`);
  return read.value.children.map((child, i) => ({ bytes: child.bytes, warned: warnings.find(({ at }) => about(at, i))?.code ?? null }));
}

/** slsa-verifier takes a build's first material for its source; so does the question. */
function statedSource(bytes: Uint8Array, json: unknown): string | null {
  const facts = (children(bytes, json) ?? []).flatMap((envelope) => provenanceIn(envelope.bytes)?.facts ?? []);
  return facts.map((one) => one.sourceRepository ?? one.materials[0]?.uri ?? null).find((uri) => uri !== null) ?? null;
}

function ours(bytes: Uint8Array, json: unknown, digest: string, expected: Expected, policy: ReturnType<typeof policyWith>): Answer {
  const read = children(bytes, json);
  if (read === null) return { ours: false, step: "not read" };
  const answers = read.map((envelope): Answer => {
    const signed = answer({ bytes: envelope.bytes, kind: "dsse", digest, trust: { policy, root: null, now: NOW } }, { ...expected, source: expected.source ?? NOBODY });
    return signed.ours && envelope.warned !== null ? { ours: false, step: envelope.warned } : signed;
  });
  // Where one was verified and only warned about, that is what refused the answer.
  return answers.find((one) => one.ours) ?? answers.find(({ step }) => step?.startsWith("gcb-provenance/")) ?? answers[0] ?? { ours: false, step: "no provenance" };
}
