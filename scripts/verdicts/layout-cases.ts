import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TrustRoot } from "../../domain/verification/trust-root";
import { verifyDocument } from "../../domain/verification/verify-document";
import { policyWith } from "../../tests/conformance/forge/alteration";
import { cosignLayers } from "../../tests/conformance/oci-layout";
import { answered, type VerdictCase } from "./verdict-case";

const ISSUER = "https://token.actions.githubusercontent.com";
const PROVENANCE = "https://slsa.dev/provenance/v0.2";

interface Layout {
  path: string;
  expected: { verify?: { image_digest?: string; builder_id?: string } } | null;
}

interface Descriptor {
  digest: string;
  size: number;
  annotations?: Record<string, string>;
}

/** What is done to the annotations beside an attestation, by the end of the annotation's name. */
export const ANNOTATION_CHANGES: readonly [name: string, key: string, change: (text: string) => string][] = [
  ["another time of logging", "bundle", (text) => text.replace(/"integratedTime":(\d+)/, (_all, time: string) => `"integratedTime":${Number(time) + 60}`)],
  ["another index in the log", "bundle", (text) => text.replace(/"logIndex":(\d+)/, '"logIndex":7')],
  ["an altered promise of the log", "bundle", (text) => text.replace(/("SignedEntryTimestamp":"M.{20})./, "$1A")],
  ["a certificate with a byte altered", "certificate", (text) => text.replace(/(.{400})./s, (_all, start: string) => `${start}A`)],
];

/** Image layouts of a corpus that carry keyless provenance, as they are, asked for otherwise, and with altered annotations. */
export function layoutCases(corpus: string, scratch: string, root: { path: string; value: TrustRoot }): VerdictCase[] {
  const index = JSON.parse(readFileSync(join(corpus, "INDEX.json"), "utf8")) as Layout[];
  return index.flatMap(({ path, expected }) => {
    const { image_digest: image, builder_id: builder } = expected?.verify ?? {};
    const folder = join(corpus, dirname(path));
    return image && builder && existsSync(join(folder, "oci-layout")) ? casesOf(folder, scratch, image.slice("sha256:".length), builder, root) : [];
  });
}

function casesOf(folder: string, scratch: string, image: string, builder: string, root: { path: string; value: TrustRoot }): VerdictCase[] {
  const ask = (name: string, layout: string, subject = builder, issuer = ISSUER, type = PROVENANCE): VerdictCase => {
    const [layer] = cosignLayers(layout, attestationIn(layout).digest.slice("sha256:".length));
    if (!layer) throw new Error(`${layout} has no attestation`);
    const signer = { type: "identity", issuer, subject: { type: "exact", value: subject } } as const;
    return {
      group: "image layouts of the corpus", name,
      argv: ["verify-attestation", "--local-image", "--offline", "--new-bundle-format=false", "--trusted-root", root.path, "--certificate-identity", subject, "--certificate-oidc-issuer", issuer, "--type", type, layout],
      ...answered(verifyDocument({ bytes: layer.bytes, detached: layer.detached, kind: "dsse", digest: image, predicateType: type, trust: { policy: policyWith({ signer }), root: root.value, now: "2026-11-23T00:00:00Z" } })),
    };
  };
  const changed = (number: number, key: string, change: (text: string) => string): string => {
    const copy = join(scratch, `layout-${number}`);
    cpSync(folder, copy, { recursive: true });
    alterAnnotation(copy, `dev.sigstore.cosign/${key}`, change);
    return copy;
  };
  return [
    ask("as it is", folder),
    ask("another builder", folder, builder.replace(/v[\d.]+$/, "v9.9.9")),
    ask("another issuer", folder, builder, `${ISSUER}/other`),
    ask("another type", folder, builder, ISSUER, "https://openvex.dev/ns"),
    ...ANNOTATION_CHANGES.map(([name, key, change], i) => ask(name, changed(i, key, change))),
  ];
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;
const indexOf = (layout: string): { manifests: Descriptor[] } => read(join(layout, "index.json"));

export function attestationIn(layout: string): Descriptor {
  const found = indexOf(layout).manifests.find(({ annotations }) => annotations?.["kind"] === "dev.cosignproject.cosign/atts");
  if (!found) throw new Error(`${layout} lists no attestations`);
  return found;
}

/** Writes the manifest anew with one annotation changed, and the index that names it, so that all hashes fit again. */
export function alterAnnotation(layout: string, key: string, change: (text: string) => string): void {
  const index = indexOf(layout);
  const { digest } = attestationIn(layout);
  const manifest = read<{ layers: { annotations: Record<string, string> }[] }>(join(layout, "blobs/sha256", digest.slice(7)));
  for (const { annotations } of manifest.layers) annotations[key] = change(annotations[key] ?? "");
  const bytes = Buffer.from(JSON.stringify(manifest));
  const hex = createHash("sha256").update(bytes).digest("hex");
  writeFileSync(join(layout, "blobs/sha256", hex), bytes);
  const manifests = index.manifests.map((one) => (one.digest === digest ? { ...one, digest: `sha256:${hex}`, size: bytes.byteLength } : one));
  writeFileSync(join(layout, "index.json"), JSON.stringify({ ...index, manifests }));
}
