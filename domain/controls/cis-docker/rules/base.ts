import { isAfter } from "../../../clocks/instant";
import type { AttestationRecord } from "../../../model/evaluation";
import { boundAttestations, isProvenance } from "../../basis/attestations";
import { provenProvenance } from "../../basis/provenance-points";
import { asks, lacks, remarks, violates, type ControlContext, type Point, type Rule } from "../../control";

const ANNOTATION = "org.opencontainers.image.base.digest";

interface Base {
  digest: string;
  /** Proven by verified provenance, of this builder; else only the image says so itself. */
  proven: boolean;
  builder: string | null;
  evidence: string[];
}

/** 4.2: the base must be known, on the approved list and proven. What the image says of its own base may fail, never pass. */
export const base: Rule = (context) => {
  const { facts } = context;
  const bases = knownBases(context);
  const approved = facts.policy.approved.bases;
  const points: Point[] = [...mutableBases(context)];
  if (bases.length === 0) points.push(lacks("The digest of the base image", nobodySays(context), ["base_lineage", "provenance"], saying(context).map((one) => one.evidence)));
  if (approved === null) points.push(lacks("A list of approved base images", "The policy has none", ["approved_lists"], [], "The policy holds no list of approved base images"));
  for (const one of approved === null ? [] : bases) points.push(...judgeBase(one, approved ?? [], facts.asOf));
  return points;
};

function judgeBase(one: Base, approved: { digest: string; name: string; expiresAt: string | null }[], asOf: string): Point[] {
  const entry = approved.find((item) => item.digest.replace("sha256:", "") === one.digest);
  const short = one.digest.slice(0, 12);
  if (!entry) return [violates("The base on the approved list", `Base ${short} is not on the list`, one.evidence, "The base image is not on the approved list")];
  if (entry.expiresAt !== null && !isAfter(entry.expiresAt, asOf)) return [violates("An approval in force", `Approval of ${entry.name} expired ${entry.expiresAt.slice(0, 10)}`, one.evidence, "The approval of the base image has expired")];
  if (!one.proven) return [asks("A base confirmed by provenance or layers", `${entry.name}, by the image's own word`, ["provenance", "base_lineage"], one.evidence, "The base is on the approved list, but only the image itself names it")];
  return [
    remarks("The base on the approved list", `${entry.name}, confirmed by verified provenance of ${one.builder ?? "a builder it does not name"}`, one.evidence),
    lacks("A verified signature of the base", "None was received", ["signature"], [], "The base is approved and confirmed; its own signature was not received"),
  ];
}

function knownBases(context: ControlContext): Base[] {
  const { facts } = context;
  const found: Base[] = [];
  const stated = facts.annotations[ANNOTATION] ?? facts.config?.labels[ANNOTATION];
  const digest = /^sha256:([0-9a-f]{64})$/.exec(stated ?? "")?.[1];
  const manifest = facts.evidence.find((ref) => ref.kind === "image_manifest");
  const source = facts.annotations[ANNOTATION] ? manifest?.id : facts.config?.evidence;
  for (const record of provenProvenance(context)) {
    for (const material of record.materials) {
      if (!isImage(material.uri) || material.digest === null) continue;
      found.push({ digest: material.digest.replace("sha256:", ""), proven: true, builder: record.builderId, evidence: [record.evidence] });
    }
  }
  if (digest && !found.some((one) => one.digest === digest)) found.push({ digest, proven: false, builder: null, evidence: source ? [source] : [] });
  return found.sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

/** Provenance that names images and is not verified: it confirms nothing. */
function saying(context: ControlContext): AttestationRecord[] {
  const proven = new Set(provenProvenance(context).map((one) => one.evidence));
  return boundAttestations(context).filter((one) => isProvenance(one) && !proven.has(one.evidence) && one.materials.some(({ uri }) => isImage(uri)));
}

function nobodySays(context: ControlContext): string {
  const unverified = saying(context);
  if (unverified.length === 0) return "Neither the image nor a verified provenance names its base";
  return unverified.every((one) => one.state === "invalid") ? "Only provenance names one, and its verification failed" : "Only provenance names one, and it is not verified";
}

function mutableBases(context: ControlContext): Point[] {
  return provenProvenance(context).flatMap((record) =>
    record.materials.filter((one) => isImage(one.uri) && one.digest === null && !one.uri.includes("sha256:")).map((one) =>
      violates("Every base pinned by digest", `${one.uri} has no digest`, [record.evidence], "A base image was pulled by a tag that can move")));
}

function isImage(uri: string): boolean {
  return /^(?:pkg:docker\/|pkg:oci\/|docker:\/\/|oci:\/\/)/.test(uri);
}
