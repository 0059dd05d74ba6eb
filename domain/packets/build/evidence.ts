import { daysBetween } from "../../clocks/instant";
import type { DigestFacts, EvidenceRef } from "../../model/evaluation";
import type { AttachedFile, PacketEvidence } from "../model";
import { KIND_TITLES } from "./words";

/** File name of a piece of evidence inside a packet: its id first, so that names never collide, and safe in a shell. */
export function evidenceFileName(ref: Pick<EvidenceRef, "id" | "fileName">): string {
  const last = ref.fileName.split(/[/\\]/).at(-1) ?? "";
  const safe = last.replaceAll(/[^A-Za-z0-9._-]+/g, "_").replaceAll(/^[._-]+|[._-]+$/g, "").slice(-80);
  return `${ref.id}-${safe === "" ? "file" : safe}`;
}

/** Days after which a kind of evidence no longer shows the present; null where it does not age. */
function windowOf(ref: EvidenceRef, facts: DigestFacts): number | null {
  if (ref.kind === "vuln_scan") return facts.policy.scanMaxAgeDays;
  return ref.kind === "secret_scan" || ref.kind === "config_scan" ? 30 : null;
}

export function register(facts: DigestFacts, attached: readonly AttachedFile[]): PacketEvidence[] {
  return facts.evidence.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map((ref) => {
    const windowDays = windowOf(ref, facts);
    const days = (from: string): number => Math.max(0, daysBetween(from, facts.asOf));
    return {
      id: ref.id,
      kind: KIND_TITLES[ref.kind],
      file: fileOf(ref, attached),
      sha256: ref.sha256,
      bytes: ref.sizeBytes,
      observedAt: ref.observedAt,
      recordedAt: ref.recordedAt,
      binding: ref.binding,
      verification: ref.kind === "signature" && ref.verification === "unsigned" ? "unknown" : ref.verification,
      windowDays,
      ageDays: ref.observedAt === null ? null : days(ref.observedAt),
      // Without a time of its own it is at least as old as its receipt.
      stale: windowDays !== null && days(ref.observedAt ?? ref.recordedAt) >= windowDays,
    };
  });
}

/** Where a reader finds it: attached itself, inside an attached file, or not attached. */
function fileOf(ref: EvidenceRef, attached: readonly AttachedFile[]): string {
  const file = attached.find((one) => one.sha256 === ref.sha256) ?? attached.find((one) => one.evidence.includes(ref.id));
  if (!file) return ref.fileName;
  return file.sha256 === ref.sha256 ? file.name : `inside ${file.name}`;
}
