import type { DigestHeader } from "../../contracts/pages";
import type { EvidenceItem } from "../../contracts/evidence";

export interface LineageStep {
  step: string;
  /** A digest to show, or words. */
  digest: string | null;
  text: string | null;
  note: string | null;
  /** True for the digest the page is about. */
  here: boolean;
  link: boolean;
}

/**
 * From what it was built from to this digest, as far as held evidence says so: provenance first, then the index that
 * lists it, the digest itself, its config, and its neighbours in the line. Steps nobody stated are named as not stated.
 */
export function prepareLineage(header: DigestHeader, evidence: EvidenceItem[]): LineageStep[] {
  const { detail } = header;
  const provenance = evidence.filter((item) => item.kind === "provenance");
  const steps: LineageStep[] = provenance.map((item) => ({
    step: "Build, by provenance",
    digest: null,
    text: item.title,
    note: item.verification.state === "verified" ? `verified, signed by ${item.verification.signer ?? "an unnamed identity"}` : "somebody's word: not verified",
    here: false,
    link: false,
  }));
  if (steps.length === 0) steps.push(words("Build", "Not stated", "no provenance for this digest is held"));
  for (const parent of detail.parents) steps.push({ step: "Index that lists it", digest: parent, text: null, note: "by the index's own bytes", here: false, link: true });
  steps.push({ step: "This digest", digest: detail.digest, text: null, note: kindNote(detail.kind), here: true, link: false });
  if (detail.configDigest) steps.push({ step: "Its image config", digest: detail.configDigest, text: null, note: "named in the manifest", here: false, link: false });
  for (const item of detail.platforms) {
    steps.push({ step: item.platform ? `Platform ${item.platform.os}/${item.platform.architecture}` : "Platform not stated", digest: item.digest, text: null, note: null, here: false, link: true });
  }
  return steps;
}

const words = (step: string, text: string, note: string): LineageStep => ({ step, digest: null, text, note, here: false, link: false });

function kindNote(kind: DigestHeader["detail"]["kind"]): string {
  if (kind === "index") return "an index of platforms, by its own bytes";
  return kind === "manifest" ? "a platform manifest, by its own bytes" : "its manifest is not held: send it to bind evidence";
}

export interface CheckView {
  file: string;
  sha256: string;
  name: string;
  expected: string;
  got: string;
  ok: boolean | null;
}

/** Every check that was made on any evidence of this digest, failures first. */
export function prepareChecks(evidence: EvidenceItem[]): CheckView[] {
  return evidence
    .flatMap((item) => item.verification.checks.map((check) => ({ ...check, file: item.fileName, sha256: item.fileSha256 })))
    .toSorted((a, b) => rank(a.ok) - rank(b.ok));
}

const rank = (ok: boolean | null): number => (ok === false ? 0 : ok === null ? 1 : 2);

export interface FileChecks {
  sha256: string;
  name: string;
  failed: CheckView[];
  unreached: CheckView[];
  held: CheckView[];
}

/** The same checks file by file, files with a failure first. A step of several documents in one file is told once. */
export function checksByFile(checks: CheckView[]): FileChecks[] {
  const files = new Map<string, CheckView[]>();
  for (const check of checks) {
    const known = files.get(check.sha256) ?? [];
    const told = known.some((one) => one.name === check.name && one.ok === check.ok && one.expected === check.expected && one.got === check.got);
    files.set(check.sha256, told ? known : [...known, check]);
  }
  return [...files]
    .map(([sha256, of]) => ({
      sha256,
      name: of[0]?.file ?? "",
      failed: of.filter(({ ok }) => ok === false),
      unreached: of.filter(({ ok }) => ok === null),
      held: of.filter(({ ok }) => ok === true),
    }))
    .toSorted((a, b) => Number(b.failed.length > 0) - Number(a.failed.length > 0));
}
