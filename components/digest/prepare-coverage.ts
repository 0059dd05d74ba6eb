import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestHeader } from "../../contracts/pages";

export interface CoverageRow {
  what: string;
  held: number;
  verified: number;
  /** Named by the uploader only. */
  claimed: number;
  /** Newest of the times the evidence states itself; null where none does. */
  newestAt: string | null;
  /** When the newest was handed in; null where nothing is held. */
  receivedAt: string | null;
  items: EvidenceItem[];
}

const KINDS: { what: string; kinds: string[] }[] = [
  { what: "Manifest", kinds: ["image_manifest", "image_index"] },
  { what: "Image config", kinds: ["image_config"] },
  { what: "Bill of materials", kinds: ["sbom"] },
  { what: "Vulnerability scan", kinds: ["vuln_scan"] },
  { what: "VEX", kinds: ["vex"] },
  { what: "Signature", kinds: ["signature"] },
  { what: "Provenance", kinds: ["provenance"] },
  { what: "Other attestations", kinds: ["attestation"] },
];

/**
 * What kinds of evidence speak about the digest; a kind nobody sent is a row with zero, never left out. An envelope is
 * not counted beside the statement in it.
 */
export function prepareCoverage(evidence: EvidenceItem[], digest: string): CoverageRow[] {
  return KINDS.map(({ what, kinds }) => {
    const held = evidence.filter((item) => kinds.includes(item.kind) && item.bindings.every((binding) => binding.state !== "conflict"));
    return {
      what,
      held: held.length,
      verified: held.filter((item) => item.verification.state === "verified").length,
      claimed: held.filter((item) => item.bindings.some((binding) => binding.digest === digest && binding.state === "claimed")).length,
      newestAt: held.flatMap((item) => item.observedAt ?? []).toSorted().at(-1) ?? null,
      receivedAt: held.map((item) => item.recordedAt).toSorted().at(-1) ?? null,
      items: held,
    };
  });
}

/** "4 of 6 kinds of evidence are held." and what the evaluation says about the inside. */
export function coverageSentence(rows: CoverageRow[], header: DigestHeader): { lead: string; rest: string } {
  const held = rows.filter((row) => row.held > 0).length;
  const inside = header.says.inside ?? "";
  const bare = rows.filter((row) => row.held > 0 && row.verified === 0).length;
  const unverified = bare === 0 ? "" : `, ${bare === held ? "none of them" : `${bare} of them without anything`} verified`;
  return { lead: `${held} of ${rows.length} kinds of evidence`, rest: ` ${held === 1 ? "is" : "are"} held${unverified}. ${inside}`.trimEnd() };
}
