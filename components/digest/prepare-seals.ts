import type { SealShape } from "../../contracts/digest";

export type SealTone = "verified" | "unverified" | "missing" | "failed";

export interface SealView {
  kind: SealShape["kind"];
  title: string;
  tone: SealTone;
  words: string;
  why: string;
  /** What a reader can do: an anchor on the Evidence tab, or the tab that shows the thing. */
  action: { label: string; anchor: string };
  /** Held and evaluated, and nobody trusted has been found to sign it: whom to trust is for this system to say. */
  trust: boolean;
}

export const SEAL_TITLES: Record<SealShape["kind"], string> = {
  signature: "Signature", provenance: "Provenance", sbom: "SBOM", scan: "Scan", vex: "VEX",
};
const ORDER: SealShape["kind"][] = ["signature", "provenance", "sbom", "scan", "vex"];
const TONE: Record<SealShape["state"], SealTone> = { verified: "verified", present: "unverified", missing: "missing", failed: "failed" };
const NO_SEAL: Record<SealShape["kind"], string> = {
  signature: "No signature that names this digest is held.",
  provenance: "No build provenance for this digest is held.",
  sbom: "No bill of materials for this digest is held.",
  scan: "No vulnerability scan of this digest is held.",
  vex: "No exploitability statement about this digest is held.",
};

/** Kinds of evidence that can strike a seal once they are evaluated. */
const STRIKES: Record<SealShape["kind"], string[]> = {
  signature: ["signature"],
  provenance: ["provenance"],
  sbom: ["sbom"],
  scan: ["vuln_scan"],
  vex: ["vex"],
};

/**
 * Always five seals in one order. A seal the evaluation does not speak of is missing, never left out; when evidence of
 * its kind is held and only waits to be evaluated, it says that instead. `held` lists the kinds of evidence held.
 */
export function prepareSeals(seals: SealShape[], held: string[] = []): SealView[] {
  return ORDER.map((kind) => {
    const seal = seals.find((item) => item.kind === kind);
    const waits = !seal && STRIKES[kind].some((strike) => held.includes(strike));
    const tone = seal ? TONE[seal.state] : waits ? "unverified" : "missing";
    return {
      kind,
      title: SEAL_TITLES[kind],
      tone,
      words: seal?.line ?? seal?.stateWords ?? (waits ? "Held, not evaluated" : "Missing"),
      why: said(seal) ?? (waits ? "Evidence of this kind is held and has not been evaluated yet." : NO_SEAL[kind]),
      action: { label: ACTIONS[tone], anchor: tone === "verified" ? `held-${kind}` : `add-${kind}` },
      trust: seal?.state === "present",
    };
  });
}

/** What the seal says beyond its line: a lone "Verified." under "Verified by …" says nothing more. */
const said = (seal: SealShape | undefined): string | undefined => (seal?.state === "verified" && seal.line && seal.why === "Verified." ? "" : seal?.why);

const ACTIONS: Record<SealTone, string> = {
  verified: "What was checked",
  unverified: "How to prove this",
  missing: "How to add this",
  failed: "What failed",
};
