import type { EvidenceItem } from "../../contracts/evidence";
import type { BindingState } from "../../domain/model/identity";
import { escapeUntrusted } from "./prepare-untrusted";
import { instantText } from "./prepare-time";

/** What a provenance chip needs to know of a piece of evidence. */
export type ChipEvidence = Pick<
  EvidenceItem,
  "id" | "documentId" | "fileSha256" | "fileName" | "path" | "bindings" | "recordedAt" | "submittedBy"
> & { verification: Pick<EvidenceItem["verification"], "state" | "signer"> };

export interface ChipView {
  tone: "" | "un" | "bad" | "no";
  icon: "ok" | "half" | "x" | "dash";
  word: string;
  file: string;
  short: string;
  title: string;
}

/**
 * How a chip shows its evidence. Failed verification and conflicts are loudest; evidence that is not bound to the
 * digest comes next; only `verified` is drawn solid. `unknown` is said as "not verified", never left out.
 */
export function prepareChip(evidence: ChipEvidence, digest?: string): ChipView {
  const base = judge(evidence.verification.state, bindingOf(evidence, digest));
  const file = escapeUntrusted(evidence.fileName, 120);
  const inside = evidence.path === "" ? "" : ` (${escapeUntrusted(evidence.path, 120)})`;
  const from = escapeUntrusted(evidence.submittedBy.name, 120);
  const title = `${file}${inside}, sha256:${evidence.fileSha256}, from ${from}, recorded ${instantText(evidence.recordedAt)}, ${base.word}`;
  return { ...base, file, short: evidence.fileSha256.slice(0, 6), title };
}

/** The binding that matters here: the one to this digest, else the weakest one there is. */
function bindingOf(evidence: ChipEvidence, digest: string | undefined): BindingState {
  const here = evidence.bindings.find((binding) => binding.digest !== null && binding.digest === digest);
  const states = evidence.bindings.map((binding) => binding.state);
  return here?.state ?? WEAKEST_FIRST.find((state) => states.includes(state)) ?? "pending";
}

const WEAKEST_FIRST: BindingState[] = ["conflict", "pending", "claimed", "named", "subject"];

function judge(state: EvidenceItem["verification"]["state"], binding: BindingState): Pick<ChipView, "tone" | "icon" | "word"> {
  if (state === "invalid") return { tone: "bad", icon: "x", word: "failed verification" };
  if (binding === "conflict") return { tone: "bad", icon: "x", word: "in conflict with this digest, not counted" };
  if (binding === "pending") return { tone: "no", icon: "dash", word: "not bound to a digest yet" };
  if (state === "verified") return { tone: "", icon: "ok", word: "verified" };
  const claimed = binding === "claimed" ? ", bound by the uploader's word only" : "";
  return { tone: "un", icon: "half", word: `${state === "unsigned" ? "unsigned" : "not verified"}${claimed}` };
}

/** "E-03#/config/User" → id and pointer. */
export function splitEvidenceId(reference: string): { id: string; pointer: string | null } {
  const hash = reference.indexOf("#");
  return hash < 0 ? { id: reference, pointer: null } : { id: reference.slice(0, hash), pointer: reference.slice(hash + 1) };
}
