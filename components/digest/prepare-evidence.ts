import type { EvidenceItem } from "../../contracts/evidence";
import type { BindingState } from "../../domain/model/identity";
import type { Tone } from "../ui/status";

export interface StateView {
  tone: Tone;
  word: string;
  why: string;
}

const BINDING: Record<BindingState, { tone: Tone; word: string }> = {
  subject: { tone: "met", word: "Signed subject" },
  named: { tone: "met", word: "Names the digest" },
  claimed: { tone: "needs", word: "Claimed" },
  pending: { tone: "none", word: "Pending" },
  conflict: { tone: "fail", word: "Conflict" },
};

/** How the document is tied to this digest (or, in the register, its weakest tie). Claims and conflicts never look proven. */
export function bindingView(item: Pick<EvidenceItem, "bindings">, digest: string | null): StateView {
  const order: BindingState[] = ["conflict", "pending", "claimed", "named", "subject"];
  const here = digest === null ? undefined : item.bindings.find((binding) => binding.digest === digest);
  const binding = here ?? item.bindings.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];
  if (!binding) return { ...BINDING.pending, why: "It names no digest that is known here." };
  return { ...BINDING[binding.state], why: binding.why };
}

/** Four states of verification; "not checked" is a state of its own and looks like doubt. */
export function verificationView(item: Pick<EvidenceItem, "verification">): StateView {
  const { state } = item.verification;
  if (state === "verified") return { tone: "met", word: "Verified", why: "" };
  if (state === "invalid") return { tone: "fail", word: "Failed", why: "" };
  if (state === "unsigned") return { tone: "needs", word: "Unsigned", why: "" };
  return { tone: "needs", word: "Not verified", why: "" };
}

/** Which of several digests a verdict is about, where it is not about all of them; null where there is nothing to tell. */
export function aboutOnly({ bindings, verification }: Pick<EvidenceItem, "bindings" | "verification">): string | null {
  const about = verification.about ?? [];
  const others = bindings.some(({ digest }) => digest !== null && !about.includes(digest));
  if (about.length === 0 || !others) return null;
  const [first = ""] = about;
  return `for ${first.slice(0, 19)}${about.length > 1 ? ` and ${about.length - 1} more` : ""} alone`;
}
