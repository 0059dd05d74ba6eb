import type { AttestationRecord, DigestFacts, EvidenceRef } from "../../model/evaluation";
import type { PacketRecheckStep } from "../model";
import { evidenceFileName } from "./evidence";

const SAFE_NAME = /^[a-z0-9][a-z0-9._:/-]{0,254}$/;
const SAFE_TYPE = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,254}$/;
const MOST_FILES = 24;

/** Steps that somebody who does not trust us can take. Commands are printed only from parts that are safe in a shell. */
export function recheckSteps(facts: DigestFacts): PacketRecheckStep[] {
  const files = facts.evidence.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...unpack(files), ...hashes(files), ...ownBytes(facts, files), ...attested(facts), ...rescan(files)];
}

function unpack(files: EvidenceRef[]): PacketRecheckStep[] {
  if (files.length === 0) return [];
  return [{ title: "The evidence travels with this file", command: ["mkdir -p evidence", "pdfdetach -saveall -o evidence packet.pdf"], expect: "The attached evidence files, as received. Files too large to attach are listed with their hash only." }];
}

function hashes(files: EvidenceRef[]): PacketRecheckStep[] {
  if (files.length === 0) return [];
  const command = files.slice(0, MOST_FILES).map((ref) => `sha256sum evidence/${evidenceFileName(ref)}`);
  const more = files.length > MOST_FILES ? ` The other ${files.length - MOST_FILES} in the same way.` : "";
  return [{ title: "Every file is what the register says", command, expect: `The SHA-256 beside each file in the evidence register.${more}` }];
}

function ownBytes(facts: DigestFacts, files: EvidenceRef[]): PacketRecheckStep[] {
  const own = files.find((ref) => ref.sha256 === facts.digest);
  if (!own) return [];
  return [{ title: "The digest is these manifest bytes", command: [`sha256sum evidence/${evidenceFileName(own)}`], expect: "The digest on the first page." }];
}

/** Verifying needs the key or identity of the signer, which has to come from elsewhere than from this packet. */
function attested(facts: DigestFacts): PacketRecheckStep[] {
  const image = facts.line?.image ?? "";
  if (!SAFE_NAME.test(image)) return [];
  const types = [...new Set(facts.attestations.filter((one) => one.signatures > 0 && one.subjectMatches !== false).map((one: AttestationRecord) => one.predicateType))];
  return types.filter((type) => SAFE_TYPE.test(type)).sort().slice(0, 6).map((type) => ({
    title: `The attestation ${type} verifies without us`,
    command: ["cosign verify-attestation --key cosign.pub \\", `  --type ${type} \\`, `  ${image}@sha256:${facts.digest}`],
    expect: "Exit status 0. Take the public key, or the identity and issuer, from the signer and not from this packet.",
  }));
}

function rescan(files: EvidenceRef[]): PacketRecheckStep[] {
  const sbom = files.find((ref) => ref.kind === "sbom" && ref.binding !== "conflict" && ref.binding !== "pending");
  if (!sbom) return [];
  return [{ title: "A fresh scan of the same SBOM", command: [`trivy sbom evidence/${evidenceFileName(sbom)}`], expect: "The open findings of section 2. New ones are news since the as-of instant, not errors." }];
}
