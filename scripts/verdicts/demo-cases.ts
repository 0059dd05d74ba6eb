import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policyWith } from "../../tests/conformance/forge/alteration";
import { newKey, pemOf } from "../../tests/conformance/forge/certificates";
import { verifyDocument } from "../../domain/verification/verify-document";
import type { VerifyRequest } from "../../domain/verification/model";
import { answered, writer, type VerdictCase } from "./verdict-case";

const PLACE = join(import.meta.dirname, "../../demo");
const BUILD = join(PLACE, "evidence/ledger-api/1.2.0");
const ENVELOPES = ["sbom.dsse.json", "provenance.dsse.json", "vex-2026-11-12.dsse.json", "vex-2026-11-20.dsse.json"];

/** What the sample images are signed with, as it is and altered: envelopes, and the image signature. */
export function demoCases(folder: string): VerdictCase[] {
  const write = writer(folder, "demo");
  const pem = readFileSync(join(PLACE, "cosign.pub"), "utf8");
  const keys: [string, string][] = [["the key", pem], ["another key", pemOf(newKey())]];
  return [...keys.flatMap(([whose, key]) => envelopeCases(write, whose, key)), ...keys.flatMap(([whose, key]) => signatureCases(write, whose, key))];
}

type Write = ReturnType<typeof writer>;

const ask = (request: Pick<VerifyRequest, "bytes" | "kind" | "digest"> & Partial<VerifyRequest>, pem: string) =>
  answered(verifyDocument({ ...request, trust: { policy: policyWith({ signer: { type: "key", pem, requireLog: false } }), root: null, now: "2026-11-23T09:00:00Z" } }));

function envelopeCases(write: Write, whose: string, pem: string): VerdictCase[] {
  const key = write(pem, ".pub");
  return ENVELOPES.flatMap((name) => {
    const text = readFileSync(join(BUILD, name), "utf8");
    const subject = subjectOf(text);
    const about = ["index.json", "manifest.json"].map((file) => join(BUILD, file)).find((file) => sha256(readFileSync(file)) === subject);
    if (about === undefined) return [];
    const other = join(BUILD, "config.json");
    const changes: [string, string, string][] = [
      ["as it is", text, about],
      ["about another file", text, other],
      ["its payload altered", altered(text, (payload) => payload.replace("predicate", "Predicate")), about],
      ["its subject altered to another file's", altered(text, (payload) => payload.replaceAll(subject, sha256(readFileSync(other)))), other],
      ["its signature altered", text.replace(/"sig":"(.{20})./, (_all, start: string) => `"sig":"${start}A`), about],
      ["its payload type altered", text.replace("application/vnd.in-toto+json", "application/json"), about],
      ["without signatures", text.replace(/"signatures":\[.*\]/s, '"signatures":[]'), about],
      ["cut short", text.slice(0, -10), about],
    ];
    return changes.map(([what, envelope, artifact]): VerdictCase => ({
      group: "envelopes of the sample", name: `${name}, ${whose}, ${what}`,
      argv: ["verify-blob-attestation", "--key", key, "--signature", write(envelope, ".json"), "--new-bundle-format=false", "--insecure-ignore-tlog=true", "--type", typeOf(text), artifact],
      ...ask({ bytes: Buffer.from(envelope), kind: "dsse", digest: sha256(readFileSync(artifact)), predicateType: typeOf(text) }, pem),
    }));
  });
}

function signatureCases(write: Write, whose: string, pem: string): VerdictCase[] {
  const key = write(pem, ".pub");
  const payload = readFileSync(join(BUILD, "signature.payload.json"), "utf8");
  const manifest = JSON.parse(readFileSync(join(BUILD, "signature.manifest.json"), "utf8")) as { layers: { annotations: Record<string, string> }[] };
  const signature = manifest.layers[0]?.annotations["dev.cosignproject.cosign/signature"] ?? "";
  const digest = /sha256:([0-9a-f]{64})/.exec(payload)?.[1] ?? "";
  const other = "d".repeat(64);
  const changes: [string, string, string, string][] = [
    ["as it is", payload, signature, digest],
    ["its manifest altered", payload.replace(digest, other), signature, other],
    ["a space more", `${payload} `, signature, digest],
    ["its signature altered", payload, signature.replace(/^(.{20})./, "$1A"), digest],
    ["its signature cut short", payload, signature.slice(0, 40), digest],
  ];
  return changes.map(([what, signed, made, shown]): VerdictCase => ({
    group: "image signature of the sample", name: `${whose}, ${what}`,
    argv: ["verify-blob", "--key", key, "--signature", write(made, ".sig"), "--new-bundle-format=false", "--insecure-ignore-tlog=true", write(signed, ".json")],
    ...ask({ bytes: Buffer.from(signed), kind: "cosign-simple-signing", digest: shown, detached: { signature: made, certificate: null, rekorBundle: null, rfc3161: null } }, pem),
  }));
}

function payloadOf(envelope: string): string {
  const parsed = JSON.parse(envelope) as { payload: string };
  return Buffer.from(parsed.payload, "base64").toString("utf8");
}

function altered(envelope: string, change: (payload: string) => string): string {
  return JSON.stringify({ ...(JSON.parse(envelope) as object), payload: Buffer.from(change(payloadOf(envelope))).toString("base64") });
}

const subjectOf = (envelope: string): string => /"sha256":\s*"([0-9a-f]{64})"/.exec(payloadOf(envelope))?.[1] ?? "";
const typeOf = (envelope: string): string => /"predicateType":\s*"([^"]+)"/.exec(payloadOf(envelope))?.[1] ?? "";
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
