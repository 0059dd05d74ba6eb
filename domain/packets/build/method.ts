import { FRAMEWORKS } from "../../controls/registry";
import { clockPreset } from "../../clocks/registry";
import type { DigestEvaluation, DigestFacts } from "../../model/evaluation";
import type { PacketDocument } from "../model";

const RULES: readonly string[] = [
  "A known violation is a fail, even where other evidence is missing.",
  "Evidence that is missing, stale, not bound to this digest or not accepted gives needs evidence, never pass.",
  "No findings is a pass only where a complete scan of this digest ran, recognised what is in the image and used a fresh database.",
  "VEX statements and exceptions change a status. They never remove a finding.",
  "A clock belongs to the image line: a rebuild with the same flaw restarts nothing.",
  "A finding is gone only when every scanner that reported it has a newer complete scan without it.",
  "Severity is the NVD score where there is one, otherwise the vendor's, and the basis is printed.",
];

/** How results came about, with which versions, and where they end. */
export function methodOf(facts: DigestFacts, evaluation: DigestEvaluation, producer: string): PacketDocument["method"] {
  const preset = clockPreset(facts.policy.preset);
  const versions: [string, string][] = [
    ["Product", producer],
    ["Policy", `${facts.policy.id} version ${facts.policy.version}, effective ${facts.policy.effectiveFrom.slice(0, 10)}`],
    ["Clock preset", preset === null ? `${facts.policy.preset} (not known)` : preset.legacy ? `${preset.id}, legacy` : preset.id],
    ["Rule sets", FRAMEWORKS.map((one) => `${one.text.id} ${one.revision}`).join(", ")],
    ["Shape", evaluation.shape.title],
  ];
  return { rules: [...RULES], versions, limits: limitsOf(facts) };
}

function limitsOf(facts: DigestFacts): string[] {
  const limits = [
    "This packet is about one digest. It does not replace run-time threat detection, cluster access control or an assessor's judgement.",
    "Controls marked supports belong to the system; the packet is evidence toward them.",
    "Signatures are verified under the trust settings of this system. What they trust nobody for is held and shown as not verified, and counts only where the policy accepts it.",
    "Reachability, exploitability and impact are human judgements; none is filled in from a score.",
  ];
  if (facts.current.basis !== "deployment") limits.push("Where the digest runs is not known: no deployment inventory was received.");
  if (facts.evidence.some((ref) => ref.accepted !== null && ref.verification !== "verified")) limits.push("Some evidence counts because the policy or a recorded decision accepts its uploader, not because it was verified; the register says which.");
  if (facts.kind === "index") limits.push("An index is the roll-up of its platforms; each platform has a packet of its own.");
  if (!facts.evidence.some((ref) => ref.sha256 === facts.digest)) limits.push("The manifest bytes of this digest were not received.");
  return limits;
}
