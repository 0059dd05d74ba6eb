import { isImageSignature } from "../../controls/basis/attestations";
import type { AttestationRecord, DigestFacts, EvidenceRef } from "../../model/evaluation";
import type { AttachedFile, PacketRecheckStep } from "../model";

const SAFE_NAME = /^[a-z0-9][a-z0-9._:/-]{0,254}$/;
const SAFE_TYPE = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,254}$/;
const MOST_FILES = 24;
/** Stands in a command where the reader has to put something that no packet can hold. */
const KEY = "PUBLIC_KEY_OF_THE_SIGNER";
const LOG_WORDS = " No entry in a transparency log came with it: cosign asks for one unless --insecure-ignore-tlog=true is added.";
const KEY_WORDS = `${KEY} stands for a file with the signer's public key: take it from the signer, it is not in this packet.`;

/**
 * Steps that somebody who does not trust us can take. They name only files that are attached, each once, and commands
 * are printed only from parts that are safe in a shell.
 */
export function recheckSteps(facts: DigestFacts, attached: readonly AttachedFile[]): PacketRecheckStep[] {
  return [...unpack(attached), ...hashes(attached), ...ownBytes(facts, attached), ...signed(facts), ...rescan(facts, attached)];
}

function unpack(attached: readonly AttachedFile[]): PacketRecheckStep[] {
  if (attached.length === 0) return [];
  return [{ title: "The evidence travels with this file", command: ["mkdir -p evidence", "pdfdetach -saveall -o evidence packet.pdf"], expect: "The attached files, as received. Files too large to attach are listed with their hash only." }];
}

function hashes(attached: readonly AttachedFile[]): PacketRecheckStep[] {
  if (attached.length === 0) return [];
  const command = attached.slice(0, MOST_FILES).map((file) => `sha256sum evidence/${file.name}`);
  const more = attached.length > MOST_FILES ? ` The other ${attached.length - MOST_FILES} in the same way.` : "";
  return [{ title: "Every attached file is what section 11 says", command, expect: `The SHA-256 beside each file under "Attached to this file". A document inside another file has a hash of its own in the register.${more}` }];
}

function ownBytes(facts: DigestFacts, attached: readonly AttachedFile[]): PacketRecheckStep[] {
  const own = attached.find((file) => file.sha256 === facts.digest);
  if (!own) return [];
  return [{ title: "The digest is these manifest bytes", command: [`sha256sum evidence/${own.name}`], expect: "The digest on the first page." }];
}

/** Verifying needs the key or identity of the signer, which has to come from elsewhere than from this packet. */
function signed(facts: DigestFacts): PacketRecheckStep[] {
  const image = facts.line?.image ?? "";
  if (!SAFE_NAME.test(image)) return [];
  const subject = `  ${image}@sha256:${facts.digest}`;
  const bound = facts.attestations.filter((one) => one.subjectMatches !== false);
  const overImage = bound.filter(isImageSignature);
  const held = overImage.length > 0 || facts.evidence.some((ref) => ref.kind === "signature" && ref.binding !== "conflict" && ref.binding !== "pending");
  const imageStep = held ? [{ title: "Check the signature of the image yourself", command: [`cosign verify --key ${KEY} \\`, subject], expect: expectWords(overImage) }] : [];
  const others = bound.filter((one) => one.signatures > 0 && !isImageSignature(one));
  const types = [...new Set(others.map((one) => one.predicateType))].filter((type) => SAFE_TYPE.test(type)).sort().slice(0, 6);
  return [...imageStep, ...types.map((type) => ({
    title: `Check the signature of ${type} yourself`,
    command: [`cosign verify-attestation --key ${KEY} \\`, `  --type ${type} \\`, subject],
    expect: expectWords(others.filter((one) => one.predicateType === type)),
  }))];
}

function expectWords(records: readonly AttestationRecord[]): string {
  const verified = records.length > 0 && records.every((one) => one.state === "verified");
    const logged = records.some((one) => one.log.length > 0);
  return `Exit status 0 where the signature holds; ${verified ? "this packet says that it does" : "this version has not verified it"}. ${KEY_WORDS}${logged ? "" : LOG_WORDS}`;
}

function rescan(facts: DigestFacts, attached: readonly AttachedFile[]): PacketRecheckStep[] {
  const readable = (ref: EvidenceRef): boolean => ref.kind === "sbom" && ref.binding !== "conflict" && ref.binding !== "pending";
  const hashesOf = new Set(facts.evidence.filter(readable).map((ref) => ref.sha256));
  const sbom = attached.find((file) => hashesOf.has(file.sha256));
  if (!sbom) return [];
  return [{ title: "A fresh scan of the same SBOM", command: [`trivy sbom evidence/${sbom.name}`], expect: "The open findings of section 2. New ones are news since the as-of instant, not errors." }];
}
